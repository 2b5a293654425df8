// Reply bodies as Genesys Cloud shapes them.
import { readFileSync } from 'node:fs'

function read(name: string) {
  return JSON.parse(readFileSync(new URL(`../../fixtures/genesys/${name}.json`, import.meta.url), 'utf8'))
}

export const genesysTokensMe: unknown = read('tokens-me').body
export const genesysUsersMe: unknown = read('users-me').body
export const genesysErrors: Readonly<Record<'missing-token' | 'bad-token' | 'no-user', unknown>> =
  read('errors')
