// The token endpoint answers a good request with an error, late, not at all, or with something that is no token.
import type { Delivery } from '../protocol/delivery.js'
import { type HttpRequest, headerOf, type Pairs } from '../protocol/message.js'
import { isMarked, marked, otherHostOf } from '../protocol/other-host.js'
import { markupCanary, scriptUri, terminalCanary } from '../tampering/canary.js'
import {
  apiErrorBody,
  givesToken,
  type Instead,
  instead,
  oauthErrorBody,
  withMember,
} from '../tampering/instead.js'
import { retryAfterDate, retryAfterSeconds } from '../tampering/retry-after.js'
import { defineScenario, type Tamper, type Tampering } from './scenario.js'

const json = 'application/json'
const rateLimited = 'rate limit exceeded; please retry in 3 seconds'

function replaced(replyFor: (about: Tampering) => Instead): Tamper {
  return (honest, about) => (givesToken(honest, about) ? instead(honest, about, replyFor(about)) : honest)
}

/** An answer by which the mock says that it gave nothing: the code stays as it was. */
function refusal<const Id extends string>(id: Id, what: string, tamper: Tamper) {
  return { id, what, concerns: ['token'], takesBack: true, tamper } as const
}

function error<const Id extends string>(
  id: Id,
  status: number,
  code: string,
  description: string,
  headers: Pairs = [],
) {
  const reply = { status, type: json, body: oauthErrorBody(code, description), headers }
  return refusal(
    id,
    `The mock answers the token request with ${status} ${code}.`,
    replaced(() => reply),
  )
}

/** An answer after which what was decided stands: the code is spent. */
function odd<const Id extends string>(id: Id, what: string, tamper: Tamper) {
  return { id, what, concerns: ['token'], tamper } as const
}

