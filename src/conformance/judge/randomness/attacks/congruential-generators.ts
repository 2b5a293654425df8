// java.util.Random, drand48, and rand() of Windows, from one text.

import { mathRandom } from '../idiom.js'
import { nearest, type ReducedBasis, reducedBasis } from '../lattice.js'
import {
  advance,
  evenness,
  type Lcg,
  lcg48,
  lcgExample,
  lcgWindows,
  lowParts,
  outputOf,
  retreat,
  wholeState,
} from '../lcg.js'
import {
  byteReadings,
  groupsOf,
  letterReadings,
  type PlaceReading,
  placeIdiom,
  type ReadingGroup,
} from '../places.js'
import type { Attack, Attempt, Prediction, Series } from '../prediction.js'
import { predictionOf } from '../recovered.js'
import type { Calls } from '../stream.js'
import type { Work } from '../work.js'

/** Characters held back, to be computed. */
const heldBack = 8

interface Found {
  readonly attack: string
  readonly generator: string
  readonly draw: string
  readonly reading: PlaceReading
  readonly known: number
  readonly calls: Calls
  readonly bits: number
  readonly hypotheses: number
}

function predicted(found: Found, series: Series): Prediction | undefined {
  const { attack, generator, draw, reading, known, calls, bits, hypotheses } = found
  const idiom = placeIdiom(reading, draw)
  const text = series.samples[0]?.text ?? ''
  if (idiom.make(calls, text.length).text !== text) return undefined
  const solved = { attack, generator, idiom, index: 0, known, readings: [calls], stateBits: bits, hypotheses }
  return predictionOf(solved, series)
}

/** Outputs by call, made as they are asked for; calls before the recovered state are not known. */
function callsFrom(lcg: Lcg, state: bigint, stride: number, place: (state: bigint) => number): Calls {
  const made: number[] = []
  let at = state
  return (call) => {
    while (made.length <= call) {
      made.push(place(at))
      for (let step = 0; step < stride; step += 1) at = advance(lcg, at)
    }
    return made[call] ?? -1
  }
}

/** `nextInt(n)` for n even and no power of two, and `rand() % n`: numbers reduced modulo n. */
export const congruentialRemainders: Attack = {
  id: 'congruential-remainders',
  name: 'java.util.Random.nextInt(n), lrand48() % n and rand() % n of Windows, n even',
  unsuited: (series) =>
    remainderGroups(series).length === 0 ? 'no even alphabet of enough characters' : undefined,
  run(series, work): Attempt {
    const groups = remainderGroups(series)
    for (const group of groups) {
      for (const lcg of [lcg48, lcgWindows, lcgExample]) {
        const prediction = fromRemainders(series, group, lcg, work)
        if (prediction !== undefined) return { prediction, complete: true }
        if (work.left() === 0) return { complete: false }
      }
    }
    return { complete: true }
  },
}

/** The low bits alone must rule out all 2^17 low parts but a chance. */
function remainderGroups({ samples }: Series): readonly ReadingGroup[] {
  const groups = groupsOf(letterReadings(samples.map(({ text }) => text)))
  return groups.filter(({ n, agreed: [first = []] }) => {
    const shown = first.slice(0, first.length - heldBack).filter((place) => place >= 0)
    return evenness(n) * shown.length >= 24
  })
}

/** Ways to read one text that are tried at most: alphabets, orders, generators. */
const mostHypotheses = 1_024

function fromRemainders(series: Series, group: ReadingGroup, lcg: Lcg, work: Work): Prediction | undefined {
  const [agreed = []] = group.agreed
  const known = agreed.length - heldBack
  // The first place must be known: what lies before it is left out.
  const start = agreed.findIndex((place) => place >= 0)
  work.spend(2 ** (lcg.shift - 7))
  for (const low of lowParts(lcg, agreed.slice(start, known), group.n)) {
    for (const reading of group.readings) {
      const remainders = (reading.places[0] ?? []).slice(start, known)
      const later = wholeState(lcg, low, remainders, group.n, (thousands) => work.spend(thousands * 8))
      if (later === undefined) continue
      const found = predicted(
        {
          attack: 'congruential-remainders',
          generator: lcg.name,
          draw: lcg === lcg48 ? `nextInt(${group.n})` : `rand() % ${group.n}`,
          reading,
          known,
          calls: callsFrom(lcg, retreat(lcg, later, start), 1, (at) => outputOf(lcg, at) % group.n),
          bits: lcg.bits,
          hypotheses: mostHypotheses,
        },
        series,
      )
      if (found !== undefined) return found
    }
  }
  return undefined
}

