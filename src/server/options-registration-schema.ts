// The form of a registration: what a client and a user of the seed may be, in options and in the admin interface.
import * as v from 'valibot'
import type { Once } from '../validation/validation.js'
import type { Client, User } from './protocol/client.js'
import { regionNamed } from './protocol/regions.js'
import { reservedClaims } from './tokens/claims.js'

/** Longer values are no name, id or secret of anything. */
const longest = 1000
const mostInList = 1000

export const wholeNumber = (least: number, most: number) => {
  const message = `expected a whole number from ${least} to ${most}`
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message))
}

export const text = v.pipe(
  v.string('expected text'),
  v.nonEmpty('expected text that is not empty'),
  v.maxLength(longest, `expected at most ${longest} characters`),
)

export const yesOrNo = v.boolean('expected true or false')

/** Seconds from one to 450 days, the longest lifetime that the service knows. */
export const lifetime = wholeNumber(1, 38_880_000)

/** RFC 6749 appendix A: ids and secrets are printable ASCII. */
const printable = v.pipe(text, v.regex(/^[\x20-\x7e]+$/, 'expected printable ASCII characters'))

const redirectUri = v.pipe(
  text,
  v.check(
    (uri) => URL.canParse(uri) && /^[\x21-\x7e]+$/.test(uri) && !uri.includes('#'),
    'expected an absolute URI without a fragment',
  ),
)

/** RFC 6749 section 3.3. */
export const scopeName = v.pipe(
  text,
  v.regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'expected one scope, without spaces and quotation marks'),
)

/** A list in which each entry stands once, or, with `once.member`, each value of that member of its entries. */
export const listOf = <const S extends v.GenericSchema<unknown, unknown>>(
  item: S,
  what: string,
  once: Partial<Once> = {},
) => {
  const most = mostInList * 100
  const list = v.pipe(
    v.array(item, `expected a list of ${what}`),
    v.maxLength(most, `expected at most ${most} ${what}`),
  )
  const rule: Once = { each: 'entry', ...once }
  return Object.assign(list, { once: rule })
}

const deepestClaim = 8
const longestClaims = 8192

function isJson(value: unknown, depth: number): boolean {
  if (depth > deepestClaim) return false
  if (typeof value === 'number') return Number.isFinite(value)
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value !== 'object') return false
  return (Array.isArray(value) ? value : Object.values(value)).every((member) => isJson(member, depth + 1))
}

function isClaims(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return isJson(value, 0) && JSON.stringify(value).length <= longestClaims
}

const claims = v.pipe(
  v.custom<Readonly<Record<string, unknown>>>(
    isClaims,
    `expected an object of JSON values, ${deepestClaim} levels deep and ${longestClaims} characters long at most`,
  ),
  v.check(
    (value) => !reservedClaims.some((name) => Object.hasOwn(value, name)),
    `expected none of the claims that the mock makes itself (${reservedClaims.join(', ')})`,
  ),
)

const region = v.pipe(
  text,
  v.check(
    (name) => regionNamed(name) !== null,
    'expected a region of Genesys Cloud by its domain or AWS name, for example "mypurecloud.de" or "eu-central-1"',
  ),
)

/** A field of a client that is forgotten here does not compile. */
export const clientSchema = v.strictObject({
  id: printable,
  name: text,
  secret: v.exactOptional(printable),
  grantType: v.picklist(['CODE', 'CLIENT-CREDENTIALS'], 'expected "CODE" or "CLIENT-CREDENTIALS"'),
  redirectUris: listOf(redirectUri, 'redirect URIs', { each: 'redirect URI' }),
  anyLoopbackRedirect: v.exactOptional(yesOrNo),
  refreshTokens: v.exactOptional(yesOrNo),
  region: v.exactOptional(region),
  scopes: v.exactOptional(listOf(scopeName, 'scopes', { each: 'scope' })),
  claims: v.exactOptional(claims),
  accessTokenSeconds: v.exactOptional(lifetime),
} satisfies Record<keyof Client, unknown>)

export const userSchema = v.strictObject({
  email: text,
  password: text,
  name: text,
  permissions: v.exactOptional(listOf(text, 'permissions', { each: 'permission' })),
  claims: v.exactOptional(claims),
} satisfies Record<keyof User, unknown>)

/** What contradicts itself in a client, by the field at fault. */
export function clientContradictions(
  client: Client,
): readonly { readonly field: string; readonly problem: string }[] {
  if (client.grantType === 'CODE') return []
  const problems = []
  if (client.secret === undefined) {
    problems.push({ field: 'secret', problem: 'is missing: client credentials cannot do without a secret' })
  }
  if (client.refreshTokens === true) {
    problems.push({ field: 'refreshTokens', problem: 'contradicts grantType: client credentials have none' })
  }
  if (client.redirectUris.length > 0 || client.anyLoopbackRedirect === true) {
    const field = client.redirectUris.length > 0 ? 'redirectUris' : 'anyLoopbackRedirect'
    problems.push({ field, problem: 'contradicts grantType: client credentials redirect nobody' })
  }
  return problems
}
