// getrandbits and randbytes of Python, and every other text of whole words of the Mersenne Twister, from many logins.

import { untemper, wordsAfter, wordsOfState } from '../mersenne.js'
import { byteReadings, type PlaceReading, placeIdiom } from '../places.js'
import type { Attack, Prediction, Series } from '../prediction.js'
import { predictionOf } from '../recovered.js'
import type { Calls } from '../stream.js'

const id = 'mersenne-words'

/** In which order the bytes of the words of one text stand. */
interface Order {
  readonly name: string
  /** Whether the first word made is the last one written, as in a number of many words. */
  readonly backwards: boolean
  readonly lowestFirst: boolean
}

const orders: readonly Order[] = [
  { name: 'getrandbits', backwards: true, lowestFirst: false },
  { name: 'randbytes', backwards: false, lowestFirst: true },
  { name: 'words', backwards: false, lowestFirst: false },
]

/**
 * 624 successive words are the state of the generator (untempering is linear and invertible), and all later ones follow.
 * The texts must be the only thing that is drawn.
 */
export const mersenneWords: Attack = {
  id,
  name: 'random.getrandbits and randbytes of Python, from the words themselves',
  unsuited(series) {
    const reading = wholeWords(series)
    if (reading === undefined) return 'no whole words of 32 bits behind the texts'
    const perText = (reading.places[0]?.length ?? 0) / 4
    const needed = Math.ceil(wordsOfState / perText) + 1
    return series.samples.length < needed ? `needs ${needed} logins` : undefined
  },
  run(series) {
    const reading = wholeWords(series)
    if (reading === undefined) return { complete: true }
    for (const order of orders) {
      const prediction = attempt(series, reading, order)
      if (prediction !== undefined) return { prediction, complete: true }
    }
    return { complete: true }
  },
}

function wholeWords({ samples }: Series): PlaceReading | undefined {
  return byteReadings(samples.map(({ text }) => text)).find(({ places }) => {
    const length = places[0]?.length ?? 0
    return length >= 4 && length % 4 === 0 && places.every((bytes) => bytes.length === length)
  })
}

function wordsIn(bytes: readonly number[], { backwards, lowestFirst }: Order): readonly number[] {
  const words = Array.from({ length: bytes.length / 4 }, (_, word) => {
    const own = bytes.slice(4 * word, 4 * word + 4)
    return (lowestFirst ? own.reverse() : own).reduce((sum, byte) => sum * 256 + byte, 0)
  })
  return backwards ? words.reverse() : words
}

/** Texts of so many words whose bytes stand in the given order, by place. */
function bytesBy(words: () => number, perText: number, { backwards, lowestFirst }: Order): Calls {
  const bytes: number[] = []
  return (call) => {
    while (bytes.length <= call) {
      const text = Array.from({ length: perText }, words)
      for (const word of backwards ? text.reverse() : text) {
        const own = [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255]
        bytes.push(...(lowestFirst ? own.reverse() : own))
      }
    }
    return bytes[call] ?? -1
  }
}

function attempt(series: Series, reading: PlaceReading, order: Order): Prediction | undefined {
  const perText = (reading.places[0]?.length ?? 0) / 4
  const words = reading.places.flatMap((bytes) => wordsIn(bytes, order))
  // One relation of the generator, before anything is built: the word 624 follows from the words 0, 1 and 397.
  const [zero = 0, one = 0] = words
  const mixed = (untemper(zero) & 0x80000000) | (untemper(one) & 0x7fffffff)
  const expected = untemper(words[397] ?? 0) ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0)
  if (untemper(words[wordsOfState] ?? 0) !== (expected | 0)) return undefined
  const used = Math.ceil(wordsOfState / perText)
  const following = wordsAfter(words)
  for (let skipped = wordsOfState; skipped < used * perText; skipped += 1) following()
  const calls = bytesBy(following, perText, order)
  const first = series.samples[used]
  const idiom = placeIdiom(reading, order.name)
  if (first === undefined || idiom.make(calls, first.text.length).text !== first.text) return undefined
  const solved = {
    attack: id,
    generator: 'random of Python',
    idiom,
    index: used,
    known: 0,
    readings: [calls],
  }
  const prediction = predictionOf({ ...solved, stateBits: 0, hypotheses: orders.length }, series)
  const known = series.samples.slice(0, used).map(({ role, login, text }) => ({ role, login, text }))
  return { ...prediction, known, logins: used + prediction.logins }
}
