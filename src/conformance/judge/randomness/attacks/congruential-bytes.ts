// java.util.Random.nextBytes, from one text.
import { advance, lcg48 } from '../lcg.js'
import { byteReadings, type PlaceReading } from '../places.js'
import type { Attack, Attempt, Series } from '../prediction.js'
import type { Calls } from '../stream.js'
import { callsFrom, predicted } from './congruential.js'

/** `nextBytes`: four bytes of each state, lowest first, so that only 16 bits of it are unknown. */
export const congruentialBytes: Attack = {
  id: 'congruential-bytes',
  name: 'java.util.Random.nextBytes',
  unsuited: (series) => (byteSeries(series).length === 0 ? 'no bytes behind the texts' : undefined),
  run(series, work): Attempt {
    for (const reading of byteSeries(series)) {
      const [bytes = []] = reading.places
      work.spend(8_000)
      const state = stateFromBytes(bytes)
      if (state === undefined) continue
      const prediction = predicted(
        {
          attack: 'congruential-bytes',
          generator: 'java.util.Random',
          draw: 'nextBytes',
          reading,
          known: Math.floor((8 * (series.samples[0]?.text.length ?? 0)) / bytes.length),
          calls: byteCalls(state),
          bits: lcg48.bits,
          hypotheses: 2,
        },
        series,
      )
      if (prediction !== undefined) return { prediction, complete: true }
    }
    return { complete: true }
  },
}

function byteSeries({ samples }: Series): readonly PlaceReading[] {
  return byteReadings(samples.map(({ text }) => text)).filter(
    ({ places: [first = []] }) => first.length >= 16,
  )
}

function wordAt(bytes: readonly number[], word: number): bigint {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(4 * word, 4 * word + 4)
  return BigInt(a + b * 2 ** 8 + c * 2 ** 16 + d * 2 ** 24)
}

function stateFromBytes(bytes: readonly number[]): bigint | undefined {
  const [first, second] = [wordAt(bytes, 0), wordAt(bytes, 1)]
  for (let low = 0n; low < 2n ** 16n; low += 1n) {
    const state = (first << 16n) | low
    if (advance(lcg48, state) >> 16n === second) return state
  }
  return undefined
}

function byteCalls(state: bigint): Calls {
  const words = callsFrom(lcg48, state, 1, (at) => Number(at >> 16n))
  return (call) => (words(Math.floor(call / 4)) >>> (8 * (call % 4))) & 0xff
}
