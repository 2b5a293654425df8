// Looks at a client from outside while it logs in, and says afterwards what was seen. Secrets are known only from the
// exchanges, so what was read is kept in memory, bounded, until the run is over, then searched and dropped.
import type { Clock } from '../../../server/index.js'
import type { Observations, ObservedListener } from '../../observations.js'
import type { ObservedExchange } from '../../transcript.js'
import type { Outside } from '../client.js'
import { searchBundle } from './bundle.js'
import { searchFiles } from './files-held.js'
import { knownValuesOf, openChallengesOf } from './known-values.js'
import { inLogs, inStreams } from './logged.js'
import { createPrintedLines } from './printed-lines.js'
import { createProcessLog } from './process-log.js'
import { createSearch } from './search.js'
import type { Look, System } from './systems/system.js'
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
}

export interface Conclusion {
  readonly exchanges: readonly ObservedExchange[]
  /** The client secret that the user of the kit gave, or null. */
  readonly clientSecret: string | null
  /** Whether to search the files of the client itself for its secret: once for all runs is enough. */
  readonly searchBundle: boolean
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

function createListenerLog(clock: Clock) {
  const listeners = new Map<string, ObservedListener>()
  return {
    see({ listeners: seen }: Look) {
      const now = clock.now()
      for (const listener of seen) {
        const key = `${listener.pid} ${listener.address} ${listener.port}`
        listeners.set(key, { ...listener, from: listeners.get(key)?.from ?? now, until: now })
      }
    },
    all: () => [...listeners.values()],
  }
}

/** Begins to look at a client that was just started. */
export function observe({ outside, system, clock, signal }: ObserverOptions): Observer {
  const written = createWrittenFiles(watchedFolders(outside.folders), outside.since)
  const lines = createPrintedLines()
  const processes = createProcessLog(outside.launchedWith)
  const listeners = createListenerLog(clock)
  /** For each look at files, from 1: the number of the last exchange before it. */
  const looks: number[] = [0]
  let last = 0
  /** The last exchange before which everything that the client printed has been read. */
  let settled = 0
  let looking: Promise<void> | null = null

  const see = (look: Look) => {
    processes.see(look)
    listeners.see(look)
  }
  function lookAtProcesses(): Promise<void> {
    if (looking !== null) return looking
    const look = system.look(outside.family)
    if (!(look instanceof Promise)) {
      see(look)
      return Promise.resolve()
    }
    looking = look.then(see).finally(() => {
      looking = null
    })
    return looking
  }
  function lookAtFiles(): void {
    looks[written.look()] = last
  }
  async function poll(every: number): Promise<void> {
    for (;;) {
      await clock.sleep(every, signal)
      if (signal.aborted) return
      await lookAtProcesses()
    }
  }

  outside.onPrinted((chunk, stream) => lines.write(chunk, stream, settled))
  if (system.pollEvery !== null) void poll(system.pollEvery)

  return {
    seeExchange({ number, endpoint }) {
      // A program that makes but this request lives until it is answered: now or never.
      void lookAtProcesses()
      if (stepsOfLogin.has(endpoint)) lookAtFiles()
      last = number
      void caughtUp().then(() => {
        settled = Math.max(settled, number)
      })
    },
    async conclude({ exchanges, clientSecret, searchBundle: wanted }) {
      await lookAtProcesses()
      lookAtFiles()
      const values = knownValuesOf(exchanges, clientSecret)
      const open = openChallengesOf(exchanges)
      const search = createSearch(values, open)
      const held = searchFiles(
        {
          files: written.files,
          looks,
          last: written.looks,
          hasModes: system.shows.includes('file-modes'),
        },
        search,
      )
      const printed = lines.lines()
      const logged = [...inStreams(printed, search), ...inLogs(held.logs, search)]
      const secrets = wanted ? values.filter(({ kind }) => kind === 'client_secret') : []
      const bundle = await searchBundle(outside, createSearch(secrets, []))
      const observations: Observations = {
        seen: system.shows,
        lookedAt: {
          pendingLooks: pendingLooks(looks, open),
          files: written.files.length,
          lines: printed.length,
          bundled: bundle.files,
        },
        processes: processes.searched(search),
        listeners: listeners.all(),
        files: held.files,
        logged,
        bundled: bundle.found,
        cut: written.cut || lines.cut || processes.cut || bundle.cut,
      }
      written.forget()
      lines.forget()
      processes.forget()
      return observations
    },
  }
}

/** The looks between an authorization request and the redemption of its code. */
function pendingLooks(
  looks: readonly number[],
  logins: readonly { readonly exchange: number; readonly spentBy: number | null }[],
): number {
  return looks
    .slice(1)
    .filter((after) =>
      logins.some(({ exchange, spentBy }) => after >= exchange && (spentBy === null || after < spentBy)),
    ).length
}
