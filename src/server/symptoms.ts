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
  /** The real one, because the waiting takes real time. */
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
  /** All wait equally long, so the first one in is the first one due. */
  const waiting = new Map<string, Waiting>()
  let looking: AbortController | null = null

  /** One sleep at a time, for whoever is due next: a timer for each login costs a fortieth of it. */
  async function look(stopped: AbortSignal): Promise<void> {
    for (let next = firstOf(waiting); next !== undefined; next = firstOf(waiting)) {
      const [login, { exchange, until }] = next
      if (until > clock.now()) await clock.sleep(until - clock.now(), stopped)
      if (stopped.aborted) return
      // Whoever was shown during the sleep is no longer there.
      if (waiting.get(login)?.exchange !== exchange || until > clock.now()) continue
      waiting.delete(login)
      onNeverShown(login, exchange)
    }
    looking = null
  }

  function wait(login: string, exchange: Exchange): void {
    waiting.set(login, { exchange, until: clock.now() + patience })
    if (looking !== null) return
    looking = new AbortController()
    void look(looking.signal)
  }

  return {
    see(exchange) {
      const { endpoint, outcome } = exchange
      const { login } = outcome
      if (login === null) return
      if (endpoint === 'oauth-token') {
        const isNew = gotToken(exchange) && !waiting.has(login) && waiting.size < mostWatched
        if (isNew) wait(login, exchange)
        return
      }
      waiting.delete(login)
    },
    stop() {
      waiting.clear()
      looking?.abort('stopped')
      looking = null
    },
  }
}

/** A login whose token was not shown yet. */
interface Waiting {
  readonly exchange: Exchange
  /** Milliseconds since 1970. */
  readonly until: number
}

function firstOf<K, V>(entries: ReadonlyMap<K, V>): readonly [K, V] | undefined {
  return entries.entries().next().value
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
