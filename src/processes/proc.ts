// Reads folders, links and files of /proc (Linux), where anything may end while it is looked at, or belong to somebody else.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Octets as characters; empty where there is nothing to read. */
export function textAt(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

/** Names in a folder; none where it cannot be read. */
export function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

/** Where a link leads; empty where that cannot be read. */
export function linkAt(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

/** Ids of all processes; none where the system does not show them. */
export function processIds(): readonly number[] {
  return namesIn('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}
