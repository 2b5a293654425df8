// Which folders a client may have written to.
import type { WatchedFolder } from './written-files.js'

/** Where the files of a client lie. */
export interface ClientFolders {
  readonly home: string
  /** `real`: the home of the user; only the folders in which programs keep their own files are looked into. */
  readonly homeKind: 'fresh' | 'real'
  /** Of this run alone. */
  readonly temporary: string
  /** That all programs share. */
  readonly sharedTemporary: string
  /** Of the client itself. */
  readonly client: string
  /** The one in which it was started. */
  readonly working: string
}

/** Where a user keeps keys and browsers keep their profiles: nothing of a client under test. */
const private_ =
  /^(?:\.ssh|\.gnupg|\.password-store|\.mozilla|\.config\/(?:google-chrome|chromium|BraveSoftware))(?:\/|$)/

/** Folders in which programs keep their own files: hidden ones, and those of macOS and Windows. */
function isOfPrograms(path: string): boolean {
  return /^(?:\.|Library(?:\/|$)|AppData(?:\/|$))/.test(path) && !private_.test(path)
}

/** The first that a file lies in is its place. */
export function watchedFolders(folders: ClientFolders): readonly WatchedFolder[] {
  const { home, homeKind, temporary, sharedTemporary, client, working } = folders
  const ofHome =
    homeKind === 'fresh' ? { entries: 2_000, depth: 8 } : { entries: 6_000, depth: 5, enters: isOfPrograms }
  return [
    { place: 'home', path: home, bounds: ofHome },
    { place: 'temporary', path: temporary, bounds: { entries: 2_000, depth: 6 } },
    ...[...new Set([client, working])]
      .filter((path) => path !== home)
      .map((path) => ({ place: 'client', path, bounds: { entries: 3_000, depth: 8 } }) as const),
    { place: 'shared-temporary', path: sharedTemporary, bounds: { entries: 500, depth: 1 }, shared: true },
  ]
}
