// The registered name that a misspelt one was probably meant to be.

/** Longer texts are compared by their beginning only, so that the work per request stays bounded. */
const mostCompared = 200

/** The characters to insert, delete, replace, or swap with their neighbour, to turn one text into the other. */
export function editDistance(from: string, to: string): number {
  const [source, target] = [from.slice(0, mostCompared), to.slice(0, mostCompared)]
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: target.length + 1 }, (_, index) => index)
  for (let row = 1; row <= source.length; row++) {
    const current = [row]
    for (let column = 1; column <= target.length; column++) {
      const replaced = (last[column - 1] ?? 0) + (target[column - 1] === source[row - 1] ? 0 : 1)
      const inserted = (current[column - 1] ?? 0) + 1
      const deleted = (last[column] ?? 0) + 1
      const neighbours = target[column - 1] === source[row - 2] && target[column - 2] === source[row - 1]
      const swapped = neighbours ? (beforeLast[column - 2] ?? 0) + 1 : replaced
      current.push(Math.min(replaced, inserted, deleted, swapped))
    }
    beforeLast = last
    last = current
  }
  return last[target.length] ?? 0
}

/** Spelling without case and separators: `Authorization-Code` and `authorization_code` are one. */
export function folded(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** The candidate closest to `value`, whatever the distance; null when there are none. */
export function closest(value: string, candidates: readonly string[]): string | null {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(value, candidate) }))
    .sort((one, other) => one.distance - other.distance)
  return ranked[0]?.candidate ?? null
}

/**
 * The candidate that `value` is probably a slip of: equal but for case and separators, or a quarter of its
 * length away at most. Null when none is that near, so that a value of another kind is never shown as a slip.
 */
export function nearest(value: string, candidates: readonly string[]): string | null {
  const same = candidates.find((candidate) => folded(candidate) === folded(value))
  if (same !== undefined) return same
  const candidate = closest(value, candidates)
  if (candidate === null) return null
  const limit = Math.floor(Math.min(value.length, candidate.length, mostCompared) / 4)
  return editDistance(value.toLowerCase(), candidate.toLowerCase()) <= limit ? candidate : null
}
