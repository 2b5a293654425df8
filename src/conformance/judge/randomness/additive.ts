// Additive generators: each number is a sum of two earlier ones, which shows in the output whatever state and seed are.

/** A generator x_i = x_(i - near) ± x_(i - far) whose outputs keep that relation up to a carry. */
export interface Additive {
  readonly id: string
  readonly name: string
  readonly near: number
  readonly far: number
  /** Every value that the place i can have for the places at i - near and i - far, before reduction modulo n. */
  candidates(near: number, far: number, n: number): readonly number[]
  /** Whether numbers below n come as `x % n` or as `x / range * n`; for people. */
  readonly draw: string
  /** Whether bytes are made so. */
  readonly bytes: 'only' | 'never' | 'also'
}

/** 2^31 modulo n: what the remainder loses where a sum of two numbers of 31 bits overflows. */
function overflow(n: number): number {
  return 2 ** 31 % n
}

function sumsModulo(near: number, far: number, n: number): readonly number[] {
  const sum = near + far
  return [sum, sum + 1, sum - overflow(n), sum + 1 - overflow(n)]
}

/**
 * glibc keeps 31 words of 32 bits and returns r_i >> 1 with r_i = r_(i-3) + r_(i-31); the lost bit is the carry.
 * Source: glibc, stdlib/random_r.c. Go: r_i = r_(i-273) + r_(i-607), of which the upper 31 bits are used; source:
 * math/rand/rng.go. .NET: r_i = r_(i-55) - r_(i-34) modulo 2^31 - 1, from Knuth, Seminumerical Algorithms 3.2.2;
 * source: System.Random.CompatPrng. Where the number is scaled instead of reduced, only the carry is left.
 */
export const additives: readonly Additive[] = [
  {
    id: 'glibc-modulo',
    bytes: 'also',
    name: 'rand() or random() of glibc',
    draw: 'rand() % n',
    near: 3,
    far: 31,
    candidates: sumsModulo,
  },
  {
    id: 'glibc-scaled',
    bytes: 'also',
    name: 'rand() or random() of glibc',
    draw: 'rand() / (RAND_MAX + 1.0) * n',
    near: 3,
    far: 31,
    candidates: (near, far) => [near + far, near + far + 1],
  },
  {
    id: 'dotnet-scaled',
    bytes: 'never',
    name: 'System.Random of .NET with a seed',
    draw: 'Next(n)',
    near: 34,
    far: 55,
    candidates: (near, far) => [far - near, far - near - 1],
  },
  {
    id: 'dotnet-bytes',
    bytes: 'only',
    name: 'System.Random of .NET with a seed',
    draw: 'NextBytes',
    near: 34,
    far: 55,
    candidates: (near, far) => [far - near, far - near - 1],
  },
  {
    id: 'go-modulo',
    bytes: 'also',
    name: 'math/rand of Go with a seed',
    draw: 'Intn(n)',
    near: 273,
    far: 607,
    candidates: sumsModulo,
  },
]

/** What the relations of a generator came to in a row of places; places that are not known are -1. */
export interface Relations {
  /** Places that had to be one of the candidates, and were. */
  readonly held: readonly number[]
  /** log2 of the chance that as many random places are. */
  readonly chance: number
  /** Candidates at a place, on average. */
  readonly candidates: number
}

/** Tests every place of a row; undefined at the first that is no candidate, or when none could be tested. */
export function relationsIn(row: readonly number[], n: number, generator: Additive): Relations | undefined {
  const held: number[] = []
  let chance = 0
  let total = 0
  for (let at = generator.far; at < row.length; at += 1) {
    const [own = -1, near = -1, far = -1] = [row[at], row[at - generator.near], row[at - generator.far]]
    if (own < 0 || near < 0 || far < 0) continue
    const candidates = new Set(generator.candidates(near, far, n).map((value) => ((value % n) + 2 * n) % n))
    if (!candidates.has(own)) return undefined
    held.push(at)
    total += candidates.size
    chance += Math.log2(candidates.size / n)
  }
  return held.length === 0 ? undefined : { held, chance, candidates: total / held.length }
}
