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
  /** The texts of its source files, and of those in its usual folders for them; bounded. */
  sources(): readonly string[]
}

const sourceFile = /\.(?:[cm]?[jt]sx?|py|rb|php|go|java|kt|cs)$/
const sourceFolders = ['.', 'src', 'server', 'app', 'routes', 'lib', 'api']
/** Files that are read, and characters of each. */
const mostSources = 60
const mostCharacters = 100_000

function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function sourcesBelow(path: string): readonly string[] {
  return sourceFolders
    .flatMap((folder) => namesIn(join(path, folder)).map((name) => join(path, folder, name)))
    .filter((file) => sourceFile.test(file))
    .slice(0, mostSources)
    .map((file) => (textOf(file) ?? '').slice(0, mostCharacters))
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
    read: (name) => textOf(join(path, name)),
    sources: () => sourcesBelow(path),
  }
}
