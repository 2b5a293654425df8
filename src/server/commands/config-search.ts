// Finds the config file: the one that the user names, or the one of the project that the working directory is in.
import { lstatSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type GivenFlags, type Io, UsageError } from '../../command-line/index.js'
import { type ConfigFile, type NamedFile, readConfigFile } from '../../config-files/config-file.js'

/** How a config file is called that is found without being named. */
export const configNames = ['gc-mock-oauth.yaml', 'gc-mock-oauth.yml', 'gc-mock-oauth.json'] as const

/** What `--config` is for a start without any config file. A file of that name is `./none`. */
const none = 'none'

/**
 * The config file in force, null when there is none.
 * @throws UsageError when two lie side by side, or it cannot be read
 */
export async function configInForce(
  flags: GivenFlags,
  io: Pick<Io, 'cwd' | 'env'>,
): Promise<ConfigFile | null> {
  const given = flags.text('config')
  if (given === none) return null
  const file = given === undefined ? foundFrom(io) : { name: given, prefix: '--config: ' }
  return file === null ? null : readConfigFile(file, io.cwd)
}

/**
 * Looks in the working directory and upwards, up to and with the first folder that holds `.git` (the project ends
 * there), the home folder, or the root.
 */
function foundFrom({ cwd, env }: Pick<Io, 'cwd' | 'env'>): NamedFile | null {
  const home = env['HOME'] ?? env['USERPROFILE']
  for (let folder = cwd; ; folder = dirname(folder)) {
    const [first, second] = configNames.map((name) => join(folder, name)).filter(exists)
    const named = (path: string) => relative(cwd, path)
    if (first !== undefined && second !== undefined) {
      const problem = `${named(first)} and ${named(second)} are both there`
      throw new UsageError([{ problem, hint: 'remove one of them, or name one with --config' }])
    }
    if (first !== undefined) return { name: named(first), prefix: '' }
    if (exists(join(folder, '.git')) || folder === home || dirname(folder) === folder) return null
  }
}

/** A link that leads nowhere is there as well: reading it says so. */
function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}
