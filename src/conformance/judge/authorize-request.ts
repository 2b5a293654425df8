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
   * What happened to the URL as a whole, or null: `cut` when one parameter arrived at most, as shells cut at the
   * first `&`; `html-escaped` when `&amp;` stands where `&` belongs. Parameters are then missing because of one
   * fault, so only one check may speak about it.
   */
  readonly damage: 'cut' | 'html-escaped' | null
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

function damageOf(parameters: Parameters): AuthorizeRequest['damage'] {
  if (parameters.some(({ name }) => name.startsWith('amp;'))) return 'html-escaped'
  return parameters.length < 2 ? 'cut' : null
}

/** The authorization requests of the client in `transcript`, in order. */
export function authorizeRequests(transcript: Transcript): readonly AuthorizeRequest[] {
  return authorizeExchanges(transcript)
    .filter(({ request }) => request.method === 'GET' || request.method === 'POST')
    .map((exchange) => ({ transcript, exchange, parameters: parametersOf(exchange) }))
    .filter(({ exchange, parameters }) => !isLoginForm(parameters, exchange))
    .map((request) => ({ ...request, damage: damageOf(request.parameters) }))
}

/** The requests that arrived whole: those by which parameters may be judged one by one. */
export function wholeAuthorizeRequests(transcripts: readonly Transcript[]): readonly AuthorizeRequest[] {
  return transcripts.flatMap(authorizeRequests).filter(({ damage }) => damage === null)
}

/** Whether the request asks for a code, as far as can be seen: then everything about PKCE applies to it. */
export function asksForCode({ parameters }: AuthorizeRequest): boolean {
  const type = firstValue(parameters, 'response_type')
  return type === null || type.toLowerCase().split(/\s+/).includes('code')
}