/** Outputs that enter the lattice: enough for 48 bits with four bits each, and as many to spare. */
const dimension = 18
/** Steps of work that the reduction counts, whether it was made before or not; and one vector. */
const stepsPerBasis = 25_000
const stepsPerVector = 800
const bases = new Map<number, ReducedBasis>()

function basisOf(stride: number): ReducedBasis {
  const { multiplier, bits } = lcg48
  const basis = bases.get(stride) ?? reducedBasis(multiplier ** BigInt(stride), 2n ** BigInt(bits), dimension)
  bases.set(stride, basis)
  return basis
}

const drawsOfTopBits = [
  { stride: 1, draw: (n: number) => `nextInt(${n}), nextFloat() * ${n} or drand48() * ${n}` },
  { stride: 2, draw: (n: number) => `nextDouble() * ${n} or ${mathRandom} * ${n}` },
]

/** `nextInt` of a power of two, `nextDouble() * n`, `Math.random() * n` of Java, `drand48() * n`: leading bits. */
export const congruentialTopBits: Attack = {
  id: 'congruential-top-bits',
  name: 'java.util.Random and Math.random of Java, drand48 of C, rand of Perl, by their leading bits',
  unsuited: (series) => (topGroups(series).length === 0 ? 'too few bits in each character' : undefined),
  run(series, work): Attempt {
    for (const { stride, draw } of drawsOfTopBits) {
      work.spend(stepsPerBasis)
      for (const group of topGroups(series)) {
        const prediction = fromTopBits(series, group, stride, draw(group.n))
        if (prediction !== undefined) return { prediction, complete: true }
        if (!work.spend(stepsPerVector)) return { complete: false }
      }
    }
    return { complete: true }
  },
}

function topGroups({ samples }: Series): readonly ReadingGroup[] {
  const texts = samples.map(({ text }) => text)
  return groupsOf([...letterReadings(texts), ...byteReadings(texts)]).filter(
    ({ n, agreed: [first = []] }) => n >= 16 && first.length >= dimension + heldBack,
  )
}

function fromTopBits(
  series: Series,
  group: ReadingGroup,
  stride: number,
  draw: string,
): Prediction | undefined {
  const { n } = group
  const [middles = []] = group.middles
  const state = stateFromTopBits(middles, n, stride)
  const calls = callsFrom(lcg48, state, stride, (at) => Math.floor((Number(at) / 2 ** lcg48.bits) * n))
  const found = {
    attack: 'congruential-top-bits',
    generator: 'java.util.Random, Math.random of Java, or drand48',
    draw,
    known: middles.length - heldBack,
    calls,
    bits: lcg48.bits,
    hypotheses: mostHypotheses,
  }
  for (const reading of group.readings) {
    const prediction = predicted({ ...found, reading }, series)
    if (prediction !== undefined) return prediction
  }
  return undefined
}

/** The state whose outputs lie nearest to the middles of the letters. */
function stateFromTopBits(middles: readonly number[], n: number, stride: number): bigint {
  const modulus = 2n ** BigInt(lcg48.bits)
  let constant = 0n
  const target: bigint[] = []
  for (const middle of middles.slice(0, dimension)) {
    target.push((BigInt(Math.round(2 * middle)) * modulus) / BigInt(2 * n) - constant)
    for (let step = 0; step < stride; step += 1) constant = advance(lcg48, constant)
  }
  const [first = 0n] = nearest(basisOf(stride), target)
  return BigInt.asUintN(lcg48.bits, first)
}

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
