// A verifier that does not match the challenge of its login: which slip led there, or whose it is.
import type { Mistake } from '../mistake.js'
import { s256 } from '../pkce.js'
import type { Login } from '../records.js'
import { durationInWords } from './duration.js'
import { mistake } from './kinds.js'
import { type VerifierRelation, verifierRelation } from './verifier.js'

/** What was done, and what to do instead, by relation. */
const slips: Readonly<Record<Exclude<VerifierRelation, 'equal'>, readonly [why: string, fix: string]>> = {
  'equals-challenge': [
    'it is the challenge itself, or nothing was hashed',
    'Send the verifier here and its hash in the authorize request, not one value in both.',
  ],
  'plain-under-s256': [
    'both are the same text, so nothing was hashed although the method is S256',
    'Hash the verifier: code_challenge = base64url(SHA-256(code_verifier)).',
  ],
  'hex-digest': [
    'the challenge is its hash in hex digits',
    'Base64url-encode the 32 raw octets of the hash (digest(), not hexdigest()).',
  ],
  'base64-of-hex': [
    'the challenge is the base64 of the hex digits of its hash',
    'Base64url-encode the 32 raw octets of the hash, not its hex digits.',
  ],
  'hashed-raw-octets': [
    'the octets behind the verifier were hashed, not its text',
    'Hash the ASCII text of the verifier, exactly the characters that are sent here.',
  ],
  'trailing-newline': [
    'a line end was hashed along with it',
    'Hash the verifier without a line end (printf %s instead of echo).',
  ],
  'utf-16': ['it was hashed as UTF-16', 'Encode the verifier as ASCII or UTF-8 before hashing it.'],
  padded: [
    'the hash is right but for padding or the base64 alphabet',
    'Use base64url without padding for verifier and challenge, before hashing and before sending.',
  ],
  unrelated: ['it is another value', 'Store the verifier that was hashed for this login, and send that one.'],
}

/** The latest other login that `verifier` belongs to, or null. */
function ownerOf(verifier: string, login: Login, recentLogins: readonly Login[]): Login | null {
  const challenge = s256(verifier)
  return recentLogins.findLast((other) => other.id !== login.id && other.challenge === challenge) ?? null
}

function distance(login: Login, other: Login): string {
  const span = other.issuedAt - login.issuedAt
  const whose = other.clientId === login.clientId ? 'the same client' : 'another client'
  const when = span === 0 ? '' : `, ${durationInWords(Math.abs(span))} ${span > 0 ? 'later' : 'earlier'}`
  return `${when} by ${whose}`
}

/** The mistake of a verifier that does not match, or null when it does. */
export function verifierMismatch(
  verifier: string,
  login: Login,
  recentLogins: readonly Login[],
): Mistake | null {
  const relation = verifierRelation(verifier, login.challenge ?? '')
  if (relation === 'equal') return null
  const owner = relation === 'unrelated' ? ownerOf(verifier, login, recentLogins) : null
  if (owner !== null) {
    const words = { exchange: login.exchange, other: owner.exchange, when: distance(login, owner) }
    return mistake('verifier-of-other-login', { words })
  }
  const [why, fix] = slips[relation]
  return mistake('verifier-mismatch', { words: { exchange: login.exchange, why }, fix })
}
