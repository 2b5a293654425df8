// Reads a config file, YAML or JSON, and knows the place of everything in it.
import { readFileSync, type Stats, statSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import { UsageError, type UsageProblem } from '../command-line/index.js'
import { printable } from '../server/protocol/log-line.js'
import { readJson } from './json.js'
import { type Located, type Place, placesIn, type ReadText } from './place.js'

export interface ConfigFile {
  /** As it was named by the user, or as it is reached from the working directory. */
  readonly name: string
  /** Absolute. */
  readonly path: string
  /** Where it lies: files that it names are looked for there. */
  readonly folder: string
  readonly root: Located
  /** Where an offset of the file lies. */
  placeOf(offset: number): Place
}

export interface NamedFile {
  readonly name: string
  /** What a problem of the file as a whole begins with: `--config: ` for one that the user named. */
  readonly prefix: string
  /** The program that reads it, whose `init` writes one. */
  readonly program: string
}

/** Larger files are no configuration, and take seconds to read. */
const mostBytes = 4 * 1024 * 1024

/** @throws UsageError when it cannot be read, is no file, or is neither YAML nor JSON; with line and column */
export async function readConfigFile({ name, prefix, program }: NamedFile, cwd: string): Promise<ConfigFile> {
  const path = resolve(cwd, name)
  const whole = (what: string, hint?: string) =>
    new UsageError([
      { problem: printable(`${prefix}${name} ${what}`), ...(hint === undefined ? {} : { hint }) },
    ])
  const format = formatOf(path)
  const text = textOf(path, whole)
  if (format === null) throw whole('is called neither .yaml, .yml nor .json')
  if (text.trim() === '') throw whole('is empty', `${program} init writes one to begin with`)
  const read = await parsed(text, format)
  const placeOf = placesIn(text)
  if (read.kind === 'read') return { name, path, folder: dirname(path), root: read.root, placeOf }
  throw new UsageError(read.problems.map(({ offset, problem }) => located(name, placeOf(offset), problem)))
}

function located(name: string, { line, column }: Place, problem: string): UsageProblem {
  return { problem: printable(`${name}:${line}:${column}: ${problem}`) }
}

export type Format = 'yaml' | 'json'

/** The format that the name of a file tells; null when it tells none. */
export function formatOf(path: string): Format | null {
  const end = extname(path).toLowerCase()
  if (end === '.json') return 'json'
  return end === '.yaml' || end === '.yml' ? 'yaml' : null
}

async function parsed(text: string, format: Format): Promise<ReadText> {
  if (format === 'json') return readJson(text)
  const { readYaml } = await import('./yaml.js')
  return readYaml(text)
}

function textOf(path: string, whole: (what: string, hint?: string) => UsageError): string {
  const bytes = bytesOf(path, whole)
  try {
    // A mark of UTF-8 at the beginning, as some editors write it, is left out.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const [first, second] = bytes
    const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
    throw whole(isWide ? 'is text in UTF-16: save it as UTF-8' : 'is no text in UTF-8')
  }
}

function bytesOf(path: string, whole: (what: string, hint?: string) => UsageError): Uint8Array {
  try {
    const found = statSync(path)
    // Looked at before it is opened: a pipe would wait for a writer.
    if (!found.isFile()) throw whole(kindOf(found), 'to go on without a config file: --config none')
    if (found.size > mostBytes) throw whole(`is larger than ${mostBytes / 1024 / 1024} MiB`)
    return readFileSync(path)
  } catch (error) {
    throw error instanceof UsageError ? error : whole(reasonOf(error))
  }
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return 'is a folder'
  return found.isFIFO() ? 'is a pipe and no file' : 'is no file'
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file'
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read'
  return code === 'ELOOP' ? 'is a link that leads to itself' : `cannot be read (${code})`
}
