// The requests to the API, with the tokens that the client may show there.
import { accessTokensIssuedBy } from '../issued.js'
import { apiExchanges, type ObservedExchange, type Transcript, tokenExchanges } from '../transcript.js'
import { noTokenRequest } from './unseen.js'
import { inconclusive, notApplicable, type Verdict } from './verdict.js'

export interface ApiRequest {
  readonly transcript: Transcript
  readonly exchange: ObservedExchange
  /** Every access token of the run. */
  readonly tokens: readonly string[]
}

export function apiRequests(transcript: Transcript): readonly ApiRequest[] {
  const tokens = accessTokensIssuedBy(transcript.exchanges)
  return apiExchanges(transcript).map((exchange) => ({ transcript, exchange, tokens }))
}

/** Why no request to the API was judged. A client that got its token and calls no API has put it nowhere. */
export function noApiRequest(transcripts: readonly Transcript[]): Verdict<never> {
  if (transcripts.flatMap(apiExchanges).length > 0) {
    return inconclusive('no API request carried an access token')
  }
  const granted = transcripts.flatMap(tokenExchanges).some(({ outcome }) => outcome.kind === 'granted')
  if (granted) return notApplicable('the client got a token and sent no request to the API')
  const refused = transcripts.flatMap(tokenExchanges).length > 0
  return inconclusive(refused ? 'no token was granted, so none could be used' : noTokenRequest(transcripts))
}
