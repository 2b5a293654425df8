// How a verifier and a challenge belong together (RFC 7636 section 4.6), in the few words that a report needs.
import type { Slip } from './misreading.js'
import { createSlipFinder } from './slip.js'

export type VerifierRelation =
  /** The verifier hashes to the challenge, as it should. */
  | 'equal'
  /** They are the same text, and that text can be a hash: the challenge was sent as verifier, or nothing was hashed. */
  | 'equals-challenge'
  /** They are the same text, and that text cannot be a hash: nothing was hashed. */
  | 'plain-under-s256'
  /** The challenge is the hash in hex digits. */
  | 'hex-digest'
  /** The challenge is the base64 of the hex digits of the hash. */
  | 'base64-of-hex'
  /** The octets that the verifier encodes were hashed, not its text. */
  | 'hashed-raw-octets'
  /** A line end was hashed along with the verifier. */
  | 'trailing-newline'
  /** The verifier was hashed as UTF-16. */
  | 'utf-16'
  /**
   * The hash is right and only the dress of base64 is wrong: the challenge has padding, the standard alphabet,
   * white space or another percent-encoding around it; or the verifier was hashed with padding or in the
   * standard alphabet and sent as base64url.
   */
  | 'padded'
  /** Anything else, whether or not the slip that led there can be named: `createSlipFinder` may know. */
  | 'unrelated'

/** By the first slip; those that are not here count as unrelated. */
const relationOf: ReadonlyMap<Slip['kind'], VerifierRelation> = new Map([
  ['verifier-equals-challenge', 'equals-challenge'],
  ['verifier-not-hashed', 'plain-under-s256'],
  ['verifier-hash-in-hex', 'hex-digest'],
  ['verifier-hash-in-base64-of-hex', 'base64-of-hex'],
  ['verifier-octets-hashed', 'hashed-raw-octets'],
  ['verifier-line-end-hashed', 'trailing-newline'],
  ['verifier-utf-16-hashed', 'utf-16'],
  ['verifier-base64-form', 'padded'],
])

/**
 * How `verifier` relates to `challenge` under S256. A malformed challenge is read as it was meant, so that the
 * relation shows through padding, the standard alphabet, hex digits and double encoding; what is wrong with
 * the challenge itself is told by `challengeFaults`.
 */
export function verifierRelation(verifier: string, challenge: string): VerifierRelation {
  const slips = createSlipFinder(verifier).slipsTo(challenge)
  if (slips === null) return 'unrelated'
  const [first] = slips
  return first === undefined ? 'equal' : (relationOf.get(first.kind) ?? 'unrelated')
}