function member<const Id extends string>(id: Id, name: string, raw: string | null, right: readonly string[]) {
  const how = raw === null ? `without ${name}` : `whose ${name} is ${raw}`
  const tamper: Tamper = (honest, about) =>
    givesToken(honest, about) ? withMember(honest, name, raw) : honest
  return { ...odd(id, `The mock gives a token answer ${how}.`, tamper), right }
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
function limited(headersFor: (about: Tampering) => Pairs): Tamper {
  return (honest, about) => {
    if (!givesToken(honest, about)) return honest
    const message = 'Rate limit exceeded the maximum. Retry the request in [3] seconds'
    const body = apiErrorBody(honest, 429, 'too.many.requests.retry.after', message)
    return instead(honest, about, { status: 429, type: json, body, headers: headersFor(about) })
  }
}

const unavailable = {
  status: 503,
  type: json,
  body: oauthErrorBody('temporarily_unavailable', 'the server is overloaded or under maintenance'),
}

const gatewayPage =
  '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>' +
  '<body><h1>502 Bad Gateway</h1><p>The proxy got no valid answer from the server behind it.</p></body></html>'

function body<const Id extends string>(id: Id, what: string, bodyOf: (honest: string) => string) {
  return odd(id, what, (honest, about) =>
    givesToken(honest, about) ? { ...honest, body: bodyOf(honest.body) } : honest,
  )
}

function delivered<const Id extends string>(id: Id, what: string, delivery: Delivery) {
  const isNothing = delivery.kind === 'reset' || delivery.kind === 'silence'
  return odd(id, what, (honest, about) => {
    if (!givesToken(honest, about)) return honest
    return isNothing ? { ...honest, body: '', delivery } : { ...honest, delivery }
  })
}

/** The first half, then the end of the connection, where the head announces all of it. */
const cutOff: Tamper = (honest, about) => {
  if (!givesToken(honest, about)) return honest
  const half = honest.body.slice(0, honest.body.length >> 1)
  const missingOctets = Buffer.byteLength(honest.body) - Buffer.byteLength(half)
  return { ...honest, body: half, delivery: { kind: 'cut', missingOctets } }
}

/** Longer than the 16 seconds after which the official JavaScript SDK gives up. */
const slowSeconds = 20
const silentSeconds = 60

const late: Tamper = (honest, about) =>
  givesToken(honest, about) ? { ...honest, delaySeconds: slowSeconds } : honest

/**
 * Leads the token request to the other host of the mock (see `otherHostOf`), which answers it honestly: what a client
 * sends there is recorded with that host as the origin of the request.
 */
function redirect<const Id extends string>(id: Id, status: number) {
  const what = `The mock answers the token request with a redirect of status ${status} to another host.`
  const elsewhere = replaced(({ request }) => ({
    status,
    type: 'text/plain; charset=utf-8',
    body: '',
    headers: [['Location', `${otherHostOf(request.origin)}${marked(request.path)}`]],
  }))
  const isFor = (request: HttpRequest) => !isMarked(request)
  const right = ['says that the login failed, and sends nothing to the other host']
  return { ...refusal(id, what, elsewhere), isFor, right }
}

/** From a mock that speaks plain http itself there is no way down, and the answer stays honest. */
const downgrade: Tamper = (honest, about) => {
  const { origin, path } = about.request
  if (!givesToken(honest, about) || !origin.startsWith('https:')) return honest
  const location = `${origin.replace(/^https/, 'http')}${marked(path)}`
  const headers = [['Location', location]] as const
  return instead(honest, about, { status: 307, type: 'text/plain; charset=utf-8', body: '', headers })
}

const noSession = ['says that the login failed, and calls no API']
const eitherWay = ['ends signed in', 'says that the login failed, and calls no API']
const oneAttempt = [
  'says that the login failed after a time',
  'starts the login anew',
  'sends the same request again twice at most, never with a code whose answer was lost',
]
const patient = ['says that the login failed', 'tries again after the time it was told']

export const tokenErrors = defineScenario({
  id: 'token-errors',
  what: 'The mock answers a good token request with an error, late, not at all, or with something that is no token.',
  right: [
    'says that the login failed, sends the code no more, and calls no API',
    'starts the login anew, once',
  ],
  variants: [
    error('invalid-request', 400, 'invalid_request', 'the request is not valid'),
    refusal(
      'invalid-client',
      'The mock answers the token request with invalid_client: 401 after a Basic header, else 400.',
      refusedClient,
    ),
    error('invalid-grant', 400, 'invalid_grant', 'the grant is not valid'),
    error('unauthorized-client', 400, 'unauthorized_client', 'the client may not use this grant type'),
    error('unsupported-grant-type', 400, 'unsupported_grant_type', 'the grant type is not supported'),
    error('invalid-scope', 400, 'invalid_scope', 'the requested scope is not valid'),
    error('unknown-code', 400, 'gc_canary_error', 'an error that no document names'),
    {
      ...error('pkce-unsupported', 400, 'invalid_request', 'transform algorithm not supported'),
      right: ['stops', 'starts over with S256, never with plain and never without a challenge'],
    },
    error('error-with-200', 200, 'invalid_grant', 'the grant is not valid'),
    {
      ...refusal(
        'markup',
        'The mock answers the token request with an error whose description holds markup and a script.',
        replaced((about) => ({
          status: 400,
          type: json,
          body: JSON.stringify({
            error: 'invalid_grant',
            error_description: markupCanary(about),
            error_uri: scriptUri,
          }),
        })),
      ),
      right: ['shows the text as text, and stops', 'stops without showing the text'],
    },
    {
      ...refusal(
        'terminal-escapes',
        'The mock answers the token request with an error whose description holds escape sequences of terminals.',
        replaced(() => ({
          status: 400,
          type: json,
          body: JSON.stringify({ error: 'invalid_grant', error_description: terminalCanary }),
        })),
      ),
      right: ['prints no escape sequence, and stops'],
    },
    odd(
      'server-error',
      'The mock answers the token request with 500 server_error.',
      replaced(() => ({
        status: 500,
        type: json,
        body: oauthErrorBody('server_error', 'the server met an unexpected condition'),
      })),
    ),
    {
      ...refusal(
        'temporarily-unavailable',
        'The mock answers the token request with 503 temporarily_unavailable and Retry-After in seconds.',
        replaced(() => ({ ...unavailable, headers: [retryAfterSeconds] })),
      ),
      right: patient,
    },
    {
      ...refusal(
        'temporarily-unavailable-date',
        'The mock answers the token request with 503 temporarily_unavailable and Retry-After as a date.',
        replaced(({ at }) => ({ ...unavailable, headers: [retryAfterDate(at)] })),
      ),
      right: patient,
    },
    {
      ...refusal(
        'rate-limited-400',
        'The mock limits the rate of token requests as Genesys Cloud does: 400 invalid_request, "rate limit exceeded; ...".',
        replaced(() => ({ status: 400, type: json, body: oauthErrorBody('invalid_request', rateLimited) })),
      ),
      right: patient,
    },
    {
      ...refusal(
        'rate-limited-429',
        'The mock limits the rate of token requests with 429 and Retry-After in seconds.',
        limited(() => [retryAfterSeconds]),
      ),
      right: patient,
    },
    {
      ...refusal(
        'rate-limited-429-date',
        'The mock limits the rate of token requests with 429 and Retry-After as a date.',
        limited(({ at }) => [retryAfterDate(at)]),
      ),
      right: patient,
    },
    {
      ...odd('slow', `The mock answers the token request after ${slowSeconds} seconds.`, late),
      right: eitherWay,
    },
    {
      ...delivered(
        'silence',
        `The mock answers the token request not at all, and closes the connection after ${silentSeconds} seconds.`,
        { kind: 'silence', seconds: silentSeconds },
      ),
      right: oneAttempt,
    },
    {
      ...delivered('drip', `The mock sends the token answer drop by drop, over ${silentSeconds} seconds.`, {
        kind: 'drip',
        seconds: silentSeconds,
      }),
      right: ['ends signed in', ...oneAttempt],
    },
    {
      ...delivered('connection-reset', 'The mock resets the connection of the token request.', {
        kind: 'reset',
      }),
      right: oneAttempt,
    },
    {
      ...odd('connection-cut', 'The mock closes the connection in the middle of the token answer.', cutOff),
      right: oneAttempt,
    },
    body(
      'truncated-json',
      'The mock sends the first half of the token answer and ends there.',
      // In the middle of the access token, where no parser can mend it.
      (honest) => honest.slice(0, honest.length >> 1),
    ),
    body('array', 'The mock sends the token answer in an array.', (honest) => `[${honest}]`),
    body('empty-body', 'The mock answers the token request with 200 and no body.', () => ''),
    {
      ...body(
        'byte-order-mark',
        'The mock sends a byte order mark before the token answer.',
        (honest) => `\ufeff${honest}`,
      ),
      right: eitherWay,
    },
    {
      ...odd('wrong-media-type', 'The mock sends the token answer as text/plain.', (honest, about) =>
        givesToken(honest, about)
          ? instead(honest, about, { status: 200, type: 'text/plain; charset=utf-8', body: honest.body })
          : honest,
      ),
      right: eitherWay,
    },
    odd(
      'html-page',
      'A proxy answers the token request with 502 and an HTML page.',
      replaced(() => ({ status: 502, type: 'text/html; charset=utf-8', body: gatewayPage })),
    ),
    odd(
      'html-page-200',
      'A captive portal answers the token request with 200 and an HTML page.',
      replaced(() => ({
        status: 200,
        type: 'text/html; charset=utf-8',
        body: '<!DOCTYPE html><html><head><title>Sign in to this network</title></head><body></body></html>',
      })),
    ),
    member('access-token-missing', 'access_token', null, noSession),
    member('access-token-null', 'access_token', 'null', noSession),
    member('access-token-number', 'access_token', '12345', noSession),
    member('access-token-empty', 'access_token', '""', noSession),
    member('token-type-mac', 'token_type', '"mac"', noSession),
    member('token-type-dpop', 'token_type', '"DPoP"', noSession),
    member('token-type-n-a', 'token_type', '"N_A"', noSession),
    member('token-type-missing', 'token_type', null, noSession),
    member('token-type-empty', 'token_type', '""', noSession),
    member('expires-in-string', 'expires_in', '"3600"', eitherWay),
    member('expires-in-decimal', 'expires_in', '3600.0', eitherWay),
    member('expires-in-zero', 'expires_in', '0', eitherWay),
    member('expires-in-negative', 'expires_in', '-1', eitherWay),
    member('expires-in-null', 'expires_in', 'null', eitherWay),
    member('expires-in-year', 'expires_in', '31536000', eitherWay),
    member('expires-in-huge', 'expires_in', '1000000000000', eitherWay),
    redirect('redirect-302', 302),
    redirect('redirect-307', 307),
    redirect('redirect-308', 308),
    {
      ...refusal(
        'redirect-to-http',
        'The mock answers a token request over https with a redirect of status 307 to plain http.',
        downgrade,
      ),
      isFor: ({ origin }) => origin.startsWith('https:'),
      right: ['says that the login failed, and sends nothing in the clear'],
    },
  ],
})
