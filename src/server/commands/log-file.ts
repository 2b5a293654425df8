// The file that a log is written to.
import { createWriteStream, openSync } from 'node:fs'
import { resolve } from 'node:path'
import { sentenceOf, UsageError } from '../../command-line/index.js'

export interface LogFile {
  write(text: string): void
  /** Resolves when everything written has arrived, or cannot. */
  close(): Promise<void>
}

/**
 * Opens the file to append to it: it may be the log of another mock that runs. `onTrouble` is told once where writing fails.
 * @throws UsageError where it cannot be opened
 */
export function openLogFile(name: string, cwd: string, onTrouble: (why: string) => void): LogFile {
  const stream = createWriteStream('', { fd: open(name, cwd), encoding: 'utf8' })
  stream.once('error', (error) => onTrouble(`${name} cannot be written any more: ${sentenceOf(error)}`))
  stream.on('error', () => undefined)
  return {
    write: (text) => void stream.write(text),
    close: () =>
      new Promise((done) => {
        if (stream.destroyed) return done()
        stream.once('close', done)
        stream.end()
      }),
  }
}

function open(name: string, cwd: string): number {
  try {
    return openSync(resolve(cwd, name), 'a')
  } catch (error) {
    throw new UsageError([{ problem: `--log-file: ${name} ${reasonOf(error)}` }])
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'lies in no folder: it must exist'
  if (code === 'EISDIR') return 'is a folder'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'may not be written'
  return `cannot be written (${code})`
}
