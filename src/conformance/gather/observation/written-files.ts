// The files that a client created or changed during a run, with what they held at each look, until it is searched.
import type { FilePlace } from '../../observations.js'
import { type Bounds, contentsOf, type FoundFile, walk } from './folders.js'

/** A folder to look into. */
export interface WatchedFolder {
  readonly place: FilePlace
  readonly path: string
  readonly bounds: Bounds
  /** It belongs to others as well: what lies deeper than the bounds reach is no loss. */
  readonly shared?: true
}

/** What a file held from one look to another. */
export interface Version {
  readonly text: string
  /** Number of the first look at which it held this. */
  readonly from: number
  /** Number of the last look at which it did. */
  until: number
}

export interface WrittenFile {
  readonly place: FilePlace
  readonly path: string
  /** From the root of the file system on. */
  readonly full: string
  /** As of the last look at which it was there. */
  mode: number
  folderMode: number | null
  readonly versions: Version[]
}

/** Octets of one file that are kept. */
const mostOfFile = 1_048_576
/** Octets of all versions of all files that are kept. */
const mostOfAll = 16 * 1_048_576

export interface WrittenFiles {
  /** Looks at every folder; returns the number of this look, from 1. */
  look(): number
  readonly looks: number
  readonly files: readonly WrittenFile[]
  readonly cut: boolean
  /** Drops everything that was read. */
  forget(): void
}

/** `since`: milliseconds of the file system; files that were last changed before are not the doing of this run. */
export function createWrittenFiles(folders: readonly WatchedFolder[], since: number): WrittenFiles {
  const known = new Map<string, WrittenFile & { version: string }>()
  let looks = 0
  let kept = 0
  let cut = false

  function read(file: FoundFile, place: FilePlace): void {
    const before = known.get(file.full)
    const last = before?.versions.at(-1)
    if (before !== undefined && before.version === file.version && last !== undefined) {
      last.until = looks
      return
    }
    if (kept >= mostOfAll || file.size > mostOfFile) cut = true
    const text = kept >= mostOfAll ? null : contentsOf(file.full, mostOfFile)
    if (text === null) return
    kept += text.length
    const { path, full, mode, folderMode, version } = file
    const versions = before?.versions ?? []
    if (last !== undefined && last.text === text) last.until = looks
    else versions.push({ text, from: looks, until: looks })
    known.set(full, { place, path, full, mode, folderMode, versions, version })
  }

  return {
    look() {
      looks += 1
      for (const { place, path, bounds, shared } of folders) {
        const found = walk(path, bounds, ({ changed }) => changed >= since)
        cut ||= found.cut && !shared
        // One folder may lie in another: a file belongs to the first.
        for (const file of found.files)
          if ((known.get(file.full)?.place ?? place) === place) read(file, place)
      }
      return looks
    },
    get looks() {
      return looks
    },
    get files() {
      return [...known.values()]
    },
    get cut() {
      return cut
    },
    forget: () => known.clear(),
  }
}
