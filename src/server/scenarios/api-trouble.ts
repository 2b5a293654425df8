// The API answers good calls with an error, or the access token lives so short that it soon will.
import type { Pairs } from '../protocol/message.js'
import { apiErrorBody, instead, isApiSuccess } from '../tampering/instead.js'
import { defineScenario, type Tamper } from './scenario.js'

interface ApiError {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly headers?: Pairs
}

function refusing({ status, code, message, headers = [] }: ApiError): Tamper {
  return (honest, about) => {
    if (!isApiSuccess(honest, about)) return honest
    const body = apiErrorBody(honest, status, code, message)
    return instead(honest, about, { status, type: 'application/json', body, headers })
  }
}

function variant<const Id extends string>(id: Id, error: ApiError) {
  return {
    id,
    what: `The mock answers every API call with ${error.status} ${error.code}.`,
    concerns: 'api',
    tamper: refusing(error),
  } as const
}

const shortSeconds = 3

export const apiTrouble = defineScenario({
  id: 'api-trouble',
  what: 'The mock answers good API calls with an error, or gives tokens that soon expire.',
  variants: [
    variant('401', {
      status: 401,
      code: 'bad.credentials',
      message: 'Invalid login credentials.',
      headers: [
        [
          'WWW-Authenticate',
          'Bearer realm="gc-mock-oauth", error="invalid_token", error_description="the token is not valid"',
        ],
      ],
    }),
    variant('403', {
      status: 403,
      code: 'missing.permissions',
      message: 'Unable to perform the requested action. You are missing permissions.',
    }),
    variant('429', {
      status: 429,
      code: 'too.many.requests.retry.after',
      message: 'Rate limit exceeded the maximum. Retry the request in [3] seconds',
      headers: [['Retry-After', '3']],
    }),
    variant('500', {
      status: 500,
      code: 'internal.server.error',
      message: 'The server met an unexpected condition.',
    }),
    variant('503', {
      status: 503,
      code: 'service.unavailable',
      message: 'The service is not available at the moment.',
      headers: [['Retry-After', '3']],
    }),
    {
      id: 'expires-soon',
      what: `The mock gives access tokens that expire after ${shortSeconds} seconds.`,
      concerns: 'token',
      policy: { longestAccessTokenSeconds: shortSeconds },
    },
  ],
})
