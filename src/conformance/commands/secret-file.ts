// Reads the file with the secret of a client, and looks at who else may read a file.
import { readFileSync, statSync } from 'node:fs'
import { platform } from 'node:os'
import type { SecretFile } from '../secret-source.js'

/** A secret is one line. */
const mostBytes = 10_000

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
}

export function readSecretFile(path: string): SecretFile {
  try {
    const found = statSync(path)
    // Looked at before it is opened: a pipe would wait for a writer.
    if (!found.isFile()) return { kind: 'unreadable', why: 'is no file' }
    if (found.size > mostBytes) return { kind: 'unreadable', why: 'is too long for a secret' }
    return { kind: 'read', text: readFileSync(path, 'utf8'), readableByAll: isReadableByAll(path) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { kind: 'unreadable', why: reasons[code] ?? `cannot be read (${code})` }
  }
}

const bitOfOthers = 0o004

/** Whether every user of this machine may read a file. On Windows the mode of a file does not say it. */
export function isReadableByAll(path: string): boolean {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0
  return platform() !== 'win32' && (mode & bitOfOthers) !== 0
}
