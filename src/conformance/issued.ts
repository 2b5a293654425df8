// What the mock gave away in a reply: codes, state and tokens.
import { type HttpReply, headerOf } from '../server/protocol/message.js'
import { type Parameters, parseParameters } from '../server/protocol/parameters.js'
import type { ObservedExchange } from './transcript.js'

/** The parameters in the query of `url`; the fragment does not count. Any scheme will do. */
export function queryOf(url: string): Parameters {
  const beforeFragment = url.split('#', 1)[0] ?? ''
  const mark = beforeFragment.indexOf('?')
  return mark === -1 ? [] : parseParameters(beforeFragment.slice(mark + 1))
}

/** The last one counts: the redirect URI itself may hold a parameter of that name. */
function addedTo(reply: HttpReply, name: string): string | null {
  const location = headerOf(reply, 'location')
  if (location === undefined) return null
  return queryOf(location).findLast((parameter) => parameter.name === name)?.value ?? null
}

/** The authorization code in the redirect with which the mock answered, or null. */
export function codeIssuedBy({ honest, sent }: ObservedExchange): string | null {
  return addedTo(sent, 'code') || addedTo(honest, 'code') || null
}

/** The `state` in a redirect; null when the redirect has none. */
export function stateReturnedBy(reply: HttpReply): string | null {
  return addedTo(reply, 'state')
}

/** Every code that was issued in these exchanges. */
export function codesIssuedBy(exchanges: readonly ObservedExchange[]): readonly string[] {
  return exchanges
    .filter(({ endpoint }) => endpoint === 'oauth-authorize')
    .map(codeIssuedBy)
    .filter((code) => code !== null)
}

function memberOf(reply: HttpReply, name: string): string | null {
  try {
    const value: unknown = JSON.parse(reply.body)
    const member = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null
    return typeof member === 'string' && member !== '' ? member : null
  } catch {
    return null
  }
}

/** The tokens called `name` in the reply of the token endpoint, sent or honest. */
function tokensIn(exchange: ObservedExchange, name: 'access_token' | 'refresh_token'): readonly string[] {
  if (exchange.endpoint !== 'oauth-token') return []
  const found = [memberOf(exchange.sent, name), memberOf(exchange.honest, name)]
  return [...new Set(found.filter((token) => token !== null))]
}

export function accessTokensIssuedBy(exchanges: readonly ObservedExchange[]): readonly string[] {
  return exchanges.flatMap((exchange) => tokensIn(exchange, 'access_token'))
}

export function refreshTokensIssuedBy(exchanges: readonly ObservedExchange[]): readonly string[] {
  return exchanges.flatMap((exchange) => tokensIn(exchange, 'refresh_token'))
}
