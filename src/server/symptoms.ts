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
  /** Told about the login whose token was not shown, and the exchange that issued it. */
  readonly onNeverShown: (login: string, exchange: Exchange) => void
}

/** Logins that are watched at one time; further ones are let go, because a note about them would not be missed. */
const mostWatched = 1000

/**
 * Waits `patience` after each granted token request for an API call of the same login. A client that never comes
 * has probably left its API base at the real service.
 */
export function createWatch({ clock, onNeverShown }: WatchParts): Watch {
  const waiting = new Map<string, AbortController>()

  async function wait(login: string, exchange: Exchange): Promise<void> {
    const shown = new AbortController()
    waiting.set(login, shown)
    await clock.sleep(patience, shown.signal)
    if (shown.signal.aborted) return
    waiting.delete(login)
    onNeverShown(login, exchange)
  }

  return {
    see(exchange) {
      const { endpoint, outcome } = exchange
      const { login } = outcome
      if (login === null) return
      if (endpoint === 'oauth-token') {
        const isNew = gotToken(exchange) && !waiting.has(login) && waiting.size < mostWatched
        if (isNew) void wait(login, exchange)
        return
      }
      waiting.get(login)?.abort('shown')
      waiting.delete(login)
    },
    stop() {
      for (const shown of waiting.values()) shown.abort('stopped')
      waiting.clear()
    },
  }
}

/** Whether the client has the token: a scenario may have sent it something else. */
function gotToken({ outcome, honest, sent }: Exchange): boolean {
  return outcome.kind === 'granted' && sent.status === honest.status && sent.body === honest.body
}

/** What to say about a token that was issued in `exchange` and never shown. */
export function neverShown({ number, request }: Exchange): string {
  // Not every authority that a client may send is one that `URL` takes.
  const [, protocol, host, port] = /^(https?):\/\/(.*?)(?::(\d+))?$/.exec(request.origin) ?? []
  const gateway = `{ host: '${host}', protocol: '${protocol}'${port === undefined ? '' : `, port: ${port}`} }`
  return `token issued in exchange ${number}, never shown here in ${patience / 1000} s: is the API base of the client still the real one? Point it at this mock, in the JavaScript SDK by client.setGateway(${gateway})`
}
