// The API answers good calls with an error or a way to another host, or the access token lives so short that it soon will.
import type { HttpRequest, Pairs } from '../protocol/message.js'
import { isMarked, marked, otherHostOf } from '../protocol/other-host.js'
import { apiErrorBody, instead, isApiSuccess, withMembers } from '../tampering/instead.js'
import { retryAfterDate, retryAfterSeconds } from '../tampering/retry-after.js'
import { defineScenario, type Tamper, type Tampering } from './scenario.js'

interface ApiError {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly headers?: (about: Tampering) => Pairs
}

function refusing({ status, code, message, headers = () => [] }: ApiError): Tamper {
  return (honest, about) => {
    if (!isApiSuccess(honest, about)) return honest
    const body = apiErrorBody(honest, status, code, message)
    return instead(honest, about, { status, type: 'application/json', body, headers: headers(about) })
  }
}

function variant<const Id extends string>(id: Id, error: ApiError, right: readonly string[]) {
  return {
    id,
    what: `The mock answers every API call with ${error.status} ${error.code}.`,
    concerns: ['api'],
    takesBack: true,
    tamper: refusing(error),
    right,
  } as const
}

const badToken: ApiError = {
  status: 401,
  code: 'bad.credentials',
  message: 'Invalid login credentials.',
  headers: () => [
    [
      'WWW-Authenticate',
      'Bearer realm="gc-mock-oauth", error="invalid_token", error_description="the token is not valid"',
    ],
  ],
}

const limited = {
  status: 429,
  code: 'too.many.requests.retry.after',
  message: 'Rate limit exceeded the maximum. Retry the request in [3] seconds',
}

const unavailable = {
  status: 503,
  code: 'service.unavailable',
  message: 'The service is not available at the moment.',
}

/** A way to `locationFor`; what comes from there is marked and answered honestly. */
function redirecting(status: number, locationFor: (request: HttpRequest) => string): Tamper {
  return (honest, about) => {
    if (!isApiSuccess(honest, about)) return honest
    const headers = [['Location', locationFor(about.request)]] as const
    return instead(honest, about, { status, type: 'text/plain; charset=utf-8', body: '', headers })
  }
}

function targetOf({ path, query }: HttpRequest): string {
  return query === '' ? path : `${path}?${query}`
}

/** See `otherHostOf`: what a client sends there is recorded with that host as the origin of the request. */
const elsewhere = (request: HttpRequest) => `${otherHostOf(request.origin)}${marked(targetOf(request))}`

function redirect<const Id extends string>(id: Id, status: number) {
  return {
    id,
    what: `The mock answers API calls with a redirect of status ${status} to another host.`,
    concerns: ['api'],
    takesBack: true,
    isFor: (request: HttpRequest) => !isMarked(request),
    tamper: redirecting(status, elsewhere),
    right: ['follows without its token', 'does not follow'],
  } as const
}

/** Lists only: they are the answers that have a next page. */
const foreignNextPage: Tamper = (honest, about) =>
  isApiSuccess(honest, about)
    ? withMembers(honest, (members) =>
        Array.isArray(members['entities'])
          ? { ...members, pageNumber: 1, pageCount: 2, nextUri: `${elsewhere(about.request)}&pageNumber=2` }
          : members,
      )
    : honest

const shortSeconds = 3

const patient = ['says so', 'tries again after the time it was told']
const giveUp = ['says so', 'tries again a few times, later and later']

export const apiTrouble = defineScenario({
  id: 'api-trouble',
  what: 'The mock answers good API calls with an error, leads them elsewhere, or gives tokens that soon expire.',
  right: ['says what went wrong, and does not repeat the call for ever'],
  variants: [
    variant('401', badToken, ['gets a new token once at most, then says so', 'starts a new login']),
    {
      ...variant('401-once', badToken, [
        'gets a new token and repeats the call',
        'starts a new login',
        'says so',
      ]),
      what: 'The mock answers the first API call with 401 bad.credentials, and is honest afterwards.',
      times: 1,
    },
    variant(
      '403',
      {
        status: 403,
        code: 'missing.permissions',
        message: 'Unable to perform the requested action. You are missing permissions.',
      },
      ['says so, and does not repeat the call'],
    ),
    variant('429', { ...limited, headers: () => [retryAfterSeconds] }, patient),
    {
      ...variant('429-date', { ...limited, headers: ({ at }) => [retryAfterDate(at)] }, patient),
      what: 'The mock answers every API call with 429 and Retry-After as a date.',
    },
    variant(
      '500',
      {
        status: 500,
        code: 'internal.server.error',
        message: 'The server met an unexpected condition.',
      },
      giveUp,
    ),
    variant('503', { ...unavailable, headers: () => [retryAfterSeconds] }, patient),
    {
      ...variant('503-date', { ...unavailable, headers: ({ at }) => [retryAfterDate(at)] }, patient),
      what: 'The mock answers every API call with 503 and Retry-After as a date.',
    },
    redirect('redirect-302', 302),
    redirect('redirect-307', 307),
    {
      id: 'redirect-to-http',
      what: 'The mock answers API calls over https with a redirect of status 302 to plain http.',
      concerns: ['api'],
      takesBack: true,
      // From a mock that speaks plain http itself there is no way down.
      isFor: ({ origin }) => origin.startsWith('https:'),
      tamper: redirecting(
        302,
        ({ origin, ...request }) =>
          `${origin.replace(/^https/, 'http')}${marked(targetOf({ origin, ...request }))}`,
      ),
      right: ['follows without its token', 'does not follow'],
    },
    {
      id: 'paging-elsewhere',
      what: 'The mock names another host for the next page of every list.',
      concerns: ['api'],
      isFor: (request) => !isMarked(request),
      tamper: foreignNextPage,
      right: ['asks there without its token', 'does not ask there'],
    },
    {
      id: 'expires-soon',
      what: `The mock gives access tokens that expire after ${shortSeconds} seconds.`,
      concerns: ['token'],
      policy: { longestAccessTokenSeconds: shortSeconds },
      right: ['gets a new token before or right after the first 401', 'starts a new login', 'ends before'],
    },
  ],
})
