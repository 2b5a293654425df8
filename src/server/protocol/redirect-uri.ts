// Redirect URIs: which ones are well formed, and which ones a registration admits.
import type { Client } from './client.js'

/** A loopback http URI in its pieces. */
interface Loopback {
  readonly host: string
  /** With its colon; empty when there is none. */
  readonly port: string
  /** Path and query. */
  readonly rest: string
}

/** `http` only: RFC 8252 section 7.3 makes the exception for the loopback interface, which needs no TLS. */
const loopbackPattern = /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(:\d{1,5})?((?:[/?].*)?)$/i

function loopbackOf(uri: string): Loopback | null {
  const [, host, port = '', rest = ''] = loopbackPattern.exec(uri) ?? []
  return host === undefined ? null : { host, port, rest }
}

/** Whether `uri` is an http URI of 127.0.0.1, [::1] or localhost. */
export function isLoopbackRedirect(uri: string): boolean {
  return loopbackOf(uri) !== null
}

/** A loopback http URI without its port; any other URI as it is. */
export function withoutLoopbackPort(uri: string): string {
  const loopback = loopbackOf(uri)
  return loopback === null ? uri : `http://${loopback.host}${loopback.rest}`
}

/** Whether `uri` is registered in full, so that a client with no other may leave it out of its request. */
export function isCompleteRedirect(uri: string): boolean {
  const loopback = loopbackOf(uri)
  return loopback === null || loopback.port !== ''
}

/**
 * Whether the registered URI admits the requested one: the same string (RFC 9700 section 2.1), or a loopback
 * URI registered without a port and the same URI with any port (RFC 8252 section 7.3). Path and query are
 * always compared character by character.
 */
export function matchesRedirect(registered: string, requested: string): boolean {
  if (registered === requested) return true
  const pattern = loopbackOf(registered)
  const candidate = loopbackOf(requested)
  if (pattern === null || candidate === null || pattern.port !== '') return false
  return pattern.host === candidate.host && pattern.rest === candidate.rest
}

/** Whether the registration of `client` admits `uri`. */
export function admitsRedirect(client: Client, uri: string): boolean {
  if (client.anyLoopbackRedirect === true && isLoopbackRedirect(uri)) return true
  return client.redirectUris.some((registered) => matchesRedirect(registered, uri))
}

/** Why a text cannot serve as a redirect URI, whatever is registered. */
export type RedirectUriFault = 'not-absolute' | 'fragment' | 'illegal-character' | 'unsafe-scheme'

/** Schemes by which a browser would run or open what the request brought along. */
const unsafeScheme = /^(?:javascript|data|vbscript|about|blob|file|view-source|filesystem):/i

/** `localhost:8080/callback`: a host and port where the scheme should be. */
const schemeForgotten = /^[a-z0-9.-]+:\d+(?:[/?#]|$)/i

/**
 * The fault of `uri` as a redirect URI (RFC 6749 section 3.1.2), or null. Private-use schemes such as
 * `com.example.app:/callback` are well formed (RFC 8252 section 7.1).
 */
export function redirectUriFault(uri: string): RedirectUriFault | null {
  if (/[^\x21-\x7E]|["<>\\^`{|}]/.test(uri)) return 'illegal-character'
  if (schemeForgotten.test(uri) || !/^[a-z][a-z0-9+.-]*:./i.test(uri) || /^https?:(?!\/\/[^/?#])/i.test(uri))
    return 'not-absolute'
  if (unsafeScheme.test(uri)) return 'unsafe-scheme'
  return uri.includes('#') ? 'fragment' : null
}
