// Linear equations over GF(2) in 128 unknowns, taken one by one: an echelon basis of packed rows.

/** What a new equation says: something new, something known already, or the contrary of what is known. */
export const contradiction = -1
export const known = 0
export const added = 1

/** Unknowns of a system: bit 0 is the top bit of word 0, bit 127 the lowest of word 3. */
export const unknowns = 128
const rowWords = 5

/**
 * An echelon basis. A row never changes once it is in, so going back to an earlier state of the basis is cutting it
 * to its earlier rank: what a depth-first search needs.
 */
export interface Echelon {
  /** Number of independent equations. */
  rank(): number
  /**
   * Takes the equation `parity(form & x) = value`, the form in the four words from `offset` on.
   * @returns `added`, `known` or `contradiction`; a contradiction leaves the basis as it was
   */
  insert(form: Int32Array, offset: number, value: number): number
  /** Forgets every equation taken since the basis had this rank. */
  cutTo(rank: number): void
  /**
   * Calls `visit` with every solution (four words, reused between the calls) until it returns true.
   * @param free the most undetermined unknowns for which 2^free solutions are worth a visit
   * @returns false when more than `free` unknowns are undetermined: nothing was visited then
   */
  solutions(free: number, visit: (solution: Int32Array) => boolean): boolean
}

export function createEchelon(): Echelon {
  const rows = new Int32Array(unknowns * rowWords)
  /** Where the row begins whose first bit is this one; -1 for none. */
  const rowAt = new Int16Array(unknowns).fill(-1)
  const pivots = new Uint8Array(unknowns)
  let rank = 0

  function store(pivot: number, a: number, b: number, c: number, d: number, value: number): number {
    const at = rank * rowWords
    rows[at] = a
    rows[at + 1] = b
    rows[at + 2] = c
    rows[at + 3] = d
    rows[at + 4] = value
    rowAt[pivot] = at
    pivots[rank] = pivot
    rank += 1
    return added
  }

  function insert(form: Int32Array, offset: number, given: number): number {
    let a = form[offset] ?? 0
    let b = form[offset + 1] ?? 0
    let c = form[offset + 2] ?? 0
    let d = form[offset + 3] ?? 0
    let value = given
    while (a !== 0) {
      const at = rowAt[Math.clz32(a)] ?? -1
      if (at < 0) return store(Math.clz32(a), a, b, c, d, value)
      a ^= rows[at] ?? 0
      b ^= rows[at + 1] ?? 0
      c ^= rows[at + 2] ?? 0
      d ^= rows[at + 3] ?? 0
      value ^= rows[at + 4] ?? 0
    }
    while (b !== 0) {
      const at = rowAt[32 + Math.clz32(b)] ?? -1
      if (at < 0) return store(32 + Math.clz32(b), 0, b, c, d, value)
      b ^= rows[at + 1] ?? 0
      c ^= rows[at + 2] ?? 0
      d ^= rows[at + 3] ?? 0
      value ^= rows[at + 4] ?? 0
    }
    while (c !== 0) {
      const at = rowAt[64 + Math.clz32(c)] ?? -1
      if (at < 0) return store(64 + Math.clz32(c), 0, 0, c, d, value)
      c ^= rows[at + 2] ?? 0
      d ^= rows[at + 3] ?? 0
      value ^= rows[at + 4] ?? 0
    }
    while (d !== 0) {
      const at = rowAt[96 + Math.clz32(d)] ?? -1
      if (at < 0) return store(96 + Math.clz32(d), 0, 0, 0, d, value)
      d ^= rows[at + 3] ?? 0
      value ^= rows[at + 4] ?? 0
    }
    return value === 0 ? known : contradiction
  }

  /** The solution whose undetermined unknowns are those of `x`; the right sides count only if `inhomogeneous`. */
  function substitute(x: Int32Array, inhomogeneous: boolean): void {
    for (let pivot = unknowns - 1; pivot >= 0; pivot -= 1) {
      const at = rowAt[pivot] ?? -1
      if (at < 0) continue
      const common =
        ((rows[at] ?? 0) & (x[0] ?? 0)) ^
        ((rows[at + 1] ?? 0) & (x[1] ?? 0)) ^
        ((rows[at + 2] ?? 0) & (x[2] ?? 0)) ^
        ((rows[at + 3] ?? 0) & (x[3] ?? 0))
      if (parity(common) !== (inhomogeneous ? rows[at + 4] : 0)) setBit(x, pivot)
    }
  }

  function solutions(free: number, visit: (solution: Int32Array) => boolean): boolean {
    if (unknowns - rank > free) return false
    const solution = new Int32Array(4)
    substitute(solution, true)
    const directions: Int32Array[] = []
    for (let bit = 0; bit < unknowns; bit += 1) {
      if ((rowAt[bit] ?? -1) >= 0) continue
      const direction = new Int32Array(4)
      setBit(direction, bit)
      substitute(direction, false)
      directions.push(direction)
    }
    const count = 2 ** directions.length
    // Gray code: each solution differs from the one before by one direction.
    for (let index = 1; !visit(solution) && index < count; index += 1) {
      const direction = directions[31 - Math.clz32(index & -index)] ?? solution
      for (let word = 0; word < 4; word += 1) solution[word] = (solution[word] ?? 0) ^ (direction[word] ?? 0)
    }
    return true
  }

  return {
    rank: () => rank,
    insert,
    cutTo(earlier) {
      while (rank > earlier) {
        rank -= 1
        rowAt[pivots[rank] ?? 0] = -1
      }
    },
    solutions,
  }
}

function setBit(words: Int32Array, bit: number): void {
  words[bit >> 5] = (words[bit >> 5] ?? 0) | (1 << (31 - (bit & 31)))
}

function parity(word: number): number {
  let folded = word ^ (word >>> 16)
  folded ^= folded >>> 8
  folded ^= folded >>> 4
  folded ^= folded >>> 2
  return (folded ^ (folded >>> 1)) & 1
}
