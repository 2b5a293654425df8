// What became of one answer of a login: signed in, redeemed only, refused, or nobody knows.
import { headerOf } from '../../server/protocol/message.js'
import { firstValue } from '../../server/protocol/parameters.js'
import { accessTokensIssuedBy, codeIssuedBy, queryOf } from '../issued.js'
import {
  apiExchanges,
  type Callback,
  type CallbackRole,
  type ObservedExchange,
  type Transcript,
} from '../transcript.js'
import { type TokenRequest, tokenRequests } from './token-request.js'

/** An answer that a client got, or should have got. */
export interface Answer {
  readonly transcript: Transcript
  /** The exchange in which it was given; of the kit itself where a stranger had begun the login. */
  readonly exchange: ObservedExchange
  readonly code: string | null
}

/** The code that a client finds in an answer; null where the mock sent an error in its place. */
export function codeGivenIn(exchange: ObservedExchange): string | null {
  const location = headerOf(exchange.sent, 'location') ?? ''
  return firstValue(queryOf(location), 'code') === null ? null : codeIssuedBy(exchange)
}

/** An answer that the kit delivered in a way of its own. */
export interface Delivered extends Answer {
  readonly callback: Callback
}

/** What was delivered in `transcript` as `role`, with the exchange that each code came from. */
export function deliveredAs(transcript: Transcript, role: CallbackRole): readonly Delivered[] {
  return transcript.callbacks
    .filter((callback) => callback.role === role)
    .flatMap((callback) => {
      const code = firstValue(queryOf(callback.url), 'code')
      const issuer = transcript.exchanges.find(
        (exchange) => exchange.endpoint === 'oauth-authorize' && codeIssuedBy(exchange) === code,
      )
      const before = transcript.exchanges.findLast(({ number }) => number <= callback.afterExchange)
      const exchange = (code === null ? undefined : issuer) ?? before
      return exchange === undefined ? [] : [{ transcript, exchange, code, callback }]
    })
}

/** What became of one answer. */
export type Outcome =
  | { readonly kind: 'session'; readonly request: TokenRequest; readonly how: string }
  | { readonly kind: 'redeemed'; readonly request: TokenRequest }
  | { readonly kind: 'refused'; readonly how: string }
  | { readonly kind: 'undecided'; readonly why: string }

/**
 * The token requests that follow from an answer, in this run or, when the client took its time, in a
 * later one: they carry its code. One without a known code follows from it when it comes after it in the same
 * run.
 */
function redemptionsOf(answer: Answer, all: readonly Transcript[]): readonly TokenRequest[] {
  const { transcript } = answer
  return all.flatMap(tokenRequests).filter((request) => {
    if (request.purpose !== 'code' && request.purpose !== 'unclear') return false
    if (request.code !== null && request.code === answer.code) {
      return request.transcript === transcript || request.login === null
    }
    const later = request.exchange.number > answer.exchange.number
    return request.transcript === transcript && later && request.login === null
  })
}

function isRefusal({ answer }: Callback): boolean {
  return answer.kind === 'answered' && answer.status >= 400
}

/** How the client went on with the token that it got for the answer; null when it did not. */
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

function callbacksOf({ code, exchange }: Answer, { callbacks }: Transcript): readonly Callback[] {
  return callbacks.filter(({ url, afterExchange }) =>
    code === null ? afterExchange >= exchange.number : firstValue(queryOf(url), 'code') === code,
  )
}

/** Whether the client has had the answer in hand and has decided; silence alone decides nothing. */
function decisionOf(given: Answer): Outcome {
  const { transcript } = given
  const { kind, what } = transcript.ending
  const undecided = (why: string): Outcome => ({ kind: 'undecided', why })
  if (kind === 'deadline' || kind === 'interrupted') return undecided(`the run ended too early: ${what}`)
  // A client that is its own user agent has the answer without any callback: its end is its decision.
  if (given.exchange.sender === 'client' && (kind === 'client-gave-up' || kind === 'client-exited')) {
    return { kind: 'refused', how: `got that answer itself, and ${what}` }
  }
  const callbacks = callbacksOf(given, transcript)
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

/** What became of an answer, seen in its own run and in `all` runs. */
export function outcomeOfAnswer(answer: Answer, all: readonly Transcript[]): Outcome {
  const redemptions = redemptionsOf(answer, all)
  for (const request of redemptions) {
    const how = sessionAfter(request)
    if (how !== null) return { kind: 'session', request, how }
  }
  const [request] = redemptions
  return request === undefined ? decisionOf(answer) : { kind: 'redeemed', request }
}
