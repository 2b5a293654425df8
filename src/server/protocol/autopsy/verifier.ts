// How a verifier and a challenge belong together (RFC 7636 section 4.6), and if they do not: by which slip.
import { createHash } from 'node:crypto'
import { challengeFaults, readChallenge, s256 } from '../pkce.js'

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
  | 'unrelated'

function sha256(octets: string | Uint8Array): Buffer {
  return createHash('sha256').update(octets).digest()
}

function utf16(text: string, bigEndian: boolean): Buffer {
  const octets = Buffer.from(text, 'utf16le')
  return bigEndian ? octets.swap16() : octets
}

/** What was hashed in place of the ASCII text of the verifier, in the order in which it is looked for. */
function misreadings(verifier: string): readonly (readonly [VerifierRelation, string | Uint8Array])[] {
  const isHex = verifier.length % 2 === 0 && /^[0-9a-f]+$/i.test(verifier)
  const standard = verifier.replaceAll('-', '+').replaceAll('_', '/')
  const padding = '='.repeat((4 - (verifier.length % 4)) % 4)
  return [
    ['hashed-raw-octets', Buffer.from(verifier, 'base64url')],
    ...(isHex ? ([['hashed-raw-octets', Buffer.from(verifier, 'hex')]] as const) : []),
    ['trailing-newline', `${verifier}\n`],
    ['trailing-newline', `${verifier}\r\n`],
    ['utf-16', utf16(verifier, false)],
    ['utf-16', utf16(verifier, true)],
    ['utf-16', utf16(`\uFEFF${verifier}`, false)],
    ['utf-16', utf16(`\uFEFF${verifier}`, true)],
    ['padded', verifier + padding],
    ['padded', standard],
    ['padded', standard + padding],
  ]
}

/** How the challenge writes the digest: well, as hex, as base64 of hex; null when it is another digest. */
function writing(digest: Buffer, core: string): 'base64url' | 'hex-digest' | 'base64-of-hex' | null {
  if (core === digest.toString('base64url')) return 'base64url'
  const hex = digest.toString('hex')
  const holdsHex = (text: string) => text.replaceAll(':', '').toLowerCase().includes(hex)
  if (holdsHex(core)) return 'hex-digest'
  return holdsHex(Buffer.from(core, 'base64url').toString('latin1')) ? 'base64-of-hex' : null
}

/**
 * How `verifier` relates to `challenge` under S256. A malformed challenge is read as it was meant, so that the
 * relation shows through padding, the standard alphabet, hex digits and double encoding; what is wrong with
 * the challenge itself is told by `challengeFaults`.
 */
export function verifierRelation(verifier: string, challenge: string): VerifierRelation {
  if (s256(verifier) === challenge) return 'equal'
  if (verifier === challenge) {
    return challengeFaults(challenge).length === 0 ? 'equals-challenge' : 'plain-under-s256'
  }
  const { core } = readChallenge(challenge)
  const written = writing(sha256(verifier), core)
  if (written !== null) return written === 'base64url' ? 'padded' : written
  for (const [relation, hashed] of misreadings(verifier)) {
    if (writing(sha256(hashed), core) !== null) return relation
  }
  return 'unrelated'
}
