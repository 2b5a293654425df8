// The command `init`: writes a config file to begin with.
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { type Arguments, exitCodes, type Io, UsageError } from '../../command-line/index.js'
import { formatOf } from '../../config-files/config-file.js'
import { configNames } from './config-search.js'

/** Runs the command; see `init.command.ts` for its flags. */
export async function run(flags: Arguments, { cwd, out }: Io): Promise<number> {
  const { name, format } = chosenFile(flags)
  const path = resolve(cwd, name)
  refuseNeighbours(path)
  const schema = schemaFrom(dirname(path))
  const { jsonConfig, yamlConfig } = await import('./init-text.js')
  const text = format === 'json' ? jsonConfig(schema) : await yamlConfig(schema)
  write(path, name, text, flags.switch('force'))
  out(`wrote ${name}\n`)
  return exitCodes.success
}

function chosenFile(flags: Arguments): { name: string; format: 'yaml' | 'json' } {
  const given = flags.word('file')
  const asked = flags.text('format')
  const name = given ?? `gc-mock-oauth.${asked ?? 'yaml'}`
  const format = formatOf(name)
  if (format === null) throw refusal(`${name} is called neither .yaml, .yml nor .json`)
  if (asked !== undefined && asked !== format)
    throw refusal(`--format: ${asked} contradicts the name ${name}`)
  return { name, format }
}

/** Two config files side by side are found by no start: it cannot know which one is meant. */
function refuseNeighbours(path: string): void {
  const names: readonly string[] = configNames
  if (!names.includes(basename(path))) return
  const others = names.filter((name) => name !== basename(path) && existsSync(join(dirname(path), name)))
  if (others.length === 0) return
  const problem = `${others.join(' and ')} lies beside it already, and of two config files none is found`
  throw refusal(problem, 'remove it first, or give the new file another name and use --config')
}

/** Where the schema lies that this package ships, as seen from `folder`; where it would lie if it is not installed. */
function schemaFrom(folder: string): string {
  const shipped = join('node_modules', 'gc-mock-oauth', 'schema', 'gc-mock-oauth.schema.json')
  let found = join(folder, shipped)
  for (let place = folder; dirname(place) !== place; place = dirname(place)) {
    if (!existsSync(join(place, shipped))) continue
    found = join(place, shipped)
    break
  }
  const path = relative(folder, found).split(sep).join('/')
  return path.startsWith('.') ? path : `./${path}`
}

function write(path: string, name: string, text: string, force: boolean): void {
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
