// The path of a stub: fixed pieces, and parameters in braces.
import { nameOf } from '../routing.js'

const longestPath = 500
const fixedPiece = /^(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+$/

/** Why `path` cannot be served, no full stop; null when it can. */
export function stubPathFault(path: string): string | null {
  if (!path.startsWith('/api/')) return 'expected a path that begins with /api/'
  if (path.length > longestPath) return `expected at most ${longestPath} characters`
  if (/[?#]/.test(path))
    return 'expected a path without query and fragment; the query of a request does not matter'
  const pieces = path.slice(1).split('/')
  const bad = pieces.find((piece) => nameOf(piece) === null && !fixedPiece.test(piece))
  if (bad === '') return 'expected a path without empty pieces and without a slash at its end'
  if (bad !== undefined) return `expected pieces such as queues or {queueId}, not ${JSON.stringify(bad)}`
  const names = parametersOf(path)
  return new Set(names).size === names.length ? null : 'expected every parameter once'
}

/** The names of the parameters in `path`, in their order. */
export function parametersOf(path: string): readonly string[] {
  return path.split('/').flatMap((piece) => nameOf(piece) ?? [])
}

/** Equal for paths that no request can tell apart. */
export function shapeOf(path: string): string {
  return path
    .split('/')
    .map((piece) => (nameOf(piece) === null ? piece : '{}'))
    .join('/')
}
