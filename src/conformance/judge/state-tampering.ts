// One run in which the mock sent back another state than the client gave: what the client did with it.

import { firstValue } from '../../server/protocol/parameters.js'
import { accessTokensIssuedBy, codeIssuedBy, queryOf, stateReturnedBy } from '../issued.js'
import { apiExchanges, type Callback, type ObservedExchange, type Transcript } from '../transcript.js'
import { type AuthorizeRequest, authorizeRequests } from './authorize-request.js'
import { type TokenRequest, tokenRequests } from './token-request.js'

/** A login whose answer carried another state than the client sent. */
export interface AlteredLogin {
  readonly request: AuthorizeRequest
  /** The exchange in which the altered answer was given. */
  readonly exchange: ObservedExchange
  readonly code: string | null
  readonly sentState: string
  /** What came back in its place; null when none did. */
  readonly returnedState: string | null
}

/** The logins of `transcript` in whose answer the state is not the one that an honest server returns. */
export function alteredLogins(transcript: Transcript): readonly AlteredLogin[] {
  const requests = authorizeRequests(transcript)
  return transcript.exchanges.flatMap((exchange) => {
    if (exchange.endpoint !== 'oauth-authorize') return []
    const sentState = stateReturnedBy(exchange.honest)
    const returnedState = stateReturnedBy(exchange.sent)
    const request = requests.findLast((candidate) => candidate.exchange.number <= exchange.number)
    if (sentState === null || returnedState === sentState || request === undefined) return []
    return [{ request, exchange, code: codeIssuedBy(exchange), sentState, returnedState }]
  })
}

/** What became of one altered answer. */
export type Outcome =
  | { readonly kind: 'session'; readonly request: TokenRequest; readonly how: string }
  | { readonly kind: 'redeemed'; readonly request: TokenRequest }
  | { readonly kind: 'refused'; readonly how: string }
  | { readonly kind: 'undecided'; readonly why: string }

/**
 * The token requests that follow from an altered answer, in this run or, when the client took its time, in a
 * later one: they carry its code. One without a known code follows from it when it comes after it in the same
 * run.
 */
function redemptionsOf(login: AlteredLogin, all: readonly Transcript[]): readonly TokenRequest[] {
  const { transcript } = login.request
  return all.flatMap(tokenRequests).filter((request) => {
    if (request.purpose !== 'code' && request.purpose !== 'unclear') return false
    if (request.code !== null && request.code === login.code) {
      return request.transcript === transcript || request.login === null
    }
    const later = request.exchange.number > login.exchange.number
    return request.transcript === transcript && later && request.login === null
  })
}

function isRefusal({ answer }: Callback): boolean {
  return answer.kind === 'answered' && answer.status >= 400
}

/** How the client went on with the token that it got for the altered answer; null when it did not. */
function sessionAfter({ transcript, exchange }: TokenRequest): string | null {
  if (exchange.outcome.kind !== 'granted') return null
  const tokens = accessTokensIssuedBy([exchange])
  const holds = ({ request }: ObservedExchange) =>
    tokens.some((token) => JSON.stringify([request.headers, request.query, request.body]).includes(token))
  const call = apiExchanges(transcript).find(
    (candidate) => candidate.number > exchange.number && (tokens.length === 0 || holds(candidate)),
  )
  if (call !== undefined) return `called the API with it in exchange ${call.number}`
  const { kind, exitCode } = transcript.ending
  // An app that goes on running tells by the page of its callback how the login went.
  if (exitCode === null && transcript.callbacks.some(isRefusal)) return null
  return kind === 'client-finished' ? `finished as if it were signed in` : null
}

function callbacksOf({ code, exchange }: AlteredLogin, { callbacks }: Transcript): readonly Callback[] {
  return callbacks.filter(({ url, afterExchange }) =>
    code === null ? afterExchange >= exchange.number : firstValue(queryOf(url), 'code') === code,
  )
}

/** Whether the client has had the altered answer in hand and has decided; silence alone decides nothing. */
function decisionOf(login: AlteredLogin): Outcome {
  const { transcript } = login.request
  const { kind, what } = transcript.ending
  const undecided = (why: string): Outcome => ({ kind: 'undecided', why })
  if (kind === 'deadline' || kind === 'interrupted') return undecided(`the run ended too early: ${what}`)
  // A client that is its own user agent has the altered answer without any callback: its end is its decision.
  if (login.exchange.sender === 'client' && (kind === 'client-gave-up' || kind === 'client-exited')) {
    return { kind: 'refused', how: `got that answer itself, and ${what}` }
  }
  const callbacks = callbacksOf(login, transcript)
  const answered = callbacks.find(({ answer }) => answer.kind === 'answered')?.answer
  if (answered?.kind === 'answered') {
    return { kind: 'refused', how: `answered its callback with status ${answered.status}` }
  }
  if (callbacks.some(({ answer }) => answer.kind === 'dropped')) {
    return { kind: 'refused', how: 'closed the connection of its callback' }
  }
  const typed = callbacks.find(({ answer }) => answer.kind === 'typed')?.answer
  // Who asks for the code alone never sees the state: its silence says nothing about it.
  if (typed?.kind === 'typed' && typed.what === 'url') {
    return { kind: 'refused', how: `was given the callback URL on its terminal, and ${what}` }
  }
  const failed = callbacks[0]?.answer
  if (failed === undefined) return undecided(`the callback was never delivered: ${what}`)
  const why = failed.kind === 'unreachable' || failed.kind === 'not-delivered' ? failed.why : what
  return undecided(`the callback could not be delivered: ${why}`)
}

/** What became of an altered answer, seen in its own run and in `all` runs. */
export function outcomeOf(login: AlteredLogin, all: readonly Transcript[]): Outcome {
  const redemptions = redemptionsOf(login, all)
  for (const request of redemptions) {
    const how = sessionAfter(request)
    if (how !== null) return { kind: 'session', request, how }
  }
  const [request] = redemptions
  return request === undefined ? decisionOf(login) : { kind: 'redeemed', request }
}
