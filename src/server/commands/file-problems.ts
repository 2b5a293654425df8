// What is wrong with the folders and files that a mock keeps: looked at, and left as they are.

import type { Problem } from '../../validation/validation.js'
import { AuthorityFileError } from '../http/authority-file-error.js'
import type { Settings } from '../options.js'
import { systemPorts } from '../ports.js'
import { KeyFileError, lookAtKeyFile } from '../tokens/key-file.js'

/** Every problem of the data folder, and of the CA where the mock serves https. */
export async function fileProblems({ dataDir, https, policy }: Settings): Promise<readonly Problem[]> {
  const ofKey =
    dataDir === null || policy.tokenFormat === 'opaque'
      ? null
      : await problemOf(() => lookAtKeyFile(dataDir, policy.signingAlgorithm))
  const folder = https?.folder ?? null
  const ofCa = folder === null ? null : await problemOf(() => lookAtCa(folder))
  // One folder that cannot be written is one problem.
  const isSame = ofKey?.kind === 'not-writable' && ofCa?.kind === 'not-writable' && folder === dataDir
  return [ofKey, isSame ? null : ofCa].flatMap((error) => (error === null ? [] : [problemOfFile(error)]))
}

type FileError = AuthorityFileError | KeyFileError

/** By the option that leads to the file. */
export function problemOfFile(error: FileError): Problem {
  return { field: error instanceof KeyFileError ? 'dataDir' : 'https', problem: error.message }
}

async function problemOf(look: () => Promise<void>): Promise<FileError | null> {
  try {
    await look()
    return null
  } catch (error) {
    if (error instanceof KeyFileError || error instanceof AuthorityFileError) return error
    throw error
  }
}

async function lookAtCa(folder: string): Promise<void> {
  const { lookAtAuthority } = await import('../http/authority-file.js')
  await lookAtAuthority(folder, systemPorts.clock.now())
}
