// Everything the program learns from outside besides HTTP. Other rooms take a port as a parameter,
// so that a test can hand them a frozen clock and known octets.
import { randomBytes } from 'node:crypto'

export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /** Resolves after `milliseconds`, or at once when `signal` is aborted. Never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

export interface Random {
  /** `count` octets from a cryptographically secure generator. */
  bytes(count: number): Uint8Array
}

export interface Ports {
  readonly clock: Clock
  readonly random: Random
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const wake = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, milliseconds)
    signal?.addEventListener('abort', wake, { once: true })
  })
}

/** Octets drawn at a time: a call of the generator costs more than the octets do. */
const drawn = 4096

/** Hands out octets of the operating system's generator, each once. */
function pooledRandom(): Random {
  let pool = new Uint8Array(0)
  let used = 0
  return {
    bytes(count) {
      if (count > drawn / 8) return randomBytes(count)
      if (used + count > pool.length) {
        pool = randomBytes(drawn)
        used = 0
      }
      used += count
      return pool.subarray(used - count, used)
    },
  }
}

/** The real clock and the operating system's generator. */
export const systemPorts: Ports = {
  clock: { now: () => Date.now(), sleep },
  random: pooledRandom(),
}
