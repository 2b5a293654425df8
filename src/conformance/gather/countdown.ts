// A countdown that starts anew with every sign of life.
import type { Clock } from '../../server/index.js'

export interface Countdown {
  /** Forgets the countdown under way and calls `over` after `milliseconds`, unless restarted or stopped. */
  restart(milliseconds: number, over: () => void): void
  stop(): void
}

export function createCountdown(clock: Clock): Countdown {
  let current = new AbortController()
  return {
    restart(milliseconds, over) {
      current.abort()
      const wait = new AbortController()
      current = wait
      void clock.sleep(milliseconds, wait.signal).then(() => {
        if (!wait.signal.aborted) over()
      })
    },
    stop: () => current.abort(),
  }
}
