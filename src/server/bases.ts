// Where the caller of a request finds the two halves of the service.
import type { HttpRequest } from './protocol/message.js'
import { classifyHost, hostOf, type Service } from './protocol/regions.js'
import type { Prefixes } from './routing.js'

/** What the address of a base is made of. */
interface Place {
  /** The prefixes that are in use for the caller; see `EndpointContext`. */
  readonly prefixes: Prefixes
}

/** The URL before `/oauth/token`, without a trailing slash: the issuer of RFC 8414. */
export function loginBase({ origin }: HttpRequest, { prefixes }: Place): string {
  return `${originOf('login', origin)}${prefixes.login}`
}

/** The URL before `/api/v2`, without a trailing slash. */
export function apiBase({ origin }: HttpRequest, { prefixes }: Place): string {
  return `${originOf('api', origin)}${prefixes.api}`
}

/** The real service has a host for each half; everywhere else one origin has both. */
function originOf(service: Service, origin: string): string {
  const reading = classifyHost(origin)
  if (reading.kind !== 'region') return origin
  const [, scheme = '', port = ''] = /^(.*:\/\/)[^:]*(:\d+)?$/.exec(origin) ?? []
  return `${scheme}${hostOf(reading.region, service)}${port}`
}

/** Whether a path, served or not, is one of the API. */
export function isApiPath(path: string, { prefixes }: Place): boolean {
  return path.startsWith('/api/') || path.startsWith(`${prefixes.api}/api/`)
}
