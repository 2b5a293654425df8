// Reads a config file: the options of the mock as JSON.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UsageError } from '../../command-line/index.js'

export interface ConfigFile {
  /** As it was named by the user. */
  readonly name: string
  /** Where it lies: files that it names are looked for there. */
  readonly folder: string
  readonly value: unknown
}

/** @throws UsageError when it cannot be read, or is not JSON; with the place of the mistake */
export function readConfigFile(name: string, cwd: string): ConfigFile {
  const path = resolve(cwd, name)
  return { name, folder: dirname(path), value: parse(read(path, name), name) }
}

function read(path: string, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    throw problem(name, reasonOf(error))
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file'
  if (code === 'EISDIR') return 'is a folder'
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read'
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'is no text in UTF-8' : `cannot be read (${code})`
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw problem(name, `is not JSON${placeOf(error, text)}`)
  }
}

/** Where the parser stopped, as an editor counts; some messages of the parser tell no place. */
function placeOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : ''
  const found = /position (\d+)/.exec(message)?.[1]
  const position = found === undefined && /end of JSON/i.test(message) ? text.length : Number(found)
  if (Number.isNaN(position)) return ''
  const before = text.slice(0, position).split('\n')
  return `: the mistake is in line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}

function problem(name: string, what: string): UsageError {
  return new UsageError([{ problem: `--config: ${name} ${what}` }])
}
