// Reads the file of a stub.
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ReadText } from './stub.js'

const largest = 1024 * 1024

/** Reads files below `folder`, or wherever an absolute path leads. */
export function stubFilesIn(folder: string): ReadText {
  return (path) => {
    const place = resolve(folder, path)
    try {
      const found = statSync(place)
      if (!found.isFile()) return unreadable(`is no file: ${place}`)
      if (found.size > largest) return unreadable('is larger than 1 MiB')
      return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(place)) }
    } catch (error) {
      return unreadable(`${reasonOf(error)}: ${place.replace(/\p{Cc}/gu, '?')}`)
    }
  }
}

function unreadable(why: string) {
  return { kind: 'unreadable', why } as const
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'is no text in UTF-8'
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file'
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read'
  return `cannot be read (${String(code)})`
}
