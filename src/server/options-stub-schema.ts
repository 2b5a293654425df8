// The form of a stub: one further path of the API that the mock answers.
import * as v from 'valibot'
import { text, wholeNumber } from './options-registration-schema.js'
import { nearest } from './protocol/autopsy/nearest.js'
import { genesysScopes } from './protocol/genesys-scopes.js'
import type { StubEntry } from './stubs/stub.js'
import { stubPathFault } from './stubs/stub-path.js'

const method = v.picklist(
  ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  'expected GET (which answers HEAD as well), POST, PUT, PATCH or DELETE',
)

const path = v.pipe(
  text,
  v.check(
    (value) => stubPathFault(value) === null,
    ({ input }) => stubPathFault(String(input)) ?? '',
  ),
)

const scope = v.pipe(
  text,
  v.check(
    (name) => genesysScopes.includes(name),
    ({ input }) => {
      const meant = nearest(String(input), genesysScopes)
      return `expected a scope of the platform${meant === null ? '' : ` (did you mean ${meant}?)`}`
    },
  ),
)

const deepestBody = 100

function isJson(value: unknown, depth = 0): boolean {
  if (depth > deepestBody) return false
  if (typeof value === 'number') return Number.isFinite(value)
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value !== 'object') return false
  return (Array.isArray(value) ? value : Object.values(value)).every((member) => isJson(member, depth + 1))
}

export const stubSchema = v.strictObject({
  method,
  path,
  status: v.exactOptional(wholeNumber(200, 599)),
  body: v.exactOptional(v.custom<unknown>((value) => isJson(value), 'expected a JSON value')),
  file: v.exactOptional(text),
  scope: v.exactOptional(scope),
} satisfies Record<keyof StubEntry, unknown>)

/** More paths than these are an API of their own. */
const mostStubs = 1000

export const stubListSchema = v.pipe(
  v.array(stubSchema, 'expected a list of stubs'),
  v.maxLength(mostStubs, `expected at most ${mostStubs} stubs`),
)
