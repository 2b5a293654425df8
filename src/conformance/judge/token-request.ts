// The token requests of a run, read, and each tied to the login whose code it carries.
import { firstValue, type Parameters } from '../../server/protocol/parameters.js'
import { codeIssuedBy } from '../issued.js'
import { type ObservedExchange, type Transcript, tokenExchanges } from '../transcript.js'
import { type AuthorizeRequest, authorizeRequests } from './authorize-request.js'
import { readTokenParameters, type TokenParameters } from './token-parameters.js'

/** What a token request is for. `unclear`: nothing in it says so, or it could not be read. */
export type Purpose = 'code' | 'password' | 'other' | 'unclear'

export interface TokenRequest extends TokenParameters {
  readonly transcript: Transcript
  readonly exchange: ObservedExchange
  readonly purpose: Purpose
  /** The value of `code`, or null. */
  readonly code: string | null
  /** The authorization request that was answered with this very code, or null. */
  readonly login: AuthorizeRequest | null
}

/** Grants in which no code is redeemed: they are another subject. */
const otherGrant = /^(?:refresh_token|client_credentials|urn:.+)$/

function purposeOf(parameters: Parameters): Purpose {
  const grant = firstValue(parameters, 'grant_type')
  if (grant === 'authorization_code' || firstValue(parameters, 'code') !== null) return 'code'
  if (grant === 'password') return 'password'
  if ((grant !== null && otherGrant.test(grant)) || firstValue(parameters, 'refresh_token') !== null)
    return 'other'
  return firstValue(parameters, 'code_verifier') === null ? 'unclear' : 'code'
}

/** A visit without any parameter, such as a probe by HEAD, asks for no token. */
function asksForToken({ request }: ObservedExchange, parameters: Parameters): boolean {
  return request.method === 'POST' || parameters.length > 0
}

/**
 * The authorization request behind a code. With a login form in between, the code comes with the answer to
 * the form; the request is then the last one before it.
 */
function loginOf(code: string | null, transcript: Transcript): AuthorizeRequest | null {
  if (code === null) return null
  const issuer = transcript.exchanges.find(
    (exchange) =>
      exchange.endpoint === 'oauth-authorize' && exchange.sender !== 'kit' && codeIssuedBy(exchange) === code,
  )
  if (issuer === undefined) return null
  return authorizeRequests(transcript).findLast(({ exchange }) => exchange.number <= issuer.number) ?? null
}

/** The token requests in `transcript`, in order; CORS preflights are none. */
export function tokenRequests(transcript: Transcript): readonly TokenRequest[] {
  return tokenExchanges(transcript).flatMap((exchange) => {
    const read = readTokenParameters(exchange.request)
    const { parameters } = read
    if (!asksForToken(exchange, parameters)) return []
    const code = firstValue(parameters, 'code')
    const login = loginOf(code, transcript)
    return [{ ...read, transcript, exchange, purpose: purposeOf(parameters), code, login }]
  })
}

/** The requests by which a code is redeemed; refresh requests and other grants are none. */
export function codeRequests(transcripts: readonly Transcript[]): readonly TokenRequest[] {
  return transcripts.flatMap(tokenRequests).filter(({ purpose }) => purpose === 'code')
}

/**
 * The login that a code request belongs to. A request without a known code belongs to the last login that
 * began before it.
 */
export function probableLoginOf({ login, transcript, exchange }: TokenRequest): AuthorizeRequest | null {
  if (login !== null) return login
  return (
    authorizeRequests(transcript).findLast((request) => request.exchange.number < exchange.number) ?? null
  )
}
