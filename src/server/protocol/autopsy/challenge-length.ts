// A challenge that has not 43 characters: what its length, and what it encodes, betray.
import type { Mistake } from '../mistake.js'
import { type ChallengeReading, challengeLength } from '../pkce.js'
import { mistake } from './kinds.js'
import { placeholderIn } from './placeholder.js'

/** Hash functions that are no SHA-256, by the length of their base64 and of their hex digits. */
const hashOfLength: ReadonlyMap<number, readonly [hash: string, form: 'in base64' | 'in hex']> = new Map([
  [22, ['an MD5', 'in base64']],
  [27, ['a SHA-1', 'in base64']],
  [38, ['a SHA-224', 'in base64']],
  [32, ['an MD5', 'in hex']],
  [40, ['a SHA-1', 'in hex']],
  [56, ['a SHA-224', 'in hex']],
  [96, ['a SHA-384', 'in hex']],
  [128, ['a SHA-512', 'in hex']],
])

/** What a length betrays that may have more than one cause. */
const lengthHints: ReadonlyMap<number, string> = new Map([
  [40, ', alphabet right: characters deleted instead of replaced, or cut off?'],
  [41, ', alphabet right: characters deleted instead of replaced, or cut off?'],
  [42, ', alphabet right: cut off while copying?'],
  [64, ': base64 of a SHA-384 hash, or the verifier itself?'],
  [86, ': base64 of a SHA-512 hash, or the verifier itself?'],
])

const hashOctets = 32
const replacementCharacter = '\uFFFD'

/** Fewer printable octets in a row come about by chance. */
const fewestLetters = 12

/** Whether `text` was one before it was encoded: no control characters, nothing that is not UTF-8. */
function isText(text: string): boolean {
  return /^[^\p{Cc}\uFFFD]+$/u.test(text)
}

/** What was encoded in place of the octets of the hash, or null. */
function contentMistake(core: string): Mistake | null {
  const octets = Buffer.from(core, 'base64url')
  const text = octets.toString('utf8')
  const length = core.length
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return mistake('challenge-base64-twice', { words: { length } })
  if (!isText(text)) return throughTextMistake(octets, text, length)
  const placeholder = placeholderIn(text)
  if (placeholder !== null) {
    return mistake('challenge-of-text', { words: { what: `the text ${placeholder.shown}` } })
  }
  if (/^["'].*["']$/s.test(text))
    return mistake('challenge-of-json', { words: { what: 'the base64 of a text in quotes' } })
  if (/^[[{].*[\]}]$/s.test(text))
    return mistake('challenge-of-json', { words: { what: 'the base64 of JSON' } })
  if (text.length < fewestLetters || !/^[\x20-\x7E]+$/.test(text)) {
    return throughTextMistake(octets, text, length)
  }
  const what = `a text of ${text.length} characters (the verifier?)`
  return mistake('challenge-of-text', { words: { what } })
}

/** The octets of the hash were taken for characters, or for the text of another encoding. */
function throughTextMistake(octets: Buffer, text: string, length: number): Mistake | null {
  if (!Buffer.from(text, 'utf8').equals(octets)) return null
  if (text.includes(replacementCharacter)) {
    const how = 'read as UTF-8 text, which destroys it'
    return mistake('challenge-through-text', { words: { length, how } })
  }
  const isOctetText = text.length === hashOctets && [...text].every((character) => character <= '\u00FF')
  if (!isOctetText || octets.length === hashOctets) return null
  return mistake('challenge-through-text', { words: { length, how: 'encoded as UTF-8 text before base64' } })
}

function hashMistake(core: string): Mistake | null {
  const { length } = core
  const [hash, form] = hashOfLength.get(length) ?? []
  if (hash === undefined || form === undefined) return null
  if (form === 'in hex' && !/^[0-9a-f]+$/i.test(core)) return null
  return mistake('challenge-other-hash', { words: { length, hash, form } })
}

/** The mistake of a challenge that has not 43 characters, as near to its cause as can be seen. */
export function lengthMistake({ core, faults }: ChallengeReading): Mistake {
  const { length } = core
  const bare = mistake('challenge-wrong-length', { words: { length, hint: '' } })
  if (faults.includes('illegal-character') || faults.includes('std-alphabet')) {
    return contentMistake(core) ?? bare
  }
  const known = contentMistake(core) ?? hashMistake(core)
  if (known !== null) return known
  if (/^[A-Z2-7]{52}$/.test(core)) return mistake('challenge-base32', { words: { length } })
  const long = length > challengeLength && length <= 128 ? ': is it the verifier itself?' : ''
  return mistake('challenge-wrong-length', { words: { length, hint: lengthHints.get(length) ?? long } })
}
