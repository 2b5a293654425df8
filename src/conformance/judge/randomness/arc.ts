// Arcs of a circle in fixed point: their differences, their intersection, the place to cut one.

/** Intervals are kept in fixed point: `turn` units are the whole range [0, 1), which is read as a circle. */
export const turnBits = 30
export const turn = 2 ** turnBits

/** An arc: `start` in [0, turn), `width` in (0, turn]; it may pass zero. A width of `turn` says nothing. */
export interface Arc {
  readonly start: number
  readonly width: number
}

export const wholeTurn: Arc = { start: 0, width: turn }

/** The arc of the numbers from `low` to `high` (within [0, 1]), widened to whole units. */
export function arcBetween(low: number, high: number): Arc {
  const start = Math.max(0, Math.floor(low * turn))
  const end = Math.min(turn, Math.ceil(high * turn))
  return { start: start % turn, width: Math.max(1, end - start) }
}

/** Where `sum - x` lies for every sum on the one arc and every x on the other. */
export function difference(sum: Arc, x: Arc): Arc {
  const width = sum.width + x.width
  if (width >= turn) return wholeTurn
  return { start: (sum.start - x.start - x.width + 2 * turn) % turn, width }
}

/**
 * The part of `arc` that `other` leaves: the same object where that is all of it or two pieces (which are no arc),
 * undefined where it is nothing.
 */
export function narrowed(arc: Arc, other: Arc): Arc | undefined {
  if (other.width === turn) return arc
  if (arc.width === turn) return other
  const ahead = (other.start - arc.start + turn) % turn
  const head = ahead < arc.width ? Math.min(other.width, arc.width - ahead) : 0
  const tail = Math.min(arc.width, ahead + other.width - turn)
  if (head <= 0 && tail <= 0) return undefined
  if (head > 0 && tail > 0) return arc
  if (Math.max(head, tail) === arc.width) return arc
  return head > 0 ? { start: other.start, width: head } : { start: arc.start, width: tail }
}

/** Both parts of an arc, cut at the point of its middle half whose lower bits are zero furthest up. */
export function halves({ start, width }: Arc): readonly [Arc, Arc] {
  const quarter = Math.max(1, width >>> 2)
  const low = width === turn ? 0 : start + quarter
  const high = width === turn ? turn / 2 : start + width - quarter
  const clear = low < high ? 31 - Math.clz32(low ^ high) : 0
  const middle = low < high ? (high >>> clear) << clear : start + (width >>> 1)
  return [
    { start, width: middle - start },
    { start: middle % turn, width: start + width - middle },
  ]
}

/** Whether a fraction in [0, 1) lies on the arc. */
export function holds({ start, width }: Arc, fraction: number): boolean {
  return (Math.floor(fraction * turn) - start + turn) % turn < width
}
