// Works off batches of items, several at a time, and gives the results in the order of the items all the same.

export interface Work<Item, Result> {
  /** In their order; those of one batch are done one after another by one worker. */
  readonly batches: readonly (readonly Item[])[]
  /** Batches that are worked on at the same time; at least 1. */
  readonly workers: number
  /** Ends everything from outside: nothing more is begun, and what was done counts. */
  readonly signal: AbortSignal
  /** Does one batch, and hands out each result as soon as it is there. To end early once `signal` is aborted. */
  readonly work: (
    batch: readonly Item[],
    done: (item: Item, result: Result) => void,
    signal: AbortSignal,
  ) => Promise<void>
  /** Whether the results so far, without gaps, are enough: nothing after them counts. */
  readonly isEnough: (results: readonly Result[]) => boolean
}

/** The results of `items` up to the first that has none. */
function withoutGap<Item, Result>(items: readonly Item[], results: ReadonlyMap<Item, Result>): Result[] {
  const known: Result[] = []
  for (const item of items) {
    const result = results.get(item)
    if (result === undefined) break
    known.push(result)
  }
  return known
}

/** The shortest beginning of `results` that is enough; null when there is none. */
function enoughOf<Result>(results: readonly Result[], isEnough: (results: readonly Result[]) => boolean) {
  for (let count = 1; count <= results.length; count++) {
    const beginning = results.slice(0, count)
    if (isEnough(beginning)) return beginning
  }
  return null
}

/**
 * The results in the order of `items`, which the batches hold in any. Where a beginning of them is enough, what is
 * under way is ended, and that beginning is given. Rejects with what `work` rejects with, once nothing is under way.
 */
export async function workOff<Item, Result>(
  items: readonly Item[],
  { batches, workers, signal, work, isEnough }: Work<Item, Result>,
): Promise<readonly Result[]> {
  const over = new AbortController()
  const all = AbortSignal.any([signal, over.signal])
  const results = new Map<Item, Result>()
  let enough: readonly Result[] | null = null
  const done = (item: Item, result: Result) => {
    results.set(item, result)
    enough ??= enoughOf(withoutGap(items, results), isEnough)
    if (enough !== null) over.abort()
  }
  const waiting = [...batches]
  const worker = async () => {
    for (let batch = waiting.shift(); batch !== undefined && !all.aborted; batch = waiting.shift()) {
      await work(batch, done, all)
    }
  }
  const working = Array.from({ length: Math.min(workers, batches.length) }, worker)
  try {
    await Promise.all(working)
  } catch (error) {
    over.abort()
    await Promise.allSettled(working)
    throw error
  }
  return enough ?? items.flatMap((item) => results.get(item) ?? [])
}
