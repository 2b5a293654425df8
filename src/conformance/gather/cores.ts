// How many processors there are for clients to run on.
import { availableParallelism } from 'node:os'

/** At least 1. */
export function cores(): number {
  return availableParallelism()
}
