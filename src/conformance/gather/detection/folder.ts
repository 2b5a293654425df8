// A folder as a value: what detection may look at.
import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface FolderEntry {
  readonly name: string
  readonly isFile: boolean
  readonly executable: boolean
}

export interface Folder {
  readonly path: string
  readonly entries: readonly FolderEntry[]
  /** The text of a file of the folder, or undefined. */
  read(name: string): string | undefined
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export function openFolder(path: string): Folder {
  const entries = readdirSync(path).map((name) => {
    const full = join(path, name)
    const isFile = statSync(full, { throwIfNoEntry: false })?.isFile() === true
    return { name, isFile, executable: isFile && isExecutable(full) }
  })
  return {
    path,
    entries,
    read(name) {
      try {
        return readFileSync(join(path, name), 'utf8')
      } catch {
        return undefined
      }
    },
  }
}
