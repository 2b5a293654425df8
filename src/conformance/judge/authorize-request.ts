// The authorization requests of a run, read.
import { mediaTypeOf } from '../../server/protocol/message.js'
import { firstValue, type Parameters, parseParameters } from '../../server/protocol/parameters.js'
import { authorizeExchanges, type ObservedExchange, type Transcript } from '../transcript.js'

export interface AuthorizeRequest {
  readonly transcript: Transcript
  readonly exchange: ObservedExchange
  /** Of the query, then of a form body: RFC 6749 section 3.1 allows POST. */
  readonly parameters: Parameters
  /**
   * True when one parameter arrived at most: the URL was cut on its way, as shells do at the first `&`.
   * That is one fault, so only one check may speak about it.
   */
  readonly cut: boolean
}

const ownNames = ['response_type', 'client_id', 'redirect_uri', 'code_challenge', 'state', 'scope']

/** A login form that was sent in belongs to a request before it and says nothing about the client. */
function isLoginForm(parameters: Parameters, { request }: ObservedExchange): boolean {
  return request.method === 'POST' && !parameters.some(({ name }) => ownNames.includes(name))
}

function parametersOf({ request }: ObservedExchange): Parameters {
  const form = request.method === 'POST' && mediaTypeOf(request) === 'application/x-www-form-urlencoded'
  return [...parseParameters(request.query), ...(form ? parseParameters(request.body) : [])]
}

/** The authorization requests of the client in `transcript`, in order. */
export function authorizeRequests(transcript: Transcript): readonly AuthorizeRequest[] {
  return authorizeExchanges(transcript)
    .filter(({ request }) => request.method === 'GET' || request.method === 'POST')
    .map((exchange) => ({ transcript, exchange, parameters: parametersOf(exchange) }))
    .filter(({ exchange, parameters }) => !isLoginForm(parameters, exchange))
    .map((request) => ({ ...request, cut: request.parameters.length < 2 }))
}

/** The requests that arrived whole: those by which parameters may be judged one by one. */
export function wholeAuthorizeRequests(transcripts: readonly Transcript[]): readonly AuthorizeRequest[] {
  return transcripts.flatMap(authorizeRequests).filter(({ cut }) => !cut)
}

/** Whether the request asks for a code, as far as can be seen: then everything about PKCE applies to it. */
export function asksForCode({ parameters }: AuthorizeRequest): boolean {
  const type = firstValue(parameters, 'response_type')
  return type === null || type.toLowerCase().split(/\s+/).includes('code')
}
