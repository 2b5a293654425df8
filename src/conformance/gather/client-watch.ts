// Ties the looks at a client from outside to the exchanges of one run.
import { platform } from 'node:os'
import type { Clock, MockServer } from '../../server/index.js'
import type { Observations, ObservedListener } from '../observations.js'
import type { ObservedExchange } from '../transcript.js'
import type { RunningClient } from './client.js'
import type { Conclusion } from './observation/conclusion.js'
import { observe, type WrittenPlace } from './observation/observer.js'
import { systemFor } from './observation/systems/index.js'
import type { System } from './observation/systems/system.js'

export interface ClientWatch {
  /** Begins to look at the client; ends with `signal`. Does nothing where a client is no process of its own. */
  begin(client: RunningClient, mock: Pick<MockServer, 'onExchange'>, signal: AbortSignal): void
  /** To be called before the client is stopped and its files are removed. Null where there was nothing to look at. */
  conclude(exchanges: readonly ObservedExchange[]): Promise<Observations | null>
  /** The files that were created or changed meanwhile; none before the conclusion. */
  written(): readonly WrittenPlace[]
  /** Where the client was seen to listen so far. */
  listeners(): readonly ObservedListener[]
}

/** To be made before the client is started: what is alive then is none of it. */
export function watchClient(
  clock: Clock,
  about: Omit<Conclusion, 'exchanges'>,
  system: System = systemFor(platform()),
): ClientWatch {
  let written: () => readonly WrittenPlace[] = () => []
  let listeners: () => readonly ObservedListener[] = () => []
  let end: (exchanges: readonly ObservedExchange[]) => Promise<Observations | null> = async () => null
  return {
    begin({ outside }, mock, signal) {
      if (outside === undefined) return
      const observer = observe({ outside, system, clock, signal })
      written = () => observer.written()
      listeners = () => observer.listeners()
      const stop = mock.onExchange((exchange) => observer.seeExchange(exchange))
      end = async (exchanges) => {
        stop()
        return observer.conclude({ ...about, exchanges })
      }
    },
    conclude: (exchanges) => end(exchanges),
    written: () => written(),
    listeners: () => listeners(),
  }
}
