// What was made for a name is kept for the next one who asks, within a bound.

/** Calls `make` once for each name; of all names the `most` that were asked for last are kept. */
export function remembered<T>(
  most: number,
  make: (name: string) => Promise<T>,
): (name: string) => Promise<T> {
  const kept = new Map<string, Promise<T>>()
  return (name) => {
    const found = kept.get(name) ?? make(name)
    kept.delete(name)
    kept.set(name, found)
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    return found
  }
}
