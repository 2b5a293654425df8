// Runs as folders of files, which only their owner may read.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sentenceOf } from '../../command-line/sentence-of.js'
import { filesOf, type ReadRun, readRun, runFile } from './read-run.js'
import type { GatheredRun } from './saved-run.js'

/** The folder holds something else, or cannot be used. */
export class RunFolderError extends Error {
  override readonly name = 'RunFolderError'
}

/** Files that an earlier run left: named in its `run.json`, or numbered as they are. */
const ownFile = /^(?:run\.json|\d{2,}-[A-Za-z0-9._-]+\.json)$/

/**
 * Makes the folder ready before anything runs.
 * @throws RunFolderError when it cannot be made, or holds what no run of the kit has written
 */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new RunFolderError(`"${folder}" cannot be made: ${sentenceOf(error)}`)
  }
  const strange = readdirSync(folder).find((name) => !ownFile.test(name))
  if (strange !== undefined)
    throw new RunFolderError(`"${folder}" holds other files ("${strange}"): name a new or empty folder`)
  const trial = join(folder, '00-trial.json')
  try {
    writeFileSync(trial, '', { mode: 0o600 })
    rmSync(trial)
  } catch (error) {
    throw new RunFolderError(`"${folder}" cannot be written: ${sentenceOf(error)}`)
  }
}

/** Writes a run into a folder made ready by `prepareFolder`; an earlier run there is replaced. */
export function writeRun(folder: string, run: GatheredRun, marks = { redacted: false }): void {
  chmodSync(folder, 0o700)
  for (const name of readdirSync(folder).filter((known) => ownFile.test(known))) rmSync(join(folder, name))
  for (const [name, text] of filesOf(run, marks)) writeFileSync(join(folder, name), text, { mode: 0o600 })
}

/** Reads a run; what is wrong with it is a value. */
export function readRunFolder(folder: string): ReadRun {
  if (!existsSync(folder)) return { kind: 'bad', problems: ['there is no such folder'] }
  if (!existsSync(join(folder, runFile))) {
    const problem = `it holds no ${runFile}: a folder of --save-transcripts is needed`
    return { kind: 'bad', problems: [problem] }
  }
  return readRun((name) => {
    try {
      return readFileSync(join(folder, name), 'utf8')
    } catch {
      return null
    }
  })
}
