// The state of a linear congruential generator from the leading bits of its outputs: a closest vector in a lattice.
//
// Source: A. M. Frieze, J. Hastad, R. Kannan, J. C. Lagarias, A. Shamir, "Reconstructing truncated integer variables
// satisfying linear congruences", SIAM J. Comput. 17 (1988); reduction after Lenstra, Lenstra and Lovász; rounding after
// Babai's nearest plane.

/** A reduced basis with its Gram-Schmidt vectors. */
export interface ReducedBasis {
  readonly rows: readonly (readonly bigint[])[]
  readonly orthogonal: readonly (readonly number[])[]
}

/** Quality of the reduction; 3/4 is the usual value. */
const lovasz = 0.75

/**
 * The lattice of all (x, a x, a² x, …) modulo `modulus`, reduced. It depends on the multiplier alone.
 * @param dimension number of successive outputs
 */
export function reducedBasis(multiplier: bigint, modulus: bigint, dimension: number): ReducedBasis {
  const rows: bigint[][] = Array.from({ length: dimension }, (_, row) =>
    Array.from({ length: dimension }, (_, column) => (row === column && row > 0 ? modulus : 0n)),
  )
  let power = 1n
  for (let column = 0; column < dimension; column += 1) {
    const [first = []] = rows
    first[column] = power
    power = (power * multiplier) % modulus
  }
  return { rows, orthogonal: reduce(rows) }
}

function dot(one: readonly number[], other: readonly number[]): number {
  let sum = 0
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}

function subtract(row: bigint[], times: bigint, other: readonly bigint[]): void {
  for (const [at, value] of other.entries()) row[at] = (row[at] ?? 0n) - times * value
}

/** How often the earlier vector goes into a row. */
function share(row: readonly number[], earlier: readonly number[]): number {
  return dot(row, earlier) / dot(earlier, earlier)
}

/** The part of a row that is orthogonal to all earlier vectors. */
function orthogonalPart(row: readonly bigint[], earlier: readonly (readonly number[])[]): readonly number[] {
  const rest = row.map(Number)
  for (const vector of earlier) {
    const times = share(rest, vector)
    for (let at = 0; at < rest.length; at += 1) rest[at] = (rest[at] ?? 0) - times * (vector[at] ?? 0)
  }
  return rest
}

/** Lenstra, Lenstra, Lovász, with exact rows and coefficients in floating point. @returns the orthogonal vectors */
function reduce(rows: bigint[][]): readonly (readonly number[])[] {
  const orthogonal: (readonly number[])[] = [(rows[0] ?? []).map(Number)]
  let row = 1
  while (row < rows.length) {
    const [upper = [], lower = []] = [rows[row - 1], rows[row]]
    sizeReduce(lower, rows, orthogonal)
    const own = orthogonalPart(lower, orthogonal)
    const before = orthogonal[row - 1] ?? []
    const coefficient = share(lower.map(Number), before)
    if (dot(own, own) >= (lovasz - coefficient * coefficient) * dot(before, before)) {
      orthogonal.push(own)
      row += 1
      continue
    }
    rows[row - 1] = lower
    rows[row] = upper
    row = Math.max(1, row - 1)
    orthogonal.length = row
    if (row === 1) orthogonal[0] = (rows[0] ?? []).map(Number)
  }
  return orthogonal
}

/** Takes multiples of the earlier rows off a row until each coefficient is at most a half. */
function sizeReduce(
  row: bigint[],
  rows: readonly (readonly bigint[])[],
  orthogonal: readonly (readonly number[])[],
): void {
  for (let earlier = orthogonal.length - 1; earlier >= 0; earlier -= 1) {
    const times = Math.round(share(row.map(Number), orthogonal[earlier] ?? []))
    if (times !== 0) subtract(row, BigInt(times), rows[earlier] ?? [])
  }
}

/** The vector of the lattice near the target: Babai's nearest plane. Exact unless the target is far off. */
export function nearest({ rows, orthogonal }: ReducedBasis, target: readonly bigint[]): readonly bigint[] {
  const rest = [...target]
  for (let row = rows.length - 1; row >= 0; row -= 1) {
    const base = orthogonal[row] ?? []
    const times = Math.round(share(rest.map(Number), base))
    if (times !== 0) subtract(rest, BigInt(times), rows[row] ?? [])
  }
  return target.map((value, at) => value - (rest[at] ?? 0n))
}
