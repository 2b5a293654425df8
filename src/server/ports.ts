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

/** The real clock and the operating system's generator. */
export const systemPorts: Ports = {
  clock: { now: () => Date.now(), sleep },
  random: { bytes: (count) => randomBytes(count) },
}
