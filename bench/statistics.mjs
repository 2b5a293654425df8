// Medians, and ratios of values that were measured in the same round.

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The median of the ratios of each pair, with the smallest and the largest. */
export function pairedRatio(values, base) {
  const ratios = values.map((value, round) => value / base[round])
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) }
}
