// A map of bounded size, which forgets what was put into it first.

export interface Newest<V> {
  get(key: string): V | undefined
  /** What is there already under `key` is replaced, and counts as new. */
  set(key: string, value: V): void
  clear(): void
}

/** A map that keeps its newest `bound` entries. */
export function createNewest<V>(bound: number): Newest<V> {
  const entries = new Map<string, V>()
  // One iterator for all time: a new one would have to step over everything that was deleted at the head.
  let keys = entries.keys()

  function oldest(): string | undefined {
    const next = keys.next()
    if (next.done !== true) return next.value
    keys = entries.keys()
    return keys.next().value
  }

  return {
    get: (key) => entries.get(key),
    set(key, value) {
      if (entries.has(key)) entries.delete(key)
      entries.set(key, value)
      if (entries.size <= bound) return
      const first = oldest()
      if (first !== undefined) entries.delete(first)
    },
    clear: () => entries.clear(),
  }
}
