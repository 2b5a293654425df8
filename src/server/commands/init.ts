// The command `init`: writes a config file to begin with.
import { dirname } from 'node:path'
import { type Arguments, exitCodes, type Io } from '../../command-line/index.js'
import { newFile, schemaFrom, writeNewFile } from '../../config-files/new-file.js'
import { configNames } from './config-search.js'

/** Runs the command; see `init.command.ts` for its flags. */
export async function run(flags: Arguments, { cwd, out }: Io): Promise<number> {
  const [given, format] = [flags.word('file'), flags.text('format')]
  const file = newFile({ from: cwd, given, format, names: configNames })
  const schema = schemaFrom(dirname(file.path), 'gc-mock-oauth.schema.json')
  const { jsonConfig, yamlConfig } = await import('./init-text.js')
  const text = file.format === 'json' ? jsonConfig(schema) : await yamlConfig(schema)
  writeNewFile(file, text, flags.switch('force'))
  out(`wrote ${file.name}\n`)
  return exitCodes.success
}
