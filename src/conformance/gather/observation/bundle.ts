// Searches the files that a client consists of for its client secret.
import type { BundledSecret } from '../../observations.js'
import type { Outside } from '../client.js'
import { contentsOf, walk } from './folders.js'
import type { Search } from './search.js'

const bounds = { entries: 5_000, depth: 12 }
/** Octets of one file that are read. */
const mostOfFile = 2 * 1_048_576
/** Octets of all files. */
const mostOfAll = 64 * 1_048_576
/** Files that are read before others get their turn. */
const atOnce = 20

/** The settings of the kit itself lie there too, and may hold the secret. */
const ownSettings = /(?:^|\/)gc-pkce-check\.(?:json|ya?ml)$/

export interface SearchedBundle {
  readonly found: readonly BundledSecret[]
  readonly files: number
  readonly cut: boolean
}

/** `search` knows the client secrets and nothing else. Files that were written during the run do not belong to it. */
export async function searchBundle({ folders, since }: Outside, search: Search): Promise<SearchedBundle> {
  if (search.values.length === 0) return { found: [], files: 0, cut: false }
  const { files, cut } = walk(
    folders.client,
    bounds,
    ({ changed, path }) => changed < since && !ownSettings.test(path),
  )
  const found: BundledSecret[] = []
  let read = 0
  let searched = 0
  for (const { full, path, size } of files) {
    if (read >= mostOfAll) break
    const text = contentsOf(full, mostOfFile)
    if (text === null) continue
    read += Math.min(size, mostOfFile)
    searched += 1
    found.push(...search.in(text).map(({ holds }) => ({ path, holds })))
    if (searched % atOnce === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  return { found, files: searched, cut: cut || searched < files.length }
}
