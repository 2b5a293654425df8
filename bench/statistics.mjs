// Medians with their spread, and ratios of values that were measured in the same round.

/** The value below which the part `share` of all values lies. */
function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return below + (above - below) * (place - Math.floor(place))
}

/** The median, and the quartiles: half of all values lie between them. */
export function spreadOf(values) {
  return { median: quantile(values, 0.5), lower: quantile(values, 0.25), upper: quantile(values, 0.75) }
}

/** The spread of the ratios of each pair. */
export function pairedRatio(values, base) {
  return spreadOf(values.map((value, round) => value / base[round]))
}
