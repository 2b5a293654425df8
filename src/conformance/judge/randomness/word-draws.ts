// How the libraries of Python, PHP, Ruby, C++ and NumPy make a number below n of the words of the Mersenne Twister.
import type { Words } from './mersenne.js'

export interface WordDraw {
  /** For people. */
  readonly name: (n: number) => string
  /** The next number below n. */
  draw(words: Words, n: number): number
}

/** Refused words that a draw may have before it is given up: the chance of as many is below 2^-60. */
const mostRefused = 128

function untilBelow(n: number, next: () => number): number {
  for (let refused = 0; refused < mostRefused; refused += 1) {
    const value = next()
    if (value < n) return value
  }
  return 0
}

/** random.choice, randrange, randint: the top bits of a word, refused from n on. Source: CPython, Lib/random.py. */
export const pythonChoice: WordDraw = {
  name: () => 'random.choice or random.randrange',
  draw: (words, n) => untilBelow(n, () => words() >>> Math.clz32(n)),
}

/** random.choices, int(random.random() * n): 53 bits of two words. Source: CPython, Modules/_randommodule.c. */
export const pythonChoices: WordDraw = {
  name: (n) => `random.choices or int(random.random() * ${n})`,
  draw(words, n) {
    const upper = words() >>> 5
    const lower = words() >>> 6
    return Math.floor(((upper * 2 ** 26 + lower) / 2 ** 53) * n)
  },
}

/** mt_rand(0, n - 1): a whole word modulo n. Source: PHP, ext/random, php_mt_rand_range. C++ programs as well. */
export const wordModulo: WordDraw = {
  name: (n) => `mt_rand(0, ${n - 1}) of PHP, or mt19937() % ${n}`,
  draw(words, n) {
    const ceiling = 2 ** 32 - (2 ** 32 % n)
    return untilBelow(ceiling, words) % n
  },
}

/** mt_rand() % n: 31 bits. */
export const halfWordModulo: WordDraw = {
  name: (n) => `mt_rand() % ${n}`,
  draw: (words, n) => (words() >>> 1) % n,
}

/** rand(n), sample: the low bits of a word, refused from n on. Source: Ruby, random.c, limited_rand; NumPy, randint. */
export const lowBits: WordDraw = {
  name: (n) => `rand(${n}) or sample of Ruby, or numpy.random.randint`,
  draw: (words, n) => untilBelow(n, () => words() & (2 ** (32 - Math.clz32(n - 1)) - 1)),
}

/** std::uniform_int_distribution of libstdc++: the upper half of a product. Source: bits/uniform_int_dist.h. */
export const upperProduct: WordDraw = {
  name: (n) => `uniform_int_distribution of C++, up to ${n - 1}`,
  draw(words, n) {
    const threshold = 2 ** 32 % n
    for (let refused = 0; refused < mostRefused; refused += 1) {
      const product = words() * n
      if (product % 2 ** 32 >= threshold) return Math.floor(product / 2 ** 32)
    }
    return 0
  },
}
