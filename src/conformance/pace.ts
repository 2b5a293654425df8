// How many runs of a client go on at a time.

export interface Pace {
  /** Runs that are under way, those included that only wait whether something more comes. */
  readonly alive: number
  /** Of them those in which the client works. */
  readonly busy: number
}

export const oneAtATime: Pace = { alive: 1, busy: 1 }

/** More at a time would keep the kit itself too busy to see in time what a client does. */
const mostBusy = 8
const mostAlive = 12
/** A login takes a part of a second, and the silence by which its end is known more than one. */
const alivePerBusy = 3
/** Milliseconds: what takes longer to start is started as seldom as possible. */
const quickStart = 1_500

/**
 * As many as the user wants, else those that keep the processors busy. `start`: milliseconds from the start of the
 * client to its first request; null when it made none.
 */
export function paceFor(workers: number | undefined, processors: number, start: number | null): Pace {
  if (workers !== undefined) return { alive: workers, busy: workers }
  const busy = Math.min(mostBusy, processors)
  const isQuick = start !== null && start < quickStart
  return { busy, alive: isQuick ? Math.max(busy, Math.min(mostAlive, busy * alivePerBusy)) : busy }
}
