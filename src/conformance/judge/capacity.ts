// How many bits texts can hold at most, by their length and alphabet: a bound, which no text has to reach.
import { statisticsOf } from './randomness/statistics.js'
import { uuidBits } from './randomness/uuid-bits.js'

export interface Capacity {
  /** Bits of one text at most. */
  readonly bits: number
  /** Letters of the alphabet. */
  readonly letters: number
  /** Mean length, without characters that are the same in every text. */
  readonly length: number
  /** Every text is a UUID, or UUIDs in a row. */
  readonly uuid: boolean
  /** The texts are base64url of text that can be read: it is that text which counts. */
  readonly encoded: boolean
}

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const lower = upper.toLowerCase()
const digits = '0123456789'

/** Alphabets in which random values are written; a text that fits into none of them can hold everything that prints. */
const alphabets: readonly string[] = [
  digits,
  `${digits}abcdef`,
  `${digits}ABCDEF`,
  lower,
  upper,
  `${upper}234567`,
  `${lower}234567`,
  digits + lower,
  digits + upper,
  upper + lower,
  `123456789${upper}${lower}`.replace(/[IOl]/g, ''),
  digits + upper + lower,
  `${digits}${upper}${lower}-_`,
  `${digits}${upper}${lower}+/`,
  `${digits}${upper}${lower}-._~`,
]
const printable = 95

/** With a lower chance than this, letters that never came are letters that cannot come. */
const leastChance = 1e-6

/**
 * The letters of the alphabet. Few characters may lack the letters of a larger alphabet by chance, so the largest one
 * counts that they can be from.
 */
function lettersOf(text: string): number {
  const holding = alphabets.filter((letters) => Array.from(text).every((one) => letters.includes(one)))
  const sizes = holding.length > 0 ? holding.map(({ length }) => length) : [printable]
  const smallest = Math.min(...sizes)
  const possible = sizes.filter((size) => (smallest / size) ** text.length > leastChance)
  return Math.max(smallest, ...possible)
}

/** The text that a text encodes, where that can be read: 32 random octets hardly ever give characters that print. */
function decoded(text: string): string | null {
  const octets = Buffer.from(text, 'base64url')
  if (octets.length < 12 || octets.toString('base64url') !== text) return null
  const read = octets.toString('latin1')
  return /^[\x20-\x7E]+$/.test(read) ? read : null
}

/** What one of `texts` can hold, all of them looked at together; `texts` holds one at least. */
export function capacityOf(texts: readonly string[]): Capacity {
  const inner = texts.map(decoded)
  const encoded = inner.every((text) => text !== null)
  const judged = encoded ? inner.map((text) => text ?? '') : texts
  const { fixed, length: mean } = statisticsOf('verifier', judged)
  const letters = lettersOf(judged.join(''))
  const length = mean - fixed
  const ofUuid = uuidBits(judged)
  const byLength = length * Math.log2(letters)
  return {
    bits: Math.min(byLength, ofUuid ?? Number.POSITIVE_INFINITY),
    letters,
    length,
    uuid: ofUuid !== undefined && ofUuid <= byLength,
    encoded,
  }
}

function inNumbers(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1)
}

/** `at most 172 bits: 43 characters of an alphabet of 16`. */
export function capacityText({ bits, letters, length, uuid, encoded }: Capacity): string {
  const of = uuid
    ? 'what is not random in a UUID is known'
    : `${inNumbers(length)} characters of an alphabet of ${letters}`
  return `at most ${Math.floor(bits)} bits: ${of}${encoded ? ', and base64url of that text adds nothing' : ''}`
}
