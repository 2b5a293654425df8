// Reply bodies as Genesys Cloud shapes them.
import { readFileSync } from 'node:fs'

/** The content of `fixtures/genesys/<name>.json`. */
export function genesysFixture(name: string) {
  return JSON.parse(readFileSync(new URL(`../../fixtures/genesys/${name}.json`, import.meta.url), 'utf8'))
}

export const genesysTokensMe: unknown = genesysFixture('tokens-me').body
export const genesysUsersMe: unknown = genesysFixture('users-me').body
export const genesysErrors: Readonly<Record<string, unknown>> = genesysFixture('errors')

/** The part of JSON schema that the fixtures use. */
interface Shape {
  readonly type: string
  readonly enum?: readonly unknown[]
  readonly items?: Shape
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}

function deviations(value: unknown, shape: Shape, place: string): readonly string[] {
  const type = typeOf(value)
  if (type !== shape.type && !(type === 'integer' && shape.type === 'number'))
    return [`${place} is of the type ${type}, not ${shape.type}`]
  if (shape.enum !== undefined && !shape.enum.includes(value)) return [`${place} is ${String(value)}`]
  if (Array.isArray(value) && shape.items !== undefined) {
    const { items } = shape
    return value.flatMap((item, index) => deviations(item, items, `${place}[${index}]`))
  }
  if (type !== 'object' || shape.properties === undefined) return []
  const { properties, required = [] } = shape
  const members = Object.entries(value as Record<string, unknown>)
  const missing = required.filter((name) => !members.some(([member]) => member === name))
  return [
    ...missing.map((name) => `${place}.${name} is missing`),
    ...members.flatMap(([name, member]) => {
      const known = properties[name]
      return known === undefined
        ? [`${place}.${name} is not in the definition`]
        : deviations(member, known, `${place}.${name}`)
    }),
  ]
}

/** What of a reply body is not as `fixtures/genesys/<name>.json` defines it: members, types, required ones. */
export function deviationsFrom(name: string, body: string): readonly string[] {
  return deviations(JSON.parse(body), genesysFixture(name).shape, 'body')
}
