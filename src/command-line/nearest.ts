// The known name that a mistyped one most likely meant.
import { closest, editDistance } from '../server/protocol/autopsy/nearest.js'

/** The candidate that differs least from `word`, or undefined when none is close (a third of its length). */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const candidate = closest(word.toLowerCase(), candidates)
  if (candidate === null) return undefined
  const limit = Math.max(1, Math.floor(word.length / 3))
  return editDistance(word.toLowerCase(), candidate.toLowerCase()) <= limit ? candidate : undefined
}
