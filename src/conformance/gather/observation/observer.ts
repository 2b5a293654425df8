// Looks at a client from outside while it logs in, and says afterwards what was seen. Secrets are known only from the
// exchanges, so what was read is kept in memory, bounded, until the run is over, then searched and dropped.
import type { Clock } from '../../../server/index.js'
import type { FilePlace, Observations, ObservedListener } from '../../observations.js'
import type { Outside } from '../client.js'
import { type Conclusion, searched } from './conclusion.js'
import { createPrintedLines } from './printed-lines.js'
import { createProcessLog } from './process-log.js'
import type { Look, Scope, System } from './systems/system.js'
import { watchedFolders } from './watched-folders.js'
import { createWrittenFiles } from './written-files.js'

/** An exchange with the mock, as far as it says when to look. */
export interface Occasion {
  readonly number: number
  readonly endpoint: string | null
}

export interface Observer {
  /** Looks because of an exchange, before its answer is sent. */
  seeExchange(exchange: Occasion): void
  /** Looks once more, while the client or what it left is still there, and says what was seen. */
  conclude(end: Conclusion): Promise<Observations>
  /** The files that were created or changed; complete once `conclude` has resolved. */
  written(): readonly WrittenPlace[]
  /** Where it was seen to listen so far. */
  listeners(): readonly ObservedListener[]
}

/** Where a file lies that was created or changed while the client ran. */
export interface WrittenPlace {
  readonly place: FilePlace
  /** From the place on. */
  readonly path: string
  /** From the root of the file system on. */
  readonly full: string
}

export interface ObserverOptions {
  readonly outside: Outside
  readonly system: System
  readonly clock: Clock
  /** Aborted when the login is over: ends the looks in between. */
  readonly signal: AbortSignal
}

/** Exchanges at which files may change: what happens around them is a step of the login. */
const stepsOfLogin = new Set<string | null>(['oauth-authorize', 'oauth-token'])

/** Resolves after everything that was written before now has been read. */
function caughtUp(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
}

/** The processes and sockets of a client over the whole run. */
function watchProcesses({ outside, system, clock }: ObserverOptions) {
  const processes = createProcessLog(outside.launchedWith)
  const listeners = new Map<string, ObservedListener>()
  let looking: Promise<void> | null = null
  const see = (look: Look) => {
    processes.see(look)
    const now = clock.now()
    for (const listener of look.listeners) {
      const key = `${listener.pid} ${listener.address} ${listener.port}`
      listeners.set(key, { ...listener, from: listeners.get(key)?.from ?? now, until: now })
    }
  }
  return {
    processes,
    listeners: () => [...listeners.values()],
    /** Looks at once where the system can; where it takes a while, one look at a time. */
    look(scope: Scope): Promise<void> {
      if (looking !== null) return looking
      const look = system.look(outside.family, scope)
      if (!(look instanceof Promise)) {
        see(look)
        return Promise.resolve()
      }
      looking = look.then(see).finally(() => {
        looking = null
      })
      return looking
    },
  }
}

async function poll(every: number, { clock, signal }: ObserverOptions, look: () => Promise<void>) {
  for (;;) {
    await clock.sleep(every, signal)
    if (signal.aborted) return
    await look()
  }
}

/** Begins to look at a client that was just started. */
export function observe(options: ObserverOptions): Observer {
  const { outside, system } = options
  const written = createWrittenFiles(watchedFolders(outside.folders), outside.since)
  const lines = createPrintedLines()
  const { processes, listeners, look } = watchProcesses(options)
  const looks: number[] = [0]
  let last = 0
  /** The last exchange before which everything that the client printed has been read. */
  let settled = 0
  let places: readonly WrittenPlace[] = []

  const lookAtFiles = () => {
    looks[written.look()] = last
  }
  outside.onPrinted((chunk, stream) => lines.write(chunk, stream, settled))
  if (system.pollEvery !== null) void poll(system.pollEvery, options, () => look('processes'))

  return {
    seeExchange({ number, endpoint }) {
      // What listens for the callback does so by now. A program that makes but this request lives until it is
      // answered: now or never.
      const wantsSockets = endpoint === 'oauth-authorize' || listeners().length === 0
      void look(wantsSockets ? 'processes-and-sockets' : 'processes')
      if (stepsOfLogin.has(endpoint)) lookAtFiles()
      last = number
      void caughtUp().then(() => {
        settled = Math.max(settled, number)
      })
    },
    async conclude(end) {
      await look('processes')
      lookAtFiles()
      const gathered = { outside, system, written, looks, lines, processes, listeners: listeners() }
      const observations = await searched(gathered, end)
      places = written.files.map(({ place, path, full }) => ({ place, path, full }))
      for (const kept of [written, lines, processes]) kept.forget()
      return observations
    },
    written: () => places,
    listeners,
  }
}
