// Work counted in steps: what limits a search, so that its result does not depend on the load of the machine.

/** One step is a small piece of a search, about a microsecond on a machine of 2024. */
export interface Work {
  /** Counts steps; false once the limit is reached: the search must then end. */
  spend(steps: number): boolean
  /** Steps counted so far. */
  spent(): number
  /** Steps that may still be spent. */
  left(): number
  /** A share of what is left, for one search: what it spends counts here as well. */
  share(limit: number): Work
}

/** Work up to `limit` steps. */
export function createWork(limit: number): Work {
  return counting(limit, () => {})
}

function counting(limit: number, alsoSpend: (steps: number) => void): Work {
  let spent = 0
  const work: Work = {
    spend(steps) {
      spent += steps
      alsoSpend(steps)
      return spent < limit
    },
    spent: () => spent,
    left: () => Math.max(0, limit - spent),
    share: (wanted) =>
      counting(Math.min(wanted, work.left()), (steps) => {
        work.spend(steps)
      }),
  }
  return work
}
