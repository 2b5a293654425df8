// A map whose entries expire, each at its own time.
import { createExpiryQueue, type ExpiryQueue } from './expiry-queue.js'

/** One entry and when it ends, in milliseconds since 1970. */
export interface Held<K, V> {
  readonly key: K
  readonly value: V
  /** From then on the entry may be dropped when its place is needed. */
  readonly expiresAt: number
}

export interface ExpiringMap<K, V> {
  readonly size: number
  /** The value under `key` unless it is forgotten by `now`. An expired value is still told. */
  get(key: K, now: number): V | undefined
  set(key: K, value: V, expiresAt: number, now: number): void
  delete(key: K): void
  /** Every value that is held, expired ones included, in no order. */
  values(): Iterable<V>
  /** Drops the entry that expires first if it has expired by `now`; false when it is still alive or the map is empty. */
  dropExpired(now: number): boolean
}

/** Forgotten entries removed by each `set`: more than one, so that a backlog shrinks; few, so that no call is slow. */
const sweepPerSet = 8

/** Fewer deleted entries than these are not worth clearing out. */
const leastCleared = 64

/**
 * A map that keeps expired values for `rememberedMilliseconds` longer, so that a refusal can say "expired"
 * instead of "unknown"; above `bound` entries they are not remembered. Live entries are never dropped. What was
 * deleted stays in the queue until it makes up half of it.
 */
export function createExpiringMap<K, V>(
  rememberedMilliseconds: number,
  bound: number,
  queue: ExpiryQueue<Held<K, V>> = createExpiryQueue(),
): ExpiringMap<K, V> {
  const entries = new Map<K, Held<K, V>>()
  const isHeld = (held: Held<K, V>) => entries.get(held.key) === held

  function first(): Held<K, V> | undefined {
    let held = queue.peek()
    while (held !== undefined && !isHeld(held)) {
      queue.pop()
      held = queue.peek()
    }
    return held
  }

  function dropFirstIf(ended: (held: Held<K, V>) => boolean): boolean {
    const held = first()
    if (held === undefined || !ended(held)) return false
    queue.pop()
    return entries.delete(held.key)
  }

  function clearOut(): void {
    if (queue.size > 2 * entries.size + leastCleared) queue.filter(isHeld)
  }

  return {
    get size() {
      return entries.size
    },
    get(key, now) {
      const held = entries.get(key)
      return held !== undefined && held.expiresAt + rememberedMilliseconds > now ? held.value : undefined
    },
    set(key, value, expiresAt, now) {
      const mayGo = (held: Held<K, V>) =>
        held.expiresAt + rememberedMilliseconds <= now || (entries.size >= bound && held.expiresAt <= now)
      for (let count = 0; count < sweepPerSet && dropFirstIf(mayGo); count++);
      const held = { key, value, expiresAt }
      entries.set(key, held)
      queue.push(held)
      clearOut()
    },
    delete(key) {
      entries.delete(key)
      clearOut()
    },
    *values() {
      for (const { value } of entries.values()) yield value
    },
    dropExpired: (now) => dropFirstIf((held) => held.expiresAt <= now),
  }
}
