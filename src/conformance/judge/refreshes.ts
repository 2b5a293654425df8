// The refresh requests of a run: which token each of them carried, and what came of it.
import { firstValue } from '../../server/protocol/parameters.js'
import { refreshTokensIssuedBy } from '../issued.js'
import { type ObservedExchange, type Transcript, tokenExchanges } from '../transcript.js'
import { membersIn } from './token-answer.js'
import { type TokenRequest, tokenRequests } from './token-request.js'

export interface Refresh extends TokenRequest {
  /** The refresh token that it carries; null when it carries none. */
  readonly token: string | null
}

function isRefresh({ parameters }: TokenRequest): boolean {
  const grant = firstValue(parameters, 'grant_type')
  return grant === 'refresh_token' || (grant === null && firstValue(parameters, 'refresh_token') !== null)
}

/** The refresh requests of a run, in order. */
export function refreshesIn(transcript: Transcript): readonly Refresh[] {
  return tokenRequests(transcript)
    .filter(isRefresh)
    .map((request) => ({ ...request, token: firstValue(request.parameters, 'refresh_token') }))
}

/** The refresh token in an answer as the client got it, or null. */
export function refreshTokenGiven({ sent }: ObservedExchange): string | null {
  const token = sent.status === 200 ? membersIn(sent)?.['refresh_token'] : null
  return typeof token === 'string' && token !== '' ? token : null
}

/** The newest refresh token that the client had before exchange `number`. */
export function newestBefore(transcript: Transcript, number: number): string | null {
  const given = tokenExchanges(transcript).filter((exchange) => exchange.number < number)
  return given.map(refreshTokenGiven).findLast((token) => token !== null) ?? null
}

/** Why there is no refresh to judge: a client that has no refresh token, or no use for it, breaks no rule. */
export function noRefresh(transcripts: readonly Transcript[]): string {
  const issued = transcripts.some(({ exchanges }) => refreshTokensIssuedBy(exchanges).length > 0)
  return issued
    ? 'the client got a refresh token and did not use it in any run'
    : 'the client got no refresh token: Genesys Cloud gives none to public clients'
}
