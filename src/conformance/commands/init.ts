// The command `init`: writes a config file from what is found of a client.
import { basename, dirname, join, relative, resolve } from 'node:path'
import { type Arguments, exitCodes, type Io, UsageError } from '../../command-line/index.js'
import { newFile, schemaFrom, writeNewFile } from '../../config-files/new-file.js'
import { foundClient } from '../found-client.js'
import { printable } from '../report/printable.js'
import { clientKinds } from '../transcript.js'
import { configNames, folderOf } from './config-search.js'
import type { Beginning } from './init-text.js'

/** Runs the command; see `init.command.ts` for its flags. */
export async function run(flags: Arguments, { cwd, out, err }: Io): Promise<number> {
  const client = flags.text('client') ?? '.'
  const target = resolve(cwd, client)
  const folder = folderOf(target)
  if (folder === null) {
    throw new UsageError([{ problem: `--client: there is no file or folder "${client}"` }])
  }
  const file = newFile({
    from: cwd,
    given: flags.word('file') ?? besideClient(flags.text('format'), relative(cwd, folder)),
    format: flags.text('format'),
    names: configNames,
  })
  const start = flags.text('start')
  const kind = clientKinds.find((one) => one === flags.text('kind'))
  const found = foundClient({ target, start, kind })
  const beginning: Beginning = {
    schema: schemaFrom(dirname(file.path), 'gc-pkce-check.schema.json'),
    client: relative(dirname(file.path), target) || '.',
    found,
    start,
  }
  const { jsonConfig, yamlConfig } = await import('./init-text.js')
  const text = file.format === 'json' ? jsonConfig(beginning) : await yamlConfig(beginning)
  writeNewFile(file, text, flags.switch('force'))
  if (found.kind === 'none') err(`gc-pkce-check: ${printable(found.why)}\n`)
  out(`wrote ${printable(file.name)}\n`)
  const isFound = dirname(file.path) === folder && configNames.some((name) => name === basename(file.path))
  out(`next: gc-pkce-check${isFound ? callOf(client) : ` --config ${printable(file.name)}`}\n`)
  return exitCodes.success
}

function besideClient(format: string | undefined, folder: string): string {
  return join(folder, format === 'json' ? 'gc-pkce-check.json' : 'gc-pkce-check.yaml')
}

/** A check without a client looks into the working directory, and takes the client that the file names. */
function callOf(client: string): string {
  return client === '.' ? '' : ` --client ${printable(client)}`
}
