// Whether letters come as `byte % n` makes them: the first 256 % n letters of the alphabet a little more often.
import { type Alphabet, exactAlphabets, outlineOf } from './alphabets.js'
import { groupBy } from './grouping.js'

export interface ByteBias {
  /** Size of the alphabet that the test was made with. */
  readonly letters: number
  readonly characters: number
  /** Chance that uniform letters look as biased, for all orders of the alphabet that were tried together. */
  readonly pValue: number
  /** The chance of a false alarm that the test is set for. */
  readonly errorRate: number
  readonly biased: boolean
  /** Logins of this length with which the test finds such a bias in 99 of 100 clients. */
  readonly loginsNeeded: number
}

const errorRate = 1e-6
/** So many characters for each letter, and every letter must have come. */
const charactersPerLetter = 20
/** The standard normal deviate that is exceeded with the chance 0.01. */
const deviateOfPower = 2.326

/** Sums of the log likelihood ratio for one character: mean and variance under both hypotheses. */
interface Moments {
  readonly heavy: number
  readonly light: number
  readonly uniform: { readonly mean: number; readonly deviation: number }
  readonly biased: { readonly mean: number; readonly deviation: number }
}

/** Letters with a place below 256 % n have one byte more. */
function momentsOf(n: number): Moments {
  const first = 256 % n
  const [many, few] = [Math.ceil(256 / n), Math.floor(256 / n)]
  const heavy = Math.log((many * n) / 256)
  const light = Math.log((few * n) / 256)
  const under = (chanceOfHeavy: number) => {
    const mean = chanceOfHeavy * heavy + (1 - chanceOfHeavy) * light
    const square = chanceOfHeavy * heavy ** 2 + (1 - chanceOfHeavy) * light ** 2
    return { mean, deviation: Math.sqrt(square - mean ** 2) }
  }
  return { heavy, light, uniform: under(first / n), biased: under((first * many) / 256) }
}

/**
 * The likelihood ratio test of `byte % n` against uniform letters, over all characters together. Undefined where no
 * alphabet fits, or where a byte has no bias modulo its size.
 */
export function byteBias(texts: readonly string[]): ByteBias | undefined {
  const all = texts.join('')
  const seen = new Set(all).size
  const fitting = exactAlphabets(texts).filter(({ letters }) => 256 % letters.length !== 0)
  const smallest = Math.min(...fitting.map(({ letters }) => letters.length))
  // A letter that never comes in so many characters says that the text is something else than letters of an alphabet.
  if (all.length < charactersPerLetter * smallest) return undefined
  // The order of the punctuation moves no letter over the border.
  const alphabets = groupBy(
    fitting.filter(({ letters }) => letters.length === seen),
    ({ letters }) => outlineOf(letters),
  )
  const tests = new Set(
    [...alphabets.values()].flatMap(([alphabet]) => (alphabet ? deviateOf(alphabet, all) : [])),
  )
  if (tests.size === 0) return undefined
  const deviate = Math.max(...tests)
  const pValue = Math.min(1, tests.size * upperTail(deviate))
  const characters = all.length
  return {
    letters: seen,
    characters,
    pValue,
    errorRate,
    biased: pValue <= errorRate,
    loginsNeeded: Math.ceil(charactersNeeded(seen, tests.size) / (characters / texts.length)),
  }
}

function deviateOf({ letters, places }: Alphabet, characters: string): number {
  const { heavy, light, uniform } = momentsOf(letters.length)
  const first = 256 % letters.length
  let sum = 0
  for (const letter of characters) sum += (places.get(letter) ?? 0) < first ? heavy : light
  const count = characters.length
  return (sum - count * uniform.mean) / (uniform.deviation * Math.sqrt(count))
}

function charactersNeeded(n: number, tests: number): number {
  const { uniform, biased } = momentsOf(n)
  const deviate = deviateFor(errorRate / tests)
  return (
    ((deviate * uniform.deviation + deviateOfPower * biased.deviation) / (biased.mean - uniform.mean)) ** 2
  )
}

/** The chance that a standard normal number exceeds z; the continued fraction of Laplace, exact to 1e-6 from z = 2 on. */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z)
  if (z < 2) return 0.5 - centralPart(z)
  let fraction = z
  for (let term = 40; term >= 1; term -= 1) fraction = z + term / fraction
  return Math.exp((-z * z) / 2) / (Math.sqrt(2 * Math.PI) * fraction)
}

/** The chance of a standard normal number between 0 and z, by its power series. */
function centralPart(z: number): number {
  let term = z
  let sum = z
  for (let k = 1; k < 40; k += 1) {
    term *= (-z * z) / (2 * k)
    sum += term / (2 * k + 1)
  }
  return sum / Math.sqrt(2 * Math.PI)
}

function deviateFor(chance: number): number {
  let [low, high] = [0, 40]
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2
    if (upperTail(middle) > chance) low = middle
    else high = middle
  }
  return high
}
