// Cross-origin requests (CORS): every origin may call the token endpoint, the metadata and the API, and none
// the authorize endpoint (RFC 9700 section 2.6).
import { type HttpReply, type HttpRequest, headerOf, type Pair } from './protocol/message.js'

/** What a page may read of an answer besides its body. */
const exposed = [
  'ININ-Correlation-Id',
  'Link',
  'Retry-After',
  'WWW-Authenticate',
  'inin-ratelimit-count',
  'inin-ratelimit-allowed',
  'inin-ratelimit-reset',
].join(', ')

/** The headers that let the page that sent `request` read the answer; nothing is shared without `Origin`. */
export function sharingHeaders(request: HttpRequest): readonly Pair[] {
  const origin = headerOf(request, 'origin')
  if (origin === undefined) return [['Vary', 'Origin']]
  return [
    ['Access-Control-Allow-Origin', origin],
    ['Access-Control-Expose-Headers', exposed],
    ['Vary', 'Origin'],
  ]
}

/** Answers OPTIONS: whatever headers the page wants to send it may send. */
export function preflightReply(request: HttpRequest, allow: string): HttpReply {
  const headers: Pair[] = [['Allow', allow]]
  if (headerOf(request, 'access-control-request-method') !== undefined) {
    headers.push(['Access-Control-Allow-Methods', allow], ['Access-Control-Max-Age', '600'])
    const wanted = headerOf(request, 'access-control-request-headers')
    if (wanted !== undefined) headers.push(['Access-Control-Allow-Headers', wanted])
  }
  // Asked by a browser whose page comes from a public host while the mock is on this machine.
  if (headerOf(request, 'access-control-request-private-network') !== undefined) {
    headers.push(['Access-Control-Allow-Private-Network', 'true'])
  }
  return { status: 204, headers, body: '' }
}
