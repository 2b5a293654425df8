// Looks for a config file that has one of the names by which a program finds it.
import { lstatSync } from 'node:fs'
import { join, relative } from 'node:path'
import { UsageError } from '../command-line/index.js'

/** What `--config` is for a start without any config file. A file of that name is `./none`. */
export const noConfig = 'none'

/**
 * The config file in `folder`, as it is reached from `cwd`; null when there is none.
 * @throws UsageError when several lie side by side
 */
export function configIn(folder: string, names: readonly string[], cwd: string): string | null {
  const found = names.map((name) => join(folder, name)).filter(exists)
  const [first, second] = found.map((path) => relative(cwd, path))
  if (first !== undefined && second !== undefined) {
    const problem = `${first} and ${second} are both there`
    throw new UsageError([{ problem, hint: 'remove one of them, or name one with --config' }])
  }
  return first ?? null
}

/** A link that leads nowhere is there as well: reading it says so. */
export function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}
