// The Mersenne Twister MT19937: its two ways to be seeded, its words, and its state from 624 of them.
//
// Source: M. Matsumoto, T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), and their mt19937ar.c.

const size = 624
const middle = 397
const matrix = 0x9908b0df

/** The successive words of 32 bits, unsigned. */
export type Words = () => number

/** `init_genrand`: a seed of 32 bits. PHP, Ruby (seeds of one word), NumPy, std::mt19937 of C++. */
export function seededState(seed: number): Int32Array {
  const state = new Int32Array(size)
  state[0] = seed | 0
  for (let at = 1; at < size; at += 1) {
    const before = state[at - 1] ?? 0
    state[at] = Math.imul(before ^ (before >>> 30), 1812433253) + at
  }
  return state
}

let base: Int32Array | undefined

/** `init_by_array`: a key of words of 32 bits, lowest first. Python. */
export function keyedState(key: readonly number[]): Int32Array {
  base ??= seededState(19650218)
  const state = base.slice()
  let at = 1
  let of = 0
  for (let left = Math.max(size, key.length); left > 0; left -= 1) {
    const before = state[at - 1] ?? 0
    state[at] = ((state[at] ?? 0) ^ Math.imul(before ^ (before >>> 30), 1664525)) + (key[of] ?? 0) + of
    at += 1
    of = (of + 1) % key.length
    if (at >= size) {
      state[0] = state[size - 1] ?? 0
      at = 1
    }
  }
  for (let left = size - 1; left > 0; left -= 1) {
    const before = state[at - 1] ?? 0
    state[at] = ((state[at] ?? 0) ^ Math.imul(before ^ (before >>> 30), 1566083941)) - at
    at += 1
    if (at >= size) {
      state[0] = state[size - 1] ?? 0
      at = 1
    }
  }
  state[0] = 0x80000000 | 0
  return state
}

/** The words that follow a state; the state is changed as they are made, one by one. */
export function wordsOf(state: Int32Array): Words {
  let at = 0
  return () => {
    const upper = state[at] ?? 0
    const lower = state[(at + 1) % size] ?? 0
    const mixed = (upper & 0x80000000) | (lower & 0x7fffffff)
    const next = (state[(at + middle) % size] ?? 0) ^ (mixed >>> 1) ^ (mixed & 1 ? matrix : 0)
    state[at] = next
    at = (at + 1) % size
    return temper(next)
  }
}

function temper(word: number): number {
  let y = word
  y ^= y >>> 11
  y ^= (y << 7) & 0x9d2c5680
  y ^= (y << 15) & 0xefc60000
  return (y ^ (y >>> 18)) >>> 0
}

/** The word of the state behind an output. */
export function untemper(output: number): number {
  let y = output ^ (output >>> 18)
  y ^= (y << 15) & 0xefc60000
  let z = y
  for (let round = 0; round < 4; round += 1) z = y ^ ((z << 7) & 0x9d2c5680)
  let word = z
  for (let round = 0; round < 2; round += 1) word = z ^ (word >>> 11)
  return word | 0
}

/** The words that follow 624 successive outputs. */
export function wordsAfter(outputs: readonly number[]): Words {
  return wordsOf(Int32Array.from(outputs.slice(0, size), untemper))
}

/** Outputs that tell the whole state. */
export const wordsOfState = size
