// The folders of --save-transcripts, --redact and --judge.
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UsageError, type UsageProblem } from '../../command-line/index.js'
import { mergeRuns } from '../merge.js'
import { runFile } from '../saved/read-run.js'
import { redact } from '../saved/redact.js'
import { prepareFolder, RunFolderError, readRunFolder, writeRun } from '../saved/run-folder.js'
import type { GatheredRun } from '../saved/saved-run.js'
import { shardText } from '../shard.js'

export interface Folders {
  readonly saveTo: string | undefined
  readonly redactTo: string | undefined
}

/** Makes the folders; a folder that cannot be used is a mistake of the call. */
export function unusableFolders({ saveTo, redactTo }: Folders, cwd: string): readonly UsageProblem[] {
  if (saveTo !== undefined && redactTo !== undefined && resolve(cwd, saveTo) === resolve(cwd, redactTo))
    return [{ problem: '--redact: the copy needs a folder of its own, not that of --save-transcripts' }]
  const named = { 'save-transcripts': saveTo, redact: redactTo }
  return Object.entries(named).flatMap(([flag, folder]) => {
    if (folder === undefined) return []
    try {
      prepareFolder(resolve(cwd, folder))
      return []
    } catch (error) {
      if (!(error instanceof RunFolderError)) throw error
      return [{ problem: `--${flag}: ${error.message}` }]
    }
  })
}

export function keep(run: GatheredRun, { saveTo, redactTo }: Folders, cwd: string): void {
  if (saveTo !== undefined) writeRun(resolve(cwd, saveTo), run)
  if (redactTo !== undefined) writeRun(resolve(cwd, redactTo), redact(run), { redacted: true })
}

/** A folder of a run; or one whose folders are, as a download of what several machines kept makes it. */
function runFolders(folder: string, cwd: string): readonly string[] {
  const path = resolve(cwd, folder)
  if (!existsSync(path) || existsSync(resolve(path, runFile))) return [folder]
  const below = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(resolve(path, entry.name, runFile)))
    .map(({ name }) => join(folder, name))
  return below.length === 0 ? [folder] : below.toSorted()
}

/** @throws UsageError with everything that is wrong with the parts: with their files, and with how they fit together */
export function mergedRun(folders: readonly string[], cwd: string): GatheredRun {
  const names = [...new Set(folders.flatMap((folder) => runFolders(folder, cwd)))]
  const read = names.map((name) => ({ name, read: readRunFolder(resolve(cwd, name)) }))
  const broken = read.flatMap(({ name, read: one }) =>
    one.kind === 'bad' ? one.problems.map((problem) => `${name}: ${problem}`) : [],
  )
  const parts = read.flatMap(({ name, read: one }) => (one.kind === 'good' ? [{ name, run: one.run }] : []))
  const merged = broken.length > 0 ? { kind: 'bad' as const, problems: broken } : mergeRuns(parts)
  if (merged.kind === 'good') return merged.run
  throw new UsageError(merged.problems.map((problem) => ({ problem: `--merge: ${problem}` })))
}

/** @throws UsageError with everything that is wrong with the files of a saved run, or when it is part of one */
export function savedRun(folder: string, cwd: string): GatheredRun {
  const read = readRunFolder(resolve(cwd, folder))
  if (read.kind === 'good') {
    const { shard } = read.run.head
    if (shard === undefined) return read.run
    const problem = `--judge: ${folder} holds part ${shardText(shard)} of a run, and is judged with all others`
    throw new UsageError([{ problem, hint: 'name the folders of all parts by --merge' }])
  }
  throw new UsageError(read.problems.map((problem) => ({ problem: `--judge: ${folder}: ${problem}` })))
}
