// The recurrence behind Math.random in every browser engine: xorshift128 with the shifts 23, 17 and 26.
//
// Source: S. Vigna, "Further scramblings of Marsaglia's xorshift generators" (the generator xorshift128+); V8, file
// src/base/utils/random-number-generator.h; SpiderMonkey, mfbt/XorShift128PlusRNG.h; JavaScriptCore, WTF/WeakRandom.h.
// With z_t for the successive 64-bit words of the state:
//
//     a = z_t ^ (z_t << 23)        z_(t+2) = a ^ (a >> 17) ^ z_(t+1) ^ (z_(t+1) >> 26)
//
// Every operation is linear over GF(2): each bit of every z_t is a sum of some of the 128 bits of (z_0, z_1).

/** Number of words of 32 bits that a linear form in the 128 unknowns takes. */
export const formWords = 4
/** Bits of one word of the generator; bit 0 is the top one throughout. */
export const wordBits = 64

/**
 * The next word. `words` holds the word z_t in the elements 2t (upper half) and 2t + 1 (lower half);
 * z_(t+2) is computed from z_t and z_(t+1).
 */
export function step(words: Int32Array, t: number): void {
  const upper = words[2 * t] ?? 0
  const lower = words[2 * t + 1] ?? 0
  const nextUpper = words[2 * t + 2] ?? 0
  const nextLower = words[2 * t + 3] ?? 0
  const a = upper ^ ((upper << 23) | (lower >>> 9))
  const b = lower ^ (lower << 23)
  words[2 * t + 4] = a ^ (a >>> 17) ^ nextUpper ^ (nextUpper >>> 26)
  words[2 * t + 5] = b ^ ((b >>> 17) | (a << 15)) ^ nextLower ^ ((nextLower >>> 26) | (nextUpper << 6))
}

/** The word before two successive ones: z_(t-1) from z_t and z_(t+1), as [upper half, lower half]. */
export function unstep(
  upper: number,
  lower: number,
  nextUpper: number,
  nextLower: number,
): readonly [upper: number, lower: number] {
  let a = nextUpper ^ upper ^ (upper >>> 26)
  let b = nextLower ^ lower ^ ((lower >>> 26) | (upper << 6))
  // y = a ^ (a >> 17) is undone by a = y ^ (y >> 17) ^ (y >> 34) ^ (y >> 51)
  const [y, z] = [a, b]
  a = y ^ (y >>> 17)
  b = z ^ ((z >>> 17) | (y << 15)) ^ (y >>> 2) ^ (y >>> 19)
  // and x ^ (x << 23) by x = y ^ (y << 23) ^ (y << 46)
  return [a ^ ((a << 23) | (b >>> 9)) ^ (b << 14), b ^ (b << 23)]
}

/** Linear forms of bits of the words z_0 to z_(steps-1), four words of 32 bits each. */
export interface Forms {
  readonly steps: number
  readonly words: Int32Array
}

/** Where the form of a bit (0 is the top one) of z_t begins in the table. */
export function formAt(t: number, bit: number): number {
  return (t * wordBits + bit) * formWords
}

/** The table of forms: the recurrence run on forms instead of bits. */
export function formsOf(steps: number): Forms {
  const words = new Int32Array(Math.max(2, steps) * wordBits * formWords)
  for (let bit = 0; bit < 2 * wordBits; bit += 1) words[bit * formWords + (bit >> 5)] = 1 << (31 - (bit & 31))
  const a = new Int32Array(wordBits * formWords)
  for (let t = 2; t < steps; t += 1) {
    a.set(words.subarray(formAt(t - 2, 0), formAt(t - 1, 0)))
    for (let bit = 0; bit + 23 < wordBits; bit += 1) add(a, bit * formWords, words, formAt(t - 2, bit + 23))
    for (let bit = 0; bit < wordBits; bit += 1) {
      const to = formAt(t, bit)
      add(words, to, a, bit * formWords)
      if (bit >= 17) add(words, to, a, (bit - 17) * formWords)
      add(words, to, words, formAt(t - 1, bit))
      if (bit >= 26) add(words, to, words, formAt(t - 1, bit - 26))
    }
  }
  return { steps, words }
}

function add(to: Int32Array, at: number, from: Int32Array, offset: number): void {
  for (let word = 0; word < formWords; word += 1) {
    to[at + word] = (to[at + word] ?? 0) ^ (from[offset + word] ?? 0)
  }
}
