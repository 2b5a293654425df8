// A clock that stands still until it is told to go, and a random generator that counts.
import type { Ports } from '../../src/server/ports.js'

export interface FakePorts extends Ports {
  /** Moves the clock; sleepers whose time has come wake up. */
  advance(milliseconds: number): void
}

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

/** 2026-01-15T12:00:00.750Z: between two whole seconds, so that rounding shows. */
export const fakeStart = 1_768_478_400_750

/** `random` gives octets that differ at each call and are the same in each test. */
export function fakePorts(startsAt = fakeStart): FakePorts {
  let now = startsAt
  let calls = 0
  let sleepers: Sleeper[] = []
  return {
    clock: {
      now: () => now,
      sleep: (milliseconds, signal) =>
        new Promise((resolve) => {
          if (signal?.aborted || milliseconds <= 0) return resolve()
          signal?.addEventListener('abort', () => resolve(), { once: true })
          sleepers.push({ until: now + milliseconds, wake: resolve })
        }),
    },
    random: {
      bytes(count) {
        calls += 1
        const octets = Buffer.alloc(count, 0)
        for (let index = 0; index < count; index++)
          octets[index] = (calls * 31 + index * 17 + (calls >> 3)) % 256
        octets.writeUInt32BE(calls, 0)
        return octets
      },
    },
    advance(milliseconds) {
      now += milliseconds
      const due = sleepers.filter(({ until }) => until <= now)
      sleepers = sleepers.filter(({ until }) => until > now)
      for (const { wake } of due) wake()
    },
  }
}
