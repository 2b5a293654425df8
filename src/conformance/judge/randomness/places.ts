// A text as places in an alphabet, or as bytes: what generators that draw whole numbers are compared with.
import { type Alphabet, alphabetOf, exactAlphabets, outlineOf } from './alphabets.js'
import { bytesOf } from './encodings.js'
import { groupBy } from './grouping.js'
import type { Idiom } from './idiom.js'

/** One way to read all texts as numbers below n. */
export interface PlaceReading {
  readonly n: number
  /** For people. */
  readonly name: string
  readonly places: readonly (readonly number[])[]
  /** Equal for readings that differ only in the order of their punctuation. */
  readonly outline: string
  /** A text of such numbers. */
  write(places: readonly number[]): string
}

/** Texts that are read as places: more than any attack joins. */
const mostRead = 64

/** Every alphabet that all texts fit into; the places of the first texts. */
export function letterReadings(texts: readonly string[]): readonly PlaceReading[] {
  return exactAlphabets(texts).map((alphabet) => readingOf(alphabet, texts.slice(0, mostRead)))
}

/** The same alphabets without their last letter, where it never comes: `n - 1` written for `n` by mistake. */
export function shortLetterReadings(texts: readonly string[]): readonly PlaceReading[] {
  return exactAlphabets(texts)
    .filter(({ letters }) => texts.every((text) => !text.includes(letters.slice(-1))))
    .map(({ letters }) => readingOf(alphabetOf(letters.slice(0, -1)), texts.slice(0, mostRead)))
}

function readingOf({ letters, places }: Alphabet, texts: readonly string[]): PlaceReading {
  return {
    n: letters.length,
    name: `one of ${letters.length} letters`,
    outline: outlineOf(letters),
    places: texts.map((text) => Array.from(text, (letter) => places.get(letter) ?? 0)),
    write: (numbers) => numbers.map((number) => letters[number] ?? '').join(''),
  }
}

/**
 * Readings that differ only in the order of the punctuation, which stands in one row of the alphabet: what can be told
 * without that order is told once for all of them.
 */
export interface ReadingGroup {
  readonly n: number
  readonly readings: readonly PlaceReading[]
  /** Places of the first text; -1 where the group does not agree. */
  readonly agreed: readonly (readonly number[])[]
  /** The middle of the places that the readings of the group have, plus one half: the middle of the letter. */
  readonly middles: readonly (readonly number[])[]
}

export function groupsOf(readings: readonly PlaceReading[]): readonly ReadingGroup[] {
  return [...groupBy(readings, ({ outline }) => outline).values()].map(grouped)
}

function grouped(readings: readonly PlaceReading[]): ReadingGroup {
  const [first] = readings
  const all = first?.places.slice(0, 1) ?? []
  const spread = all.map((places, text) =>
    places.map((_, at) => readings.map((reading) => reading.places[text]?.[at] ?? 0)),
  )
  return {
    n: first?.n ?? 0,
    readings,
    agreed: spread.map((places) => places.map((own) => (new Set(own).size === 1 ? (own[0] ?? -1) : -1))),
    middles: spread.map((places) => places.map((own) => (Math.min(...own) + Math.max(...own) + 1) / 2)),
  }
}

/** The bytes behind the texts, where they are base64url or hex. */
export function byteReadings(texts: readonly string[]): readonly PlaceReading[] {
  const encodings = texts.every((text) => /^[0-9a-f]+$/.test(text))
    ? (['hex'] as const)
    : (['base64url'] as const)
  return encodings.flatMap((encoding) => {
    const decoded = texts.map((text) => bytesOf(text, encoding))
    const whole = texts.every((text) => (encoding === 'hex' ? text.length % 2 === 0 : text.length % 4 !== 1))
    const bytes = decoded.filter((one) => one !== undefined)
    if (!whole || bytes.length < texts.length) return []
    return [
      {
        n: 256,
        name: `bytes in ${encoding}`,
        outline: encoding,
        places: bytes.map((one) => Array.from(one)),
        write: (numbers) => Buffer.from(numbers).toString(encoding),
      },
    ]
  })
}

/** The reading as an idiom whose numbers are whole: each call gives a place. */
export function placeIdiom(reading: PlaceReading, draw: string): Idiom {
  const whole = reading.name.startsWith('bytes')
  const charactersPerPlace = whole ? (reading.name.endsWith('hex') ? 2 : 4 / 3) : 1
  return {
    id: `places-${reading.n}`,
    name: `${reading.name} by ${draw}`,
    unit: 1,
    read: () => [],
    make(place, length) {
      const calls = Math.floor(length / charactersPerPlace + 1e-9)
      const places = Array.from({ length: calls }, (_, call) => place(call))
      return { text: reading.write(places).slice(0, length), calls }
    },
    bits: (text) => Math.floor(text.length / charactersPerPlace + 1e-9) * Math.log2(reading.n),
  }
}
