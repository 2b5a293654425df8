// A symptom without a cause of its own: a token was issued, and nobody ever shows it to this mock.
import type { Clock } from './ports.js'
import type { Exchange } from './recorder.js'

/** Milliseconds after which a client with a new token would have called the API. */
export const patience = 10_000

export interface Watch {
  /** To be called with every exchange. */
  see(exchange: Exchange): void
  /** Ends all waiting at once. */
  stop(): void
}

export interface WatchParts {
  readonly clock: Clock
  /** Told about the login whose token was not shown, and the number of the exchange that issued it. */
  readonly onNeverShown: (login: string, exchange: number) => void
}

/** Logins that are watched at one time; further ones are let go, because a note about them would not be missed. */
const mostWatched = 1000

/**
 * Waits `patience` after each granted token request for an API call of the same login. A client that never comes
 * has probably left its API base at the real service.
 */
export function createWatch({ clock, onNeverShown }: WatchParts): Watch {
  const waiting = new Map<string, AbortController>()

  async function wait(login: string, exchange: number): Promise<void> {
    const shown = new AbortController()
    waiting.set(login, shown)
    await clock.sleep(patience, shown.signal)
    if (shown.signal.aborted) return
    waiting.delete(login)
    onNeverShown(login, exchange)
  }

  return {
    see({ number, endpoint, outcome }) {
      const { login } = outcome
      if (login === null) return
      if (endpoint === 'oauth-token') {
        const isNew = outcome.kind === 'granted' && !waiting.has(login) && waiting.size < mostWatched
        if (isNew) void wait(login, number)
        return
      }
      waiting.get(login)?.abort()
      waiting.delete(login)
    },
    stop() {
      for (const shown of waiting.values()) shown.abort()
      waiting.clear()
    },
  }
}
