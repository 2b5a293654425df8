// Which files some program on this machine holds open (Linux): once a client is gone, those are of others.
import { linkAt, namesIn, processIds } from '../../processes/proc.js'

/** Those of `paths` that are held open; none where the system does not show it. */
export function openAmong(paths: readonly string[]): ReadonlySet<string> {
  if (paths.length === 0) return new Set()
  const wanted = new Set(paths)
  const open = processIds().flatMap((pid) =>
    namesIn(`/proc/${pid}/fd`)
      .map((descriptor) => linkAt(`/proc/${pid}/fd/${descriptor}`))
      .filter((target) => wanted.has(target)),
  )
  return new Set(open)
}
