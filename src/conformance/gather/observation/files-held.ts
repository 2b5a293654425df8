// What the files that a client wrote held while a login was pending, and when the run was over.
import type { ObservedFile, SecretPlace } from '../../observations.js'
import { isLog } from './log-file.js'
import { isLive, type LogVersion } from './logged.js'
import type { Hit, Search } from './search.js'
import type { Version, WrittenFile } from './written-files.js'

export interface HeldFiles {
  /** Those in which something was found. */
  readonly files: readonly ObservedFile[]
  /** The logs among them, with all that they held. */
  readonly logs: readonly LogVersion[]
}

export interface FilesToSearch {
  readonly files: readonly WrittenFile[]
  /** For each look, from 1: the number of the last exchange before it. */
  readonly looks: readonly number[]
  /** Number of the look at the end. */
  readonly last: number
  /** Whether permission bits mean anything on this system. */
  readonly hasModes: boolean
}

function keyOf({ kind, exchange }: SecretPlace): string {
  return `${kind} ${exchange ?? ''}`
}

function firstOfEach(hits: readonly Hit[]): readonly SecretPlace[] {
  const first = new Map<string, SecretPlace>()
  for (const { holds } of hits) if (!first.has(keyOf(holds))) first.set(keyOf(holds), holds)
  return [...first.values()]
}

/** Whether a version counts as held during the login that the value belongs to. */
function wasPending({ value }: Hit, { from }: Version, { looks, last }: FilesToSearch): boolean {
  const ofOneLogin = value.kind === 'code_verifier' || value.kind === 'code' || value.kind === 'state'
  return ofOneLogin ? isLive(value, looks[from] ?? 0) : from < last
}

function searchFile(file: WrittenFile, all: FilesToSearch, search: Search): ObservedFile | null {
  const { path, place, mode, folderMode, versions } = file
  const found = versions.map((version) => ({ version, hits: search.in(version.text) }))
  const during = found.flatMap(({ version, hits }) => hits.filter((hit) => wasPending(hit, version, all)))
  const after = found.filter(({ version }) => version.until === all.last).flatMap(({ hits }) => hits)
  if (during.length === 0 && after.length === 0) return null
  return {
    path,
    place,
    mode: all.hasModes ? mode : null,
    folderMode: all.hasModes ? folderMode : null,
    log: isLog(path, versions.at(-1)?.text ?? ''),
    during: firstOfEach(during),
    after: firstOfEach(after),
  }
}

/** Searches every version of every file. */
export function searchFiles(all: FilesToSearch, search: Search): HeldFiles {
  const searched = all.files.map((file) => ({ file, seen: searchFile(file, all, search) }))
  const logs = searched.filter(({ seen }) => seen?.log).map(({ file }) => file)
  return {
    files: searched.flatMap(({ seen }) => (seen === null ? [] : [seen])),
    logs: logs.flatMap(({ place, path, versions }) =>
      versions.map(({ text, from }) => ({ place, path, text, afterExchange: all.looks[from] ?? 0 })),
    ),
  }
}
