// Who may use the admin interface: this machine at once, others with a token; pages of other sites never.
import type { Caller } from '../endpoints/endpoint.js'
import { type HttpRequest, headerOf, type Pairs } from '../protocol/message.js'

export interface AccessRules {
  /** Host names under which the interface may be called, lower case, besides those of this machine. */
  readonly hosts: readonly string[]
  /** The mock listens on all addresses, so that it may be called by any of them. */
  readonly anyAddress: boolean
  /** For callers from other machines; null: they are never let in. */
  readonly token: string | null
}

export type Access =
  | { readonly kind: 'granted' }
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly error: string
      /** One sentence, without what was sent. */
      readonly message: string
      readonly headers: Pairs
    }

const granted: Access = { kind: 'granted' }

function refused(status: number, error: string, message: string, headers: Pairs = []): Access {
  return { kind: 'refused', status, error, message, headers }
}

/**
 * Decides about one request. The name in `Host` is checked first: a page whose name was made to point to this
 * machine (DNS rebinding) shows itself there. Then the page that sends the request; then the machine.
 */
export function accessOf(request: HttpRequest, caller: Caller, rules: AccessRules): Access {
  if (!hostsIn(request).every((host) => isOwnHost(host, rules))) {
    return refused(
      403,
      'host_not_allowed',
      'the name in Host is not one of this mock; allow it with --allow-host if it is yours',
    )
  }
  if (!isOwnPage(request, rules)) {
    return refused(403, 'origin_not_allowed', 'a page of another site may not call the admin interface')
  }
  return caller.loopback ? granted : byToken(request, rules)
}

/** Every host that the request names: in its target, and in each of its headers. */
function hostsIn(request: HttpRequest): readonly string[] {
  const headers = request.headers.filter(([name]) => name.toLowerCase() === 'host').map(([, value]) => value)
  return [request.origin.replace(/^https?:\/\//, ''), ...headers].map(withoutPort)
}

function withoutPort(authority: string): string {
  return authority.trim().replace(/:\d*$/, '').replace(/\.$/, '').toLowerCase()
}

const loopbackName = /^(?:(?:.+\.)?localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/

function isOwnHost(host: string, { hosts, anyAddress }: AccessRules): boolean {
  // An address cannot be made to point elsewhere, so that only names are dangerous.
  return loopbackName.test(host) || hosts.includes(host) || (anyAddress && address.test(host))
}

/** A browser says which page sends a request: always in `Origin` when it changes something. */
function isOwnPage(request: HttpRequest, rules: AccessRules): boolean {
  const origin = headerOf(request, 'origin')
  const site = headerOf(request, 'sec-fetch-site')
  if (origin === undefined) return site !== 'cross-site' || request.method === 'GET'
  // The pages of the mock send no referrer, so that their forms come from an origin without a name.
  if (origin === 'null') return site === 'same-origin'
  const [, authority] = /^https?:\/\/([^/?#]+)$/.exec(origin) ?? []
  return authority !== undefined && isOwnHost(withoutPort(authority), rules)
}

function byToken(request: HttpRequest, { token }: AccessRules): Access {
  const [, shown] = /^Bearer +(\S+)$/i.exec(headerOf(request, 'authorization') ?? '') ?? []
  if (token !== null && shown !== undefined && isSame(shown, token)) return granted
  const message = 'the admin interface is open to this machine only; from elsewhere send the admin token'
  const challenge = `Bearer realm="gc-mock-oauth admin"${shown === undefined ? '' : ', error="invalid_token"'}`
  return refused(401, 'admin_token_required', message, [['WWW-Authenticate', challenge]])
}

/** In a time that does not depend on where two texts of one length differ. */
function isSame(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let index = 0; index < one.length; index++) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index % other.length)
  }
  return difference === 0
}
