// Finds files below a folder: bounded in number and depth, links never followed, nothing but regular files.
import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
} from 'node:fs'
import { join } from 'node:path'

/** Folders that hold what others wrote: packages, histories, environments of a language. */
const skipped = new Set([
  'node_modules',
  'bower_components',
  '.git',
  '.hg',
  '.svn',
  '.venv',
  'venv',
  '__pycache__',
  'site-packages',
  '.tox',
  '.gradle',
  '.m2',
  '.nuget',
  '.cargo',
  '.rustup',
  '.npm',
  '.yarn',
  '.pnpm-store',
])

/** Folders of runs of the kit itself. */
const ownFolder = /^gc-pkce-/

export interface Bounds {
  /** Files and folders to look at. */
  readonly entries: number
  readonly depth: number
  /** Whether to look into the folder at `path`, from the first one on; into all when left out. */
  readonly enters?: (path: string) => boolean
}

export interface FoundFile {
  /** From the folder on, with slashes. */
  readonly path: string
  readonly full: string
  readonly mode: number
  /** The bits that the folders in between share; null when there is none. */
  readonly folderMode: number | null
  readonly size: number
  /** Milliseconds: last change of contents, mode or name. */
  readonly changed: number
  /** Tells contents apart without reading them. */
  readonly version: string
}

export interface Walk {
  readonly files: readonly FoundFile[]
  /** A bound was reached. */
  readonly cut: boolean
}

interface Folder {
  readonly path: string
  readonly depth: number
  readonly mode: number | null
}

function entriesOf(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch {
    return []
  }
}

function statOf(path: string) {
  try {
    return lstatSync(path)
  } catch {
    return null
  }
}

function permissions(mode: number): number {
  return mode & 0o7777
}

function fileAt(root: string, { mode: folderMode }: Folder, path: string): FoundFile | null {
  const full = join(root, path)
  const stat = statOf(full)
  if (stat === null || !stat.isFile()) return null
  const { mode, size, ctimeMs: changed, ino } = stat
  return {
    path,
    full,
    mode: permissions(mode),
    folderMode,
    size,
    changed,
    version: `${ino} ${size} ${changed}`,
  }
}

function folderAt(root: string, above: Folder, path: string): readonly Folder[] {
  const stat = statOf(join(root, path))
  if (stat === null || !stat.isDirectory()) return []
  const mode = permissions(stat.mode)
  return [{ path, depth: above.depth + 1, mode: above.mode === null ? mode : above.mode & mode }]
}

function isEntered(name: string, path: string, bounds: Bounds): boolean {
  return !skipped.has(name) && !ownFolder.test(name) && (bounds.enters?.(path) ?? true)
}

/** The regular files below `root` for which `wants` holds, those in few folders first. */
export function walk(root: string, bounds: Bounds, wants: (file: FoundFile) => boolean): Walk {
  const files: FoundFile[] = []
  const waiting: Folder[] = [{ path: '', depth: 0, mode: null }]
  let left = bounds.entries
  let cut = false
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    for (const entry of entriesOf(join(root, folder.path))) {
      if (left-- <= 0) return { files, cut: true }
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`
      if (entry.isDirectory() && isEntered(entry.name, path, bounds)) {
        if (folder.depth >= bounds.depth) cut = true
        else waiting.push(...folderAt(root, folder, path))
      } else if (entry.isFile()) {
        const file = fileAt(root, folder, path)
        if (file !== null && wants(file)) files.push(file)
      }
    }
  }
  return { files, cut }
}

function readPart(descriptor: number, position: number, length: number): string {
  const octets = Buffer.alloc(length)
  const count = readSync(descriptor, octets, 0, length, position)
  return octets.toString('latin1', 0, count)
}

/**
 * The contents of a file, one character an octet; of a long one the first and the last `most` / 2 octets. Null when
 * it cannot be read, or is no regular file any more: a named pipe would hold the reader for ever.
 */
export function contentsOf(path: string, most: number): string | null {
  let descriptor: number
  try {
    descriptor = openSync(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    )
  } catch {
    return null
  }
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isFile()) return null
    if (stat.size <= most) return readPart(descriptor, 0, stat.size)
    const half = Math.floor(most / 2)
    return `${readPart(descriptor, 0, half)}\n${readPart(descriptor, stat.size - half, half)}`
  } catch {
    return null
  } finally {
    closeSync(descriptor)
  }
}
