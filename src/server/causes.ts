// From a symptom back to its cause: which earlier exchange is the reason that a request has nothing to show.
import { authorizeParameters } from './protocol/authorize.js'
import { type HttpRequest, headerOf } from './protocol/message.js'
import type { Mistake } from './protocol/mistake.js'
import { firstValue } from './protocol/parameters.js'
import type { Exchange } from './recorder.js'

/** After this many milliseconds an earlier refusal no longer explains a request that says nothing of it. */
const longestMemory = 60_000

function isRefused({ outcome, sent }: Exchange): boolean {
  return outcome.kind === 'refused' || sent.status >= 400
}

function isTokenRequest({ endpoint, request }: Exchange): boolean {
  return endpoint === 'oauth-token' && request.method === 'POST'
}

function programOf(request: HttpRequest): string | undefined {
  return headerOf(request, 'user-agent')
}

/**
 * Number of the latest token exchange if it got no token, honestly or by a scenario: the likely reason for having
 * none. Null when it got one, or when there was none.
 */
export function refusedTokenExchange(exchanges: readonly Exchange[]): number | null {
  const latest = exchanges.findLast(isTokenRequest)
  return latest !== undefined && isRefused(latest) ? latest.number : null
}

/**
 * The same for a request that carries no token at all, which may have other reasons: only a refusal of the same
 * program (by its User-Agent) within the last minute counts.
 */
export function recentlyRefusedTokenExchange(
  exchanges: readonly Exchange[],
  request: HttpRequest,
  now: number,
): number | null {
  const program = programOf(request)
  const latest = exchanges.findLast(
    (exchange) => isTokenRequest(exchange) && programOf(exchange.request) === program,
  )
  const explains = latest !== undefined && isRefused(latest) && now - latest.at <= longestMemory
  return explains ? latest.number : null
}

/** Number of the latest authorize exchange of a client if it gave no code; null when it did, or there was none. */
export function refusedLogin(exchanges: readonly Exchange[], clientId: string | null): number | null {
  const latest = exchanges.findLast(
    ({ endpoint, request }) =>
      endpoint === 'oauth-authorize' &&
      (clientId === null || firstValue(authorizeParameters(request), 'client_id') === clientId),
  )
  const gaveNone = latest !== undefined && (isRefused(latest) || latest.outcome.kind !== 'granted')
  return gaveNone ? latest.number : null
}

/** Mistakes that say: the client had no code and went on all the same. */
function showsNoCode({ kind, parameter }: Mistake): boolean {
  return parameter === 'code' && (kind === 'code-missing' || kind.startsWith('value-'))
}

/** The mistakes of a token request without a code, with the login that gave none; the same ones otherwise. */
export function withRefusedLogin(
  mistakes: readonly Mistake[],
  exchanges: readonly Exchange[],
  clientId: string | null,
): { readonly mistakes: readonly Mistake[]; readonly cause: number | null } {
  const cause = mistakes.some(showsNoCode) ? refusedLogin(exchanges, clientId) : null
  if (cause === null) return { mistakes, cause }
  const told = mistakes.map((found) =>
    showsNoCode(found) ? { ...found, sentence: `${found.sentence}: exchange ${cause} gave no code` } : found,
  )
  return { mistakes: told, cause }
}
