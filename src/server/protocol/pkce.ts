// The grammar of RFC 7636: verifier (section 4.1), challenge (section 4.2), and what went wrong between them.
import { hash } from 'node:crypto'

export const verifierLength = { least: 43, most: 128 } as const

/** The length of an S256 challenge: 32 octets as base64url without padding (RFC 7636 section 4.2). */
export const challengeLength = 43

/** Anything but a character of `unreserved`, RFC 7636 section 4.1. */
const reserved = /[^A-Za-z0-9\-._~]/

/** BASE64URL(SHA256(ASCII(verifier))), RFC 7636 section 4.2: 43 characters. */
export function s256(verifier: string): string {
  return hash('sha256', verifier, 'base64url')
}

/** Index of the first character outside `unreserved`, or -1. */
export function firstReservedCharacter(verifier: string): number {
  return reserved.test(verifier) ? [...verifier].findIndex((character) => reserved.test(character)) : -1
}

/** The ways in which an S256 challenge can be malformed; the names are reasons of `pkce.challenge.encoding`. */
export type ChallengeFault =
  /** Still percent-encoded after one decoding. */
  | 'double-encoded'
  /** CR, LF or tab anywhere, or blanks around it. */
  | 'line-break'
  /** `=` at the end. */
  | 'padded'
  /** `+`, `/`, or a space that was `+`. */
  | 'std-alphabet'
  /** A character of no base64 alphabet. */
  | 'illegal-character'
  /** The digest written as hex digits. */
  | 'hex'
  /** The hex digits of the digest, encoded as base64. */
  | 'base64-of-hex'
  /** Not 43 characters, and neither of the two above. */
  | 'wrong-length'
  /** 43 characters whose last one cannot end the encoding of 32 octets. */
  | 'non-canonical'

/** A challenge as it was probably meant, and what kept it from being that. */
export interface ChallengeReading {
  /** In the order of `ChallengeFault`; empty for a well-formed challenge. */
  readonly faults: readonly ChallengeFault[]
  /** The value without percent-encoding, white space and padding, in the base64url alphabet. */
  readonly core: string
}

/** 32 octets leave two zero bits in the last character, so only every fourth one can stand there. */
const lastCharacters = /[AEIMQUYcgkosw048]$/
const percentEncoded = /%[0-9A-Fa-f]{2}/
/** More layers than any client adds by accident. */
const mostLayers = 5

/** Undoes percent-encoding until none is left. */
function withoutPercentEncoding(value: string): string {
  let decoded = value
  for (let layer = 0; layer < mostLayers && percentEncoded.test(decoded); layer++) {
    try {
      decoded = decodeURIComponent(decoded)
    } catch {
      return decoded
    }
  }
  return decoded
}

/** Spaces around a value are white space only if it has its full length without them; else they were `+`. */
function withoutBlanks(value: string): string {
  const lines = value.replace(/[\r\n\t]/g, '')
  const trimmed = lines.replace(/^ +| +$/g, '')
  return /^[A-Za-z0-9+/_ -]{43}=*$/.test(trimmed) ? trimmed : lines
}

/** Whether `text` is a SHA-256 digest in hex, alone or as tools and languages print it: `13:d3`, `13-D3`, `<13d31e96 ...>`. */
export function isHexDigest(text: string): boolean {
  return /^(?:[\w()-]+ *= *|0x|<)?(?:[0-9a-f]{2}[: -]?){31}[0-9a-f]{2}>?(?: +\*?-)?\s*$/i.test(text)
}

function shapeFault(core: string): ChallengeFault | null {
  if (isHexDigest(core)) return 'hex'
  if (isHexDigest(Buffer.from(core, 'base64url').toString('latin1'))) return 'base64-of-hex'
  if (core.length !== challengeLength) return 'wrong-length'
  return lastCharacters.test(core) ? null : 'non-canonical'
}

/** Longer values are no challenge of any kind, and the work per request stays bounded. */
const longestRead = 2000

/** Reads a challenge: its faults, each a distinct cause, and the value without them. */
export function readChallenge(value: string): ChallengeReading {
  if (value.length > longestRead) return { faults: ['wrong-length'], core: value }
  const decoded = withoutPercentEncoding(value)
  const unbroken = withoutBlanks(decoded)
  const unpadded = unbroken.replace(/=+$/, '')
  const found = new Set<ChallengeFault>()
  if (decoded !== value) found.add('double-encoded')
  if (unbroken !== decoded) found.add('line-break')
  if (isHexDigest(unpadded)) return { faults: [...found, 'hex'], core: unpadded }
  if (unpadded !== unbroken) found.add('padded')
  const isBase64 = /^[A-Za-z0-9+/ _-]*$/.test(unpadded)
  // In a text that is no base64 at all, `[object Promise]` say, a space is just a space.
  if (/[+/]/.test(unpadded) || (isBase64 && unpadded.includes(' '))) found.add('std-alphabet')
  if (!isBase64) found.add('illegal-character')
  const core = unpadded.replace(/[+ ]/g, '-').replaceAll('/', '_')
  const shape = shapeFault(core)
  if (shape !== null && !(shape === 'non-canonical' && found.has('illegal-character'))) found.add(shape)
  return { faults: [...found], core }
}

/**
 * What is wrong with an S256 challenge (RFC 7636 section 4.2). The value has been decoded once. An empty
 * list means 43 characters of base64url that are the canonical encoding of 32 octets. Each fault names a
 * distinct cause: a padded value of 44 characters is `padded` and not also `wrong-length`.
 */
export function challengeFaults(value: string): readonly ChallengeFault[] {
  return readChallenge(value).faults
}
