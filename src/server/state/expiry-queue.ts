// A queue in the order of expiry, whatever the order of insertion: a binary heap.

export interface Expiring {
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

export interface ExpiryQueue<T extends Expiring> {
  readonly size: number
  push(entry: T): void
  /** The entry that expires first; undefined when there is none. */
  peek(): T | undefined
  /** Removes what `peek` tells. */
  pop(): void
  /** Keeps only the entries that are `wanted`. */
  filter(wanted: (entry: T) => boolean): void
}

/**
 * Entries have lifetimes of their own (per client, per kind of token), and the clock of the mock can be set
 * back, so the order of insertion says nothing. `push` and `pop` take time in proportion to the logarithm of
 * the size.
 */
export function createExpiryQueue<T extends Expiring>(): ExpiryQueue<T> {
  let heap: T[] = []

  function isBefore(one: number, other: number): boolean {
    return (heap[one]?.expiresAt ?? Infinity) < (heap[other]?.expiresAt ?? Infinity)
  }

  function swap(one: number, other: number): void {
    const [first, second] = [heap[one], heap[other]]
    if (first === undefined || second === undefined) return
    heap[one] = second
    heap[other] = first
  }

  function rise(from: number): void {
    let index = from
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!isBefore(index, parent)) return
      swap(index, parent)
      index = parent
    }
  }

  function sink(from: number): void {
    let index = from
    for (;;) {
      const left = 2 * index + 1
      const least = isBefore(left + 1, left) ? left + 1 : left
      if (!isBefore(least, index)) return
      swap(least, index)
      index = least
    }
  }

  return {
    get size() {
      return heap.length
    },
    push(entry) {
      heap.push(entry)
      rise(heap.length - 1)
    },
    peek: () => heap[0],
    pop() {
      const last = heap.pop()
      if (last === undefined || heap.length === 0) return
      heap[0] = last
      sink(0)
    },
    filter(wanted) {
      heap = heap.filter(wanted)
      for (let index = (heap.length >> 1) - 1; index >= 0; index--) sink(index)
    },
  }
}
