// Generators that a program seeds itself: each seed gives one stream of numbers.
import { lcg48 } from './lcg.js'
import { keyedState, seededState, type Words, wordsOf } from './mersenne.js'
import {
  halfWordModulo,
  lowBits,
  pythonChoice,
  pythonChoices,
  upperProduct,
  type WordDraw,
  wordModulo,
} from './word-draws.js'

/** A generator with a seed, and the ways in which programs draw from it. */
export interface Seeded {
  readonly name: string
  /** The words of the generator for a seed; every call of the result begins again with the first. */
  words(seed: number): () => Words
  readonly draws: readonly WordDraw[]
  /** Steps of work that one seed counts. */
  readonly steps: number
}

/** Words that are made once, and read by several readers. */
function shared(words: Words): () => Words {
  const made: number[] = []
  return () => {
    let at = 0
    return () => {
      if (at === made.length) made.push(words())
      const word = made[at] ?? 0
      at += 1
      return word
    }
  }
}

const word = 2 ** 32

export const mersenneByWord: Seeded = {
  name: 'Mersenne Twister of PHP, Ruby, NumPy or C++',
  words: (seed) => shared(wordsOf(seededState(seed))),
  draws: [wordModulo, lowBits, upperProduct, halfWordModulo],
  steps: 2,
}

export const mersenneByKey: Seeded = {
  name: 'random of Python',
  words: (seed) => {
    const upper = Math.floor(seed / word)
    return shared(wordsOf(keyedState(upper > 0 ? [(seed % word) | 0, upper] : [seed | 0])))
  },
  draws: [pythonChoice, pythonChoices],
  steps: 4,
}

/** nextInt(n) for any n. Source: the documentation of java.util.Random. */
const nextInt: WordDraw = {
  name: (n) => `nextInt(${n})`,
  draw(words, n) {
    for (let refused = 0; refused < 64; refused += 1) {
      const bits = words()
      if ((n & (n - 1)) === 0) return Math.floor((n * bits) / 2 ** 31)
      if (bits - (bits % n) + (n - 1) < 2 ** 31) return bits % n
    }
    return 0
  },
}

export const javaRandom: Seeded = {
  name: 'java.util.Random',
  words: (seed) => shared(javaWords(seed)),
  draws: [nextInt],
  steps: 1,
}

/** `next(31)` of java.util.Random; the state in an upper and a lower half of 24 bits. */
function javaWords(seed: number): Words {
  const half = 2 ** 24
  const upperFactor = Number(lcg48.multiplier / BigInt(half))
  const lowerFactor = Number(lcg48.multiplier % BigInt(half))
  const scrambled = (BigInt(seed) ^ lcg48.multiplier) & 0xffffffffffffn
  let upper = Number(scrambled / BigInt(half))
  let lower = Number(scrambled % BigInt(half))
  return () => {
    const product = lower * lowerFactor + Number(lcg48.increment)
    const carried = lower * upperFactor + ((upper * lowerFactor) % (half * half)) + Math.floor(product / half)
    lower = product % half
    upper = carried % half
    return upper * 2 ** 7 + Math.floor(lower / 2 ** 17)
  }
}

/** Next(n) of a seeded System.Random. Source: System.Random.Net5CompatSeedImpl, after Knuth. */
const dotnetNext: WordDraw = {
  name: (n) => `Next(${n})`,
  draw: (words, n) => Math.floor(words() * (1 / (2 ** 31 - 1)) * n),
}

export const dotnetRandom: Seeded = {
  name: 'System.Random of .NET',
  words: (seed) => shared(dotnetWords(seed)),
  draws: [dotnetNext],
  steps: 2,
}

const prime = 2 ** 31 - 1

function dotnetWords(seed: number): Words {
  const state = new Int32Array(56)
  let last = 161803398 - Math.min(prime, Math.abs(seed | 0))
  let next = 1
  state[55] = last
  for (let at = 1; at < 55; at += 1) {
    const to = (21 * at) % 55
    state[to] = next
    next = last - next
    if (next < 0) next += prime
    last = state[to] ?? 0
  }
  for (let round = 1; round < 5; round += 1) {
    for (let at = 1; at < 56; at += 1) {
      const mixed = ((state[at] ?? 0) - (state[1 + ((at + 30) % 55)] ?? 0)) | 0
      state[at] = mixed < 0 ? mixed + prime : mixed
    }
  }
  let at = 0
  let behind = 21
  return () => {
    at = at === 55 ? 1 : at + 1
    behind = behind === 55 ? 1 : behind + 1
    let value = ((state[at] ?? 0) - (state[behind] ?? 0)) | 0
    if (value === prime) value -= 1
    if (value < 0) value += prime
    state[at] = value
    return value
  }
}

/** math.random(n) of Lua 5.4: the low bits of a word, refused from n on. Source: Lua, lmathlib.c, project. */
export const luaRandom: Seeded = {
  name: 'math.random of Lua 5.4',
  words: (seed) => shared(luaWords(seed)),
  draws: [{ ...lowBits, name: (n) => `math.random(${n})` }],
  steps: 20,
}

/** The low words of xoshiro256** seeded with (seed, 255, 0, 0), 16 values thrown away. */
function luaWords(seed: number): Words {
  const mask = (value: bigint): bigint => BigInt.asUintN(64, value)
  const rotated = (value: bigint, by: bigint): bigint => mask(value << by) | (value >> (64n - by))
  let [a, b, c, d] = [mask(BigInt(seed)), 255n, 0n, 0n]
  const next = (): bigint => {
    const result = mask(rotated(mask(b * 5n), 7n) * 9n)
    const shifted = mask(b << 17n)
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotated(d, 45n)
    return result
  }
  for (let thrown = 0; thrown < 16; thrown += 1) next()
  return () => Number(BigInt.asUintN(32, next()))
}
