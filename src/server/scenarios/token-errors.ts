// The token endpoint answers a good request with an error, late, or with something that is no JSON.
import { headerOf } from '../protocol/message.js'
import { apiErrorBody, givesToken, type Instead, instead, oauthErrorBody } from '../tampering/instead.js'
import { defineScenario, type Tamper } from './scenario.js'

const json = 'application/json'
const rateLimited = 'rate limit exceeded; please retry in 3 seconds'

function replaced(reply: Instead): Tamper {
  return (honest, about) => (givesToken(honest, about) ? instead(honest, about, reply) : honest)
}

function error<const Id extends string>(
  id: Id,
  status: number,
  code: string,
  description: string,
  headers: Instead['headers'] = [],
) {
  return {
    id,
    what: `The mock answers the token request with ${status} ${code}.`,
    concerns: 'token',
    tamper: replaced({ status, type: json, body: oauthErrorBody(code, description), headers }),
  } as const
}

/** RFC 6749 section 5.2: 401 with a challenge for a client that tried the Authorization header, else 400. */
const refusedClient: Tamper = (honest, about) => {
  if (!givesToken(honest, about)) return honest
  const body = oauthErrorBody('invalid_client', 'authentication failed')
  if (headerOf(about.request, 'authorization') === undefined) {
    return instead(honest, about, { status: 400, type: json, body })
  }
  const headers = [['WWW-Authenticate', 'Basic realm="gc-mock-oauth", charset="UTF-8"']] as const
  return instead(honest, about, { status: 401, type: json, body, headers })
}

/** The normalized answer of the API; whether the token endpoint ever gives it is not known. */
const limited: Tamper = (honest, about) => {
  if (!givesToken(honest, about)) return honest
  const message = 'Rate limit exceeded the maximum. Retry the request in [3] seconds'
  const body = apiErrorBody(honest, 429, 'too.many.requests.retry.after', message)
  return instead(honest, about, { status: 429, type: json, body, headers: [['Retry-After', '3']] })
}

const gatewayPage =
  '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>' +
  '<body><h1>502 Bad Gateway</h1><p>The proxy got no valid answer from the server behind it.</p></body></html>'

/** Cut in the middle of the access token, where no parser can mend it. */
const cut: Tamper = (honest, about) =>
  givesToken(honest, about) ? { ...honest, body: honest.body.slice(0, honest.body.length >> 1) } : honest

/** Longer than the 16 seconds after which the official JavaScript SDK gives up. */
const slowSeconds = 20

const late: Tamper = (honest, about) =>
  givesToken(honest, about) ? { ...honest, delaySeconds: slowSeconds } : honest

export const tokenErrors = defineScenario({
  id: 'token-errors',
  what: 'The mock answers a good token request with an error, late, or with no JSON.',
  variants: [
    error('invalid-request', 400, 'invalid_request', 'the request is not valid'),
    {
      id: 'invalid-client',
      what: 'The mock answers the token request with invalid_client: 401 after a Basic header, else 400.',
      concerns: 'token',
      tamper: refusedClient,
    },
    error('invalid-grant', 400, 'invalid_grant', 'the grant is not valid'),
    error('unauthorized-client', 400, 'unauthorized_client', 'the client may not use this grant type'),
    error('unsupported-grant-type', 400, 'unsupported_grant_type', 'the grant type is not supported'),
    error('invalid-scope', 400, 'invalid_scope', 'the requested scope is not valid'),
    error('server-error', 500, 'server_error', 'the server met an unexpected condition'),
    error(
      'temporarily-unavailable',
      503,
      'temporarily_unavailable',
      'the server is overloaded or under maintenance',
      [['Retry-After', '3']],
    ),
    {
      id: 'slow',
      what: `The mock answers the token request after ${slowSeconds} seconds.`,
      concerns: 'token',
      tamper: late,
    },
    {
      id: 'rate-limited-400',
      what: 'The mock limits the rate of token requests as Genesys Cloud does: 400 invalid_request, "rate limit exceeded; ...".',
      concerns: 'token',
      tamper: replaced({ status: 400, type: json, body: oauthErrorBody('invalid_request', rateLimited) }),
    },
    {
      id: 'rate-limited-429',
      what: 'The mock limits the rate of token requests with 429 and Retry-After.',
      concerns: 'token',
      tamper: limited,
    },
    {
      id: 'truncated-json',
      what: 'The mock sends the first half of the token answer and ends there.',
      concerns: 'token',
      tamper: cut,
    },
    {
      id: 'html-page',
      what: 'A proxy answers the token request with 502 and an HTML page.',
      concerns: 'token',
      tamper: replaced({ status: 502, type: 'text/html; charset=utf-8', body: gatewayPage }),
    },
    {
      id: 'html-page-200',
      what: 'A captive portal answers the token request with 200 and an HTML page.',
      concerns: 'token',
      tamper: replaced({
        status: 200,
        type: 'text/html; charset=utf-8',
        body: '<!DOCTYPE html><html><head><title>Sign in to this network</title></head><body></body></html>',
      }),
    },
  ],
})
