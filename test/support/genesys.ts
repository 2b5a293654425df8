// Reply bodies as Genesys Cloud shapes them.
import { readFileSync } from 'node:fs'

/** The content of `fixtures/genesys/<name>.json`. */
export function genesysFixture(name: string) {
  return JSON.parse(readFileSync(new URL(`../../fixtures/genesys/${name}.json`, import.meta.url), 'utf8'))
}

export const genesysTokensMe: unknown = genesysFixture('tokens-me').body
export const genesysUsersMe: unknown = genesysFixture('users-me').body
export const genesysErrors: Readonly<Record<'missing-token' | 'bad-token' | 'no-user', unknown>> =
  genesysFixture('errors')
