// Finds the config file: the one that the user names, or the one of the project that the working directory is in.
import { dirname, join } from 'node:path'
import type { GivenFlags, Io } from '../../command-line/index.js'
import { type ConfigFile, readConfigFile } from '../../config-files/config-file.js'
import { configIn, exists, noConfig } from '../../config-files/search.js'

/** How a config file is called that is found without being named. */
export const configNames = ['gc-mock-oauth.yaml', 'gc-mock-oauth.yml', 'gc-mock-oauth.json'] as const

/**
 * The config file in force, null when there is none.
 * @throws UsageError when two lie side by side, or it cannot be read
 */
export async function configInForce(
  flags: GivenFlags,
  io: Pick<Io, 'cwd' | 'env'>,
): Promise<ConfigFile | null> {
  const given = flags.text('config')
  if (given === noConfig) return null
  const name = given ?? foundFrom(io)
  if (name === null) return null
  const prefix = given === undefined ? '' : '--config: '
  return readConfigFile({ name, prefix, program: 'gc-mock-oauth' }, io.cwd)
}

/**
 * Looks in the working directory and upwards, up to and with the first folder that holds `.git` (the project ends
 * there), the home folder, or the root.
 */
function foundFrom({ cwd, env }: Pick<Io, 'cwd' | 'env'>): string | null {
  const home = env['HOME'] ?? env['USERPROFILE']
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = configIn(folder, configNames, cwd)
    if (found !== null) return found
    if (exists(join(folder, '.git')) || folder === home || dirname(folder) === folder) return null
  }
}
