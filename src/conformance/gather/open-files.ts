// Which files some program on this machine holds open (Linux): once a client is gone, those are of others.
import { readdirSync, readlinkSync } from 'node:fs'

function names(path: string): readonly string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

function targetOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    // It was closed meanwhile, or belongs to somebody else.
    return ''
  }
}

/** Those of `paths` that are held open; none where the system does not show it. */
export function openAmong(paths: readonly string[]): ReadonlySet<string> {
  if (paths.length === 0) return new Set()
  const wanted = new Set(paths)
  const processes = names('/proc').filter((name) => /^\d+$/.test(name))
  const open = processes.flatMap((pid) =>
    names(`/proc/${pid}/fd`)
      .map((descriptor) => targetOf(`/proc/${pid}/fd/${descriptor}`))
      .filter((target) => wanted.has(target)),
  )
  return new Set(open)
}
