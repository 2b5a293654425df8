// A map whose entries share one lifetime, so that the order of insertion is the order of expiry.

/** One entry and when it ends, in milliseconds since 1970. */
interface Held<V> {
  readonly value: V
  /** From then on the entry may be dropped when its place is needed. */
  readonly expiresAt: number
  /** From then on the entry is gone. */
  readonly forgottenAt: number
}

export interface ExpiringMap<K, V> {
  readonly size: number
  /** The value under `key` unless it is forgotten by `now`. An expired value is still told. */
  get(key: K, now: number): V | undefined
  set(key: K, value: V, expiresAt: number, now: number): void
  delete(key: K): void
  /** Drops the oldest entry if it has expired by `now`; false when it is still alive or the map is empty. */
  dropExpired(now: number): boolean
}

/** Forgotten entries removed by each `set`: more than one, so that a backlog shrinks; few, so that no call is slow. */
const sweepPerSet = 8

/**
 * A map that keeps expired values for `rememberedMilliseconds` longer, so that a refusal can say "expired"
 * instead of "unknown"; above `bound` entries they are not remembered. Live entries are never dropped. It
 * keeps one iterator at its head: a new one per look would step over all deleted entries again.
 */
export function createExpiringMap<K, V>(rememberedMilliseconds: number, bound: number): ExpiringMap<K, V> {
  const entries = new Map<K, Held<V>>()
  let iterator = entries.entries()
  let head: [K, Held<V>] | undefined

  function oldest(): [K, Held<V>] | undefined {
    if (head !== undefined && entries.get(head[0]) === head[1]) return head
    let step = iterator.next()
    if (step.done) {
      iterator = entries.entries()
      step = iterator.next()
    }
    head = step.done ? undefined : step.value
    return head
  }

  function dropOldestIf(ended: (held: Held<V>) => boolean): boolean {
    const candidate = oldest()
    if (candidate === undefined || !ended(candidate[1])) return false
    return entries.delete(candidate[0])
  }

  return {
    get size() {
      return entries.size
    },
    get(key, now) {
      const held = entries.get(key)
      return held !== undefined && held.forgottenAt > now ? held.value : undefined
    },
    set(key, value, expiresAt, now) {
      const mayGo = (held: Held<V>) =>
        held.forgottenAt <= now || (entries.size >= bound && held.expiresAt <= now)
      for (let count = 0; count < sweepPerSet && dropOldestIf(mayGo); count++);
      entries.set(key, { value, expiresAt, forgottenAt: expiresAt + rememberedMilliseconds })
    },
    delete(key) {
      entries.delete(key)
    },
    dropExpired: (now) => dropOldestIf((held) => held.expiresAt <= now),
  }
}
