// Writes a config file to begin with: its name and format, the schema that it follows, and never over another one.
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { UsageError } from '../command-line/index.js'
import { type Format, formatOf } from './config-file.js'

export interface NewFile {
  /** As the user named it. */
  readonly name: string
  /** Absolute. */
  readonly path: string
  readonly format: Format
}

export interface Wanted {
  /** Absolute folder that `given` is meant from. */
  readonly from: string
  /** The name that the user gave; undefined: the first one that fits the format. */
  readonly given: string | undefined
  /** `yaml` or `json`; undefined: as the name says, or yaml. */
  readonly format: string | undefined
  /** How a config file is called that is found without being named. */
  readonly names: readonly [string, ...string[]]
}

/** @throws UsageError when name and format contradict each other, or another config file lies beside it */
export function newFile({ from, given, format: asked, names }: Wanted): NewFile {
  const name = given ?? names.find((one) => asked !== undefined && formatOf(one) === asked) ?? names[0]
  const format = formatOf(name)
  if (format === null) throw refusal(`${name} is called neither .yaml, .yml nor .json`)
  if (asked !== undefined && asked !== format)
    throw refusal(`--format: ${asked} contradicts the name ${name}`)
  const path = resolve(from, name)
  refuseNeighbours(path, names)
  return { name, path, format }
}

/** Two config files side by side are found by no program: it cannot know which one is meant. */
function refuseNeighbours(path: string, names: readonly string[]): void {
  if (!names.includes(basename(path))) return
  const others = names.filter((name) => name !== basename(path) && existsSync(join(dirname(path), name)))
  if (others.length === 0) return
  const problem = `${others.join(' and ')} lies beside it already, and of two config files none is found`
  throw refusal(problem, 'remove it first, or give the new file another name and use --config')
}

/**
 * Where a schema lies that this package ships, as seen from `folder`; where it would lie if it is not installed.
 * `schema` is the name of its file.
 */
export function schemaFrom(folder: string, schema: string): string {
  const shipped = join('node_modules', 'gc-mock-oauth', 'schema', schema)
  let found = join(folder, shipped)
  for (let place = folder; dirname(place) !== place; place = dirname(place)) {
    if (!existsSync(join(place, shipped))) continue
    found = join(place, shipped)
    break
  }
  const path = relative(folder, found).split(sep).join('/')
  return path.startsWith('.') ? path : `./${path}`
}

/** @throws UsageError when there is a file already and `force` is not set, or it cannot be written */
export function writeNewFile({ path, name }: NewFile, text: string, force: boolean): void {
  try {
    const present = statSync(path, { throwIfNoEntry: false })
    if (present !== undefined && !present.isFile()) throw refusal(`${name} is there already and is no file`)
    writeFileSync(path, text, { flag: force ? 'w' : 'wx' })
  } catch (error) {
    if (error instanceof UsageError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'EEXIST') throw refusal(`${name} is there already`, 'overwrite it with --force')
    if (code === 'ENOENT' || code === 'ENOTDIR') throw refusal(`${name}: there is no folder ${dirname(path)}`)
    throw refusal(`${name} cannot be written (${code})`)
  }
}

function refusal(problem: string, hint?: string): UsageError {
  return new UsageError([hint === undefined ? { problem } : { problem, hint }])
}
