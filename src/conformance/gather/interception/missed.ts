// What a person should know where a client was led to the mock and did not come: which technique missed, and what to do.
import type { ObservedExchange } from '../../transcript.js'
import { isServiceHost } from './service-hosts.js'

function isOfService({ request }: ObservedExchange): boolean {
  return URL.canParse(request.origin) && isServiceHost(new URL(request.origin).hostname)
}

const otherwise =
  'give it the address of the mock by its configuration (GC_PKCE_LOGIN_URL, GC_PKCE_API_URL) instead'

/**
 * The sentence for a run in which the login page of the real service was opened, its answer was delivered, and nothing
 * came from the client itself; null in any other run.
 * @param notices what the mock has told of connections that came to nothing
 */
export function missedNote(
  exchanges: readonly ObservedExchange[],
  delivered: boolean,
  notices: readonly string[],
): string | null {
  if (!delivered || exchanges.some(({ sender }) => sender === 'client')) return null
  if (!exchanges.some((exchange) => exchange.sender === 'user-agent' && isOfService(exchange))) return null
  const distrust = notices.find((notice) => /refused the certificate/.test(notice))
  if (distrust !== undefined) {
    return `its connection to the mock failed, because it trusts authorities of its own only and not those that SSL_CERT_FILE and its like name: ${otherwise}`
  }
  return `nothing of it came to the mock after its callback: it may not heed the proxy that HTTPS_PROXY names, or not have called the login service at all; if it has an address of its own for it, ${otherwise}`
}

/** What a person should know who wonders why the client failed: `authority` is the host and port that it wanted. */
export function refusedNote(authority: string): string {
  const [, host = authority, port = ''] = /^(.*):(\d+)$/.exec(authority) ?? []
  if (isServiceHost(host) && port !== '443') {
    return `it tried to reach ${authority}, which was refused: the service answers https on port 443 only`
  }
  return `it tried to reach ${authority}, which was refused: a run uses no network besides the mock`
}
