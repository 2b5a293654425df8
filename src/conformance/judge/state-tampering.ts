// One run in which another state came back than the client gave: what the client did with it.
import { firstValue } from '../../server/protocol/parameters.js'
import { codeIssuedBy, queryOf, stateReturnedBy } from '../issued.js'
import type { ObservedExchange, Transcript } from '../transcript.js'
import { type Outcome, outcomeOfAnswer } from './answer-outcome.js'
import { type AuthorizeRequest, authorizeRequests } from './authorize-request.js'

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

/** The state that came to the client: in the answer of the mock, or in what the kit delivered in its place. */
function stateDelivered({ callbacks }: Transcript, exchange: ObservedExchange): string | null {
  const code = codeIssuedBy(exchange)
  const altered = callbacks.find(
    ({ role, url }) => role === 'altered' && firstValue(queryOf(url), 'code') === code,
  )
  return altered === undefined ? stateReturnedBy(exchange.sent) : firstValue(queryOf(altered.url), 'state')
}

/** The logins of `transcript` in whose answer the state is not the one that an honest server returns. */
export function alteredLogins(transcript: Transcript): readonly AlteredLogin[] {
  const requests = authorizeRequests(transcript)
  return transcript.exchanges.flatMap((exchange) => {
    if (exchange.endpoint !== 'oauth-authorize' || exchange.sender === 'kit') return []
    const sentState = stateReturnedBy(exchange.honest)
    const returnedState = stateDelivered(transcript, exchange)
    const request = requests.findLast((candidate) => candidate.exchange.number <= exchange.number)
    if (sentState === null || returnedState === sentState || request === undefined) return []
    return [{ request, exchange, code: codeIssuedBy(exchange), sentState, returnedState }]
  })
}

/** What became of an altered answer, seen in its own run and in `all` runs. */
export function outcomeOf({ request, exchange, code }: AlteredLogin, all: readonly Transcript[]): Outcome {
  return outcomeOfAnswer({ transcript: request.transcript, exchange, code }, all)
}
