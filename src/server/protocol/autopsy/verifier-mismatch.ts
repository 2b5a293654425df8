// A verifier that does not match the challenge of its login: which slips led there, or whose it is.
import type { Mistake } from '../mistake.js'
import { s256 } from '../pkce.js'
import type { Login } from '../records.js'
import { durationInWords } from './duration.js'
import { mistake } from './kinds.js'
import type { Slip } from './misreading.js'
import { createSlipFinder, type SlipFinder } from './slip.js'
import { meantVerifiers } from './verifier-form.js'

function distance(login: Login, other: Login): string {
  const span = other.issuedAt - login.issuedAt
  const whose = other.clientId === login.clientId ? 'the same client' : 'another client'
  const when = span === 0 ? '' : `, ${durationInWords(Math.abs(span))} ${span > 0 ? 'later' : 'earlier'}`
  return `${when} by ${whose}`
}

/** The latest other login that the verifier belongs to, also by a slip, or null. */
function ownerOf(finder: SlipFinder, login: Login, recentLogins: readonly Login[]) {
  const others = recentLogins.filter((other) => other.id !== login.id && other.challenge !== login.challenge)
  for (const other of others.toReversed()) {
    const slips = finder.slipsTo(other.challenge ?? '')
    if (slips !== null && !slips.some(({ kind }) => kind === 'verifier-nothing-hashed'))
      return { other, slips }
  }
  return null
}

/** Values of the login that a client may have hashed in place of the verifier. */
function hashedInstead(login: Login): Slip | null {
  const values: readonly (readonly [what: string, value: string | null])[] = [
    ['the state', login.state],
    ['the client id', login.clientId],
    ['the redirect URI', login.redirectUri],
  ]
  const found = values.find(([, value]) => value !== null && s256(value) === login.challenge)
  return found === undefined ? null : { kind: 'verifier-state-hashed', words: { what: found[0] } }
}

function mistakesOf(slips: readonly Slip[], exchange: number): readonly Mistake[] {
  return slips.map(({ kind, words }) => mistake(kind, { words: { exchange, ...words } }))
}

/**
 * The mistakes between a verifier and the challenge of its login; empty when it matches. Faults in the form of
 * the verifier are looked through, so that they hide no other mistake. A single `verifier-mismatch` says that
 * nothing is known about the value.
 */
export function verifierMismatch(
  verifier: string,
  login: Login,
  recentLogins: readonly Login[],
): readonly Mistake[] {
  const { exchange } = login
  const challenge = login.challenge ?? ''
  if (s256(verifier) === challenge) return []
  const finders = meantVerifiers(verifier).map(createSlipFinder)
  const found = finders.map((finder) => finder.slipsTo(challenge)).filter((slips) => slips !== null)
  if (found.some((slips) => slips.length === 0)) return []
  const [slips] = found
  if (slips !== undefined) return mistakesOf(slips, exchange)
  const instead = hashedInstead(login)
  if (instead !== null) return mistakesOf([instead], exchange)
  for (const finder of finders) {
    const owner = ownerOf(finder, login, recentLogins)
    if (owner !== null) {
      const words = { exchange, other: owner.other.exchange, when: distance(login, owner.other) }
      return [mistake('verifier-of-other-login', { words }), ...mistakesOf(owner.slips, owner.other.exchange)]
    }
  }
  return [mistake('verifier-mismatch', { words: { exchange } })]
}
