// Reading a token request: its parameters, its credentials, and what is wrong with its form.

import { mistake } from './autopsy/kinds.js'
import { parameterMistakes } from './autopsy/parameter.js'
import { readAuthorization } from './client-authentication.js'
import type { HttpRequest } from './message.js'
import type { Mistake } from './mistake.js'
import { tokenParameterNames } from './parameter-names.js'
import { firstValue, type Parameters, parseParameters } from './parameters.js'
import type { Policy } from './policy.js'
import { readTokenBody } from './token-body.js'

/** A token request, read but not yet decided. */
export interface TokenRequest {
  /** Scheme and authority on which it arrived, which may tell its region. */
  readonly origin: string
  readonly parameters: Parameters
  /** Mistakes of transport and body: method, media type, encoding, parameters in the URL. */
  readonly mistakes: readonly Mistake[]
  /** The code to look up, or null. */
  readonly code: string | null
  /** The refresh token to look up, or null. */
  readonly refreshToken: string | null
  /** Credentials of the Basic header, or null. */
  readonly basic: { readonly id: string; readonly secret: string } | null
}

/**
 * Reads a token request. Nothing is refused here: what is wrong with method, body and header stands in
 * `mistakes`. Parameters in the URL are read under `readTokenQuery` and under the forgiving policy only; what
 * the body says goes first.
 */
export function readTokenRequest(request: HttpRequest, policy: Policy): TokenRequest {
  const body = readTokenBody(request)
  const whole = parseParameters(request.query)
  if (isAuthorizeRequest([...whole, ...body.parameters])) return strayRequest(request)
  const query = whole.filter(({ name }) => tokenParameterNames.includes(name))
  const authorization = readAuthorization(request)
  const parameters =
    (policy.forgiving || policy.readTokenQuery) && query.length > 0
      ? [...body.parameters, ...absentFrom(body.parameters, query)]
      : body.parameters
  return {
    origin: request.origin,
    parameters,
    mistakes: [
      ...methodMistakes(request.method),
      ...placeMistakes(query, request.body, policy),
      ...body.mistakes,
      ...authorization.mistakes,
      ...parameterMistakes(parameters, tokenParameterNames),
    ],
    code: firstValue(parameters, 'code'),
    refreshToken: firstValue(parameters, 'refresh_token'),
    basic: authorization.basic,
  }
}

function isAuthorizeRequest(parameters: Parameters): boolean {
  return firstValue(parameters, 'response_type') !== null && firstValue(parameters, 'grant_type') === null
}

/** A request for the other endpoint: what is missing from it is no mistake besides. */
function strayRequest({ origin }: HttpRequest): TokenRequest {
  const mistakes = [mistake('authorize-request-at-token')]
  return { origin, parameters: [], mistakes, code: null, refreshToken: null, basic: null }
}

function absentFrom(known: Parameters, others: Parameters): Parameters {
  return others.filter(({ name }) => !known.some((parameter) => parameter.name === name))
}

function methodMistakes(method: string): readonly Mistake[] {
  return method === 'POST' ? [] : [mistake('method-not-post', { words: { method: method.slice(0, 20) } })]
}

/** RFC 6749 section 2.3.1: parameters of a token request stand in the body, never in the URL. */
function placeMistakes(query: Parameters, body: string, policy: Policy): readonly Mistake[] {
  if (query.length === 0) return body === '' ? [mistake('body-empty')] : []
  const names = [...new Set(query.map(({ name }) => name))].join(', ')
  const kind = policy.readTokenQuery ? 'parameters-read-from-url' : 'parameters-in-url'
  return [mistake(kind, { words: { names } })]
}
