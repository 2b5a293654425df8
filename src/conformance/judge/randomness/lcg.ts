// Linear congruential generators s' = a s + c modulo 2^k: their steps, and the state from outputs reduced modulo n.

export interface Lcg {
  readonly id: string
  readonly name: string
  readonly multiplier: bigint
  readonly increment: bigint
  readonly bits: number
  /** A number is the state without so many low bits, `outputBits` wide. */
  readonly shift: number
  readonly outputBits: number
}

/** java.util.Random, and drand48 of POSIX. Source: the documentation of java.util.Random.next; POSIX drand48. */
export const lcg48: Lcg = {
  id: 'lcg48',
  name: 'java.util.Random (or lrand48 of C)',
  multiplier: 0x5deece66dn,
  increment: 0xbn,
  bits: 48,
  shift: 17,
  outputBits: 31,
}

/** rand() of the C library of Windows. Source: its documentation of rand, and the constants in public ports of it. */
export const lcgWindows: Lcg = {
  id: 'lcg-windows',
  name: 'rand() of the C library of Windows',
  multiplier: 214013n,
  increment: 2531011n,
  bits: 31,
  shift: 16,
  outputBits: 15,
}

/** The example of the C standard. Source: ISO C, section on rand. */
export const lcgExample: Lcg = {
  id: 'lcg-example',
  name: 'rand() as the C standard shows it',
  multiplier: 1103515245n,
  increment: 12345n,
  bits: 31,
  shift: 16,
  outputBits: 15,
}

/** The state after this one. */
export function advance(lcg: Lcg, state: bigint): bigint {
  return BigInt.asUintN(lcg.bits, state * lcg.multiplier + lcg.increment)
}

/** The state so many steps before this one. */
export function retreat(lcg: Lcg, state: bigint, steps: number): bigint {
  let at = state
  for (let step = 0; step < steps; step += 1) {
    at = BigInt.asUintN(lcg.bits, (at - lcg.increment) * inverse(lcg))
  }
  return at
}

/** The inverse of the multiplier modulo 2^bits: each round of Newton's method doubles the bits that are right. */
function inverse({ multiplier, bits }: Lcg): bigint {
  let found = 1n
  for (let right = 1; right < bits; right *= 2) {
    found = BigInt.asUintN(bits, found * (2n - multiplier * found))
  }
  return found
}

/** What a state gives out. */
export function outputOf(lcg: Lcg, state: bigint): number {
  return Number(state >> BigInt(lcg.shift))
}

/** The power of two in n, as its exponent. */
export function evenness(n: number): number {
  return 31 - Math.clz32(n & -n)
}

/**
 * Low parts of the state of the first output that fit all remainders modulo the power of two 2^e in n. Bits shift to
 * shift + e - 1 of a state show in each remainder and depend on lower bits alone, so all 2^shift low parts are tried;
 * a wrong one fails after two characters on average. A remainder of -1 is not known; the first must be.
 * @returns parts of shift + e bits
 */
export function lowParts(lcg: Lcg, remainders: readonly number[], n: number): readonly number[] {
  const visible = evenness(n)
  const mask = 2 ** (lcg.shift + visible) - 1
  const multiplier = Number(BigInt.asIntN(32, lcg.multiplier))
  const increment = Number(BigInt.asIntN(32, lcg.increment))
  const { shift } = lcg
  const shown = Int32Array.from(remainders, (remainder) =>
    remainder < 0 ? -1 : remainder & (2 ** visible - 1),
  )
  const count = shown.length
  const found: number[] = []
  const first = (shown[0] ?? 0) * 2 ** shift
  for (let low = 0; low < 2 ** shift; low += 1) {
    let part = first + low
    let at = 1
    for (; at < count; at += 1) {
      part = (Math.imul(part, multiplier) + increment) & mask
      const expected = shown[at] ?? -1
      if (expected >= 0 && part >> shift !== expected) break
    }
    if (at === count) found.push(first + low)
  }
  return found
}

/**
 * The whole state behind a low part, if there is one that fits. The part above it is a generator of its own whose
 * carries are known; its value modulo n / 2^e is fixed by the first remainder.
 * @param spend counts thousands of candidates; false ends the search
 */
export function wholeState(
  lcg: Lcg,
  lowPart: number,
  remainders: readonly number[],
  n: number,
  spend: (thousands: number) => boolean,
): bigint | undefined {
  const visible = evenness(n)
  const odd = n >> visible
  const width = BigInt(lcg.shift + visible)
  const highBits = lcg.bits - lcg.shift - visible
  const [first = 0, second = 0] = remainders
  const shownNext = second & (2 ** visible - 1)
  const carry = Number(BigInt.asIntN(32, (BigInt(lowPart) * lcg.multiplier + lcg.increment) >> width))
  const multiplier = Number(BigInt.asIntN(32, lcg.multiplier))
  const mask = 2 ** highBits - 1
  const start = startOf(first, visible, odd)
  let untilSpend = 0
  for (let high = start; high <= mask; high += odd) {
    untilSpend += 1
    if (untilSpend === 1_000_000) {
      untilSpend = 0
      if (!spend(1_000)) return undefined
    }
    const next = (Math.imul(high, multiplier) + carry) & mask
    if (((next << visible) | shownNext) % n !== second) continue
    const state = (BigInt(high) << width) | BigInt(lowPart)
    if (fits(lcg, state, remainders, n)) return state
  }
  return undefined
}

/** The least high part h with h * 2^e + (first modulo 2^e) = first modulo n. */
function startOf(first: number, visible: number, odd: number): number {
  return (first >> visible) % odd
}

function fits(lcg: Lcg, state: bigint, remainders: readonly number[], n: number): boolean {
  let at = state
  for (const remainder of remainders) {
    if (outputOf(lcg, at) % n !== remainder) return false
    at = advance(lcg, at)
  }
  return true
}
