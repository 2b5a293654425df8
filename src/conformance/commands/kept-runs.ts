// The folders of --save-transcripts, --redact and --judge.
import { resolve } from 'node:path'
import { UsageError, type UsageProblem } from '../../command-line/index.js'
import { redact } from '../saved/redact.js'
import { prepareFolder, RunFolderError, readRunFolder, writeRun } from '../saved/run-folder.js'
import type { GatheredRun } from '../saved/saved-run.js'

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

/** @throws UsageError with everything that is wrong with the files of a saved run */
export function savedRun(folder: string, cwd: string): GatheredRun {
  const read = readRunFolder(resolve(cwd, folder))
  if (read.kind === 'good') return read.run
  throw new UsageError(read.problems.map((problem) => ({ problem: `--judge: ${folder}: ${problem}` })))
}
