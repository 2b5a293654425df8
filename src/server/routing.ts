// Which endpoint a path belongs to: exact paths, path parameters in braces, and the prefixes of a gateway.
import type { Endpoint, Method } from './endpoints/endpoint.js'

/** Path prefixes under which the mock is found besides its plain paths: `/login`, or empty for none. */
export interface Prefixes {
  /** Before `/oauth/authorize` and its like: `path_params_login` of the SDKs. */
  readonly login: string
  /** Before `/api/v2/...`: `path_params_api` of the SDKs. */
  readonly api: string
}

export const noPrefixes: Prefixes = { login: '', api: '' }

/** An endpoint that has the path asked for. */
export interface Match {
  readonly endpoint: Endpoint
  /** The values of the path parameters, decoded once. */
  readonly parameters: ReadonlyMap<string, string>
  /** The prefix under which it was asked for; empty for the plain path. */
  readonly prefix: string
}

export interface Router {
  /** The endpoints with this path, the most specific first; of equals those that came first in the list. */
  match(path: string): readonly Match[]
}

/** Longer values are no id of anything. */
const longestValue = 256

interface Place {
  readonly endpoint: Endpoint
  readonly prefix: string
  readonly path: string
}

/** One piece of a path: a parameter with its name, or a fixed text with null. */
interface Segment {
  readonly text: string
  readonly name: string | null
}

/** A place whose path has parameters, in pieces. */
interface Template extends Place {
  readonly segments: readonly Segment[]
  /** A 1 for each parameter and a 0 for each fixed piece: in sorted order the most specific comes first. */
  readonly rank: string
}

const noParameters: ReadonlyMap<string, string> = new Map()

export function createRouter(endpoints: readonly Endpoint[], prefixes: Prefixes = noPrefixes): Router {
  const exact = new Map<string, Match[]>()
  const templates = new Map<number, Template[]>()
  for (const place of endpoints.flatMap((endpoint) => placesOf(endpoint, prefixes))) {
    if (place.path.includes('{')) addTemplate(templates, place)
    else exact.set(place.path, [...(exact.get(place.path) ?? []), { ...place, parameters: noParameters }])
  }
  return {
    match(path) {
      const found = exact.get(path) ?? []
      if (templates.size === 0) return found
      const segments = path.split('/')
      const candidates = templates.get(segments.length)
      return candidates === undefined ? found : [...found, ...matchesOf(candidates, segments)]
    },
  }
}

/**
 * The paths of an endpoint. A prefix comes before a path; well-known paths have it at their end as well, where
 * RFC 8414 section 3.1 looks for the metadata of an issuer with a path.
 */
function placesOf(endpoint: Endpoint, prefixes: Prefixes): readonly Place[] {
  const { path, origin } = endpoint
  const plain = { endpoint, prefix: '', path }
  const prefix = origin === 'mock' ? '' : prefixes[origin]
  if (prefix === '') return [plain]
  const before = { endpoint, prefix, path: `${prefix}${path}` }
  if (!path.startsWith('/.well-known/')) return [plain, before]
  return [plain, before, { endpoint, prefix, path: `${path}${prefix}` }]
}

function addTemplate(templates: Map<number, Template[]>, place: Place): void {
  const segments = place.path.split('/').map((text) => ({ text, name: nameOf(text) }))
  const rank = segments.map(({ name }) => (name === null ? '0' : '1')).join('')
  const known = templates.get(segments.length) ?? []
  // Sorting is stable: of equals the first of the list stays first.
  const sorted = [...known, { ...place, segments, rank }].sort((one, other) =>
    one.rank < other.rank ? -1 : one.rank > other.rank ? 1 : 0,
  )
  templates.set(segments.length, sorted)
}

function matchesOf(candidates: readonly Template[], segments: readonly string[]): readonly Match[] {
  return candidates.flatMap(({ endpoint, prefix, segments: pattern }) => {
    const parameters = parametersOf(pattern, segments)
    return parameters === null ? [] : [{ endpoint, prefix, parameters }]
  })
}

/** The name of a parameter, or null for a fixed piece of a path. */
export function nameOf(segment: string): string | null {
  return /^\{([A-Za-z_][A-Za-z0-9_]*)\}$/.exec(segment)?.[1] ?? null
}

function parametersOf(
  pattern: readonly Segment[],
  segments: readonly string[],
): ReadonlyMap<string, string> | null {
  if (pattern.some(({ name, text }, index) => name === null && text !== segments[index])) return null
  const parameters = new Map<string, string>()
  for (const [index, { name }] of pattern.entries()) {
    if (name === null) continue
    const value = decoded(segments[index] ?? '')
    if (value === null) return null
    parameters.set(name, value)
  }
  return parameters
}

function decoded(segment: string): string | null {
  if (segment === '' || segment.length > longestValue) return null
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}

/** The handler of `endpoint` for `method`; HEAD is answered as GET. */
export function handlerOf({ methods }: Endpoint, method: string) {
  const name = method === 'HEAD' ? 'GET' : method
  return isMethod(name) ? methods[name] : undefined
}

const allMethods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

function isMethod(name: string): name is Method {
  return allMethods.some((method) => method === name)
}

/** The methods that `matches` answer, as in an `Allow` header, without OPTIONS. */
export function methodsOf(matches: readonly Match[]): readonly string[] {
  const named = new Set(matches.flatMap(({ endpoint }) => Object.keys(endpoint.methods)))
  return allMethods
    .filter((method) => named.has(method))
    .flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
}
