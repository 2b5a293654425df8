// What was seen of a client, searched for the values that the exchanges of its run made known.
import type { Observations, ObservedListener } from '../../observations.js'
import type { ObservedExchange } from '../../transcript.js'
import type { Outside } from '../client.js'
import { searchBundle } from './bundle.js'
import { searchFiles } from './files-held.js'
import { knownValuesOf, type OpenChallenge, openChallengesOf } from './known-values.js'
import { inLogs, inStreams } from './logged.js'
import type { PrintedLines } from './printed-lines.js'
import type { ProcessLog } from './process-log.js'
import { createSearch } from './search.js'
import type { System } from './systems/system.js'
import type { WrittenFiles } from './written-files.js'

/** What is known when a run is over. */
export interface Conclusion {
  readonly exchanges: readonly ObservedExchange[]
  /** The client secret that the user of the kit gave, or null. */
  readonly clientSecret: string | null
  /** Whether to search the files of the client itself for its secret: once for all runs is enough. */
  readonly searchBundle: boolean
}

/** Everything that was gathered, not searched yet. */
export interface Gathered {
  readonly outside: Outside
  readonly system: System
  readonly written: WrittenFiles
  /** For each look at files, from 1: the number of the last exchange before it. */
  readonly looks: readonly number[]
  readonly lines: PrintedLines
  readonly processes: ProcessLog
  readonly listeners: readonly ObservedListener[]
}

/** The looks between an authorization request and the redemption of its code. */
function pendingLooks(looks: readonly number[], logins: readonly OpenChallenge[]): number {
  return looks
    .slice(1)
    .filter((after) =>
      logins.some(({ exchange, spentBy }) => after >= exchange && (spentBy === null || after < spentBy)),
    ).length
}

/** Searches what was gathered. Afterwards nothing of it is needed any more. */
export async function searched(
  { outside, system, written, looks, lines, processes, listeners }: Gathered,
  { exchanges, clientSecret, searchBundle: wanted }: Conclusion,
): Promise<Observations> {
  const values = knownValuesOf(exchanges, clientSecret)
  const logins = openChallengesOf(exchanges)
  const search = createSearch(values, logins)
  const hasModes = system.shows.includes('file-modes')
  const held = searchFiles({ files: written.files, looks, last: written.looks, hasModes }, search)
  const printed = lines.lines()
  const logged = [...inStreams(printed, search), ...inLogs(held.logs, search)]
  const secrets = wanted ? values.filter(({ kind }) => kind === 'client_secret') : []
  const bundle = await searchBundle(outside, createSearch(secrets, []))
  return {
    seen: system.shows,
    lookedAt: {
      pendingLooks: pendingLooks(looks, logins),
      files: written.files.length,
      lines: printed.length,
      bundled: bundle.files,
    },
    processes: processes.searched(search),
    listeners,
    files: held.files,
    logged,
    bundled: bundle.found,
    cut: written.cut || lines.cut || processes.cut || bundle.cut,
  }
}
