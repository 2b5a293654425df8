// Finds the config file of the kit: the one that the user names, the one beside the client, or the one of the
// working directory.
import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { GivenFlags, Io } from '../../command-line/index.js'
import { type ConfigFile, readConfigFile } from '../../config-files/config-file.js'
import { configIn, noConfig } from '../../config-files/search.js'

/** How a config file is called that is found without being named. */
export const configNames = ['gc-pkce-check.yaml', 'gc-pkce-check.yml', 'gc-pkce-check.json'] as const

/**
 * The config file in force, null when there is none.
 * @throws UsageError when two lie side by side, or it cannot be read
 */
export async function configInForce(flags: GivenFlags, { cwd }: Pick<Io, 'cwd'>): Promise<ConfigFile | null> {
  const given = flags.text('config')
  if (given === noConfig) return null
  const name = given ?? foundFor(flags.text('client'), cwd)
  if (name === null) return null
  const prefix = given === undefined ? '' : '--config: '
  return readConfigFile({ name, prefix, program: 'gc-pkce-check' }, cwd)
}

/** The client's own file goes before that of the folder in which the kit happens to be called. */
function foundFor(client: string | undefined, cwd: string): string | null {
  const folder = client === undefined ? null : folderOf(resolve(cwd, client))
  const beside = folder === null ? null : configIn(folder, configNames, cwd)
  return beside ?? configIn(cwd, configNames, cwd)
}

/** The folder of a client, which may be a file; null where there is none. */
export function folderOf(client: string): string | null {
  const found = statSync(client, { throwIfNoEntry: false })
  if (found === undefined) return null
  return found.isDirectory() ? client : dirname(client)
}
