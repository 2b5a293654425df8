// The URLs that a client printed or opened: a listener that comes late hears the earlier ones as well.
import type { SeenUrl } from './client.js'

export interface SeenUrls {
  add(seen: SeenUrl): void
  listen(listener: (seen: SeenUrl) => void): void
  /** How many there were so far. */
  count(): number
}

export function createSeenUrls(): SeenUrls {
  const all: SeenUrl[] = []
  let hear: (seen: SeenUrl) => void = () => undefined
  return {
    add(seen) {
      all.push(seen)
      hear(seen)
    },
    count: () => all.length,
    listen(listener) {
      hear = listener
      for (const seen of all) listener(seen)
    },
  }
}
