// The CA of a mock that runs somewhere on this machine: where its certificate lies.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type GivenFlags, type Io, sentenceOf, UsageError } from '../../command-line/index.js'
import { dataFolder } from '../data-folder.js'

export interface KnownCa {
  /** Absolute path of the certificate. */
  readonly file: string
  readonly pem: string
}

/**
 * The CA that `--ca-file` names, else that of the data folder (`--data-dir`, or the one of this system); null where
 * there is none yet.
 * @throws UsageError for a `--ca-file` that cannot be read
 */
export function knownCa(flags: GivenFlags, { env, cwd, platform }: Io): KnownCa | null {
  const named = flags.text('ca-file')
  if (named !== undefined) return readNamed(resolve(cwd, named))
  const folder = flags.text('data-dir') ?? dataFolder(env, platform.split(' ')[0] ?? '')
  return folder === null ? null : readIfThere(resolve(cwd, join(folder, 'ca.pem')))
}

function readNamed(file: string): KnownCa {
  try {
    return { file, pem: readFileSync(file, 'utf8') }
  } catch (error) {
    throw new UsageError([{ problem: `--ca-file: ${file} cannot be read: ${sentenceOf(error)}` }])
  }
}

function readIfThere(file: string): KnownCa | null {
  try {
    return { file, pem: readFileSync(file, 'utf8') }
  } catch {
    return null
  }
}
