// java.util.Random, Math.random of Java and drand48 by the leading bits of their numbers, from one text.
import { mathRandom } from '../idiom.js'
import { nearest, type ReducedBasis, reducedBasis } from '../lattice.js'
import { advance, lcg48 } from '../lcg.js'
import { byteReadings, groupsOf, letterReadings, type ReadingGroup } from '../places.js'
import type { Attack, Attempt, Prediction, Series } from '../prediction.js'
import { callsFrom, heldBack, mostHypotheses, predicted } from './congruential.js'

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
