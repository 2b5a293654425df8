// A challenge that has not 43 characters: what its length, and what it encodes, betray.
import { type ChallengeReading, challengeLength } from '../pkce.js'

/** What a length betrays. Base64 of the digests of other hash functions, with and without padding. */
const lengthHints: ReadonlyMap<number, string> = new Map([
  [22, ': base64 of an MD5 hash?'],
  [27, ': base64 of a SHA-1 hash?'],
  [32, ': an MD5 hash in hex?'],
  [40, ', alphabet right: a SHA-1 hash in hex, or characters deleted instead of replaced?'],
  [41, ', alphabet right: characters deleted instead of replaced, or cut off?'],
  [42, ', alphabet right: cut off while copying?'],
  [64, ': base64 of a SHA-384 hash?'],
  [86, ': base64 of a SHA-512 hash, or the verifier itself?'],
  [128, ': a SHA-512 hash in hex, or the verifier itself?'],
])

const hashOctets = 32
const replacementCharacter = '\uFFFD'

/** What was encoded in place of the octets of the hash, or null. */
function contentHint(core: string): string | null {
  const octets = Buffer.from(core, 'base64url')
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(octets.toString('latin1'))) return ': base64 was applied twice'
  const text = octets.toString('utf8')
  if (!Buffer.from(text, 'utf8').equals(octets)) return null
  if (text.includes(replacementCharacter)) return ': the hash was read as UTF-8 text, which destroys it'
  const isOctetText = text.length === hashOctets && [...text].every((character) => character <= '\u00FF')
  return isOctetText && octets.length > hashOctets
    ? ': the hash was encoded as UTF-8 text before base64'
    : null
}

/** The probable cause of a wrong length, to be added to the sentence that tells it; empty when none shows. */
export function lengthHint({ core, faults }: ChallengeReading): string {
  if (faults.includes('illegal-character') || faults.includes('std-alphabet')) return ''
  const known = contentHint(core) ?? lengthHints.get(core.length)
  if (known !== undefined) return known
  return core.length > challengeLength && core.length <= 128 ? ': is it the verifier itself?' : ''
}
