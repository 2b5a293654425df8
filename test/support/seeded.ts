// A generator with a seed (mulberry32), so that a failure can be repeated.

export interface Seeded {
  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number
  /** One of `values`. */
  one<T>(values: readonly [T, ...T[]]): T
  /** `count` octets. */
  octets(count: number): Buffer
  /** `length` characters of `alphabet`. */
  text(length: number, alphabet: string): string
  /** The same elements in another order. */
  shuffled<T>(values: readonly T[]): readonly T[]
}

export function seeded(seed: number): Seeded {
  let state = seed
  const below = (bound: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound
  }
  return {
    below,
    one: (values) => values[below(values.length)] ?? values[0],
    octets: (count) => Buffer.from(Array.from({ length: count }, () => below(256))),
    text: (length, alphabet) =>
      Array.from({ length }, () => alphabet.charAt(below(alphabet.length))).join(''),
    shuffled(values) {
      const rest = [...values]
      return values.flatMap(() => rest.splice(below(rest.length), 1))
    },
  }
}
