// Answers to requests that no endpoint takes: unknown path, wrong method, a body that cannot be read, and a
// fault of the mock itself. Below /api/ they speak like the API, elsewhere like the token endpoint.

import { isApiPath } from './bases.js'
import type { Answer, Endpoint, EndpointContext } from './endpoints/endpoint.js'
import { mistake } from './protocol/autopsy/kinds.js'
import { editDistance, nearest } from './protocol/autopsy/nearest.js'
import { describeMistakes } from './protocol/description.js'
import type { HttpRequest, Pairs } from './protocol/message.js'
import type { Mistake } from './protocol/mistake.js'
import { apiError } from './replies/api-error.js'
import { helpLink } from './replies/help-link.js'
import { oauthError } from './replies/oauth-error.js'
import { answered, refused } from './replies/reply.js'

/** Why a request cannot be read: its body is not there, or it does not say to whom it goes. */
export type BodyDamage =
  | 'too-large'
  | 'unknown-encoding'
  | 'broken-encoding'
  | 'host-missing'
  | 'host-doubled'

type Place = Pick<EndpointContext, 'correlation' | 'exchange' | 'policy' | 'prefixes'>

function mistakeOf(kind: string, sentence: string, fix: string): Mistake {
  return { kind, area: 'transport', error: 'invalid_request', parameter: null, sentence, fix }
}

function refuse(
  status: number,
  code: string,
  found: Mistake,
  request: HttpRequest,
  place: Place,
  more: Pairs = [],
): Answer {
  const headers = [helpLink(request, place.exchange), ...more]
  const description = describeMistakes([found], place.policy)
  const reply = isApiPath(request.path, place)
    ? apiError(status, code, description, place.correlation, headers)
    : oauthError(status, found.error, description, headers)
  return { reply, outcome: refused([found]) }
}

function segmentsOf(path: string): readonly string[] {
  return path.toLowerCase().split('/').filter(Boolean)
}

/** How many segments two paths share at their ends. */
function sharedEnd(path: string, other: string): number {
  const [one, two] = [segmentsOf(path).toReversed(), segmentsOf(other).toReversed()]
  const parting = one.findIndex((segment, index) => segment !== two[index])
  return parting === -1 ? one.length : parting
}

/** The endpoint with the longest like end, which is what a wrong base URL leaves intact, or else with a like name. */
function nearEndpoint(path: string, endpoints: readonly Endpoint[]): Endpoint | undefined {
  const fixed = endpoints.filter((endpoint) => !endpoint.path.includes('{'))
  const ranked = fixed
    .map((endpoint) => ({ endpoint, shared: sharedEnd(path, endpoint.path) }))
    .sort(
      (one, other) =>
        other.shared - one.shared ||
        editDistance(path, one.endpoint.path) - editDistance(path, other.endpoint.path),
    )
  const [best] = ranked
  if (best !== undefined && best.shared > 0) return best.endpoint
  const paths = fixed.map((endpoint) => endpoint.path)
  const name = nearest(path, paths)
  return fixed.find((endpoint) => endpoint.path === name)
}

/** A path of the login below the base of the API: the two halves of the service have hosts of their own. */
function strayLoginMistake(path: string, near: Endpoint): Mistake {
  return mistake('login-path-on-api', {
    words: { path: path.slice(0, 80), where: `login.<domain>${near.path}` },
    fix: `Send the request to ${near.path} below the base of the login, not below that of the API.`,
  })
}

function unknownPathMistake(path: string, near: Endpoint | undefined): Mistake {
  const told = near === undefined ? '' : `, but it serves ${near.path}`
  return mistakeOf(
    'path-unknown',
    `the mock serves nothing at ${path.slice(0, 80)}${told}`,
    near === undefined
      ? 'Compare the path with those the mock serves; it knows only what a login needs.'
      : `Send the request to ${near.path}.`,
  )
}

/** A path of the API that is probably right, and that the mock does not have: the app goes no further. */
function unservedApiMistake(path: string, method: string): Mistake {
  return mistakeOf(
    'path-unknown',
    `the mock serves nothing at ${path.slice(0, 80)}`,
    `Answer it by a stub in the options of the mock: api: [{ method: '${method.slice(0, 20)}', path: '${path.slice(0, 200)}', body: {} }].`,
  )
}

/** 404. Reading a path on a guess (an icon, OpenID metadata) is no mistake; writing or calling the API is. */
export function unknownPath(request: HttpRequest, place: Place, endpoints: readonly Endpoint[]): Answer {
  const { path, method } = request
  const near = nearEndpoint(path, endpoints)
  const api = isApiPath(path, place)
  const stray = api && near?.origin === 'login'
  const found = stray
    ? strayLoginMistake(path, near)
    : api && near === undefined
      ? unservedApiMistake(path, method)
      : unknownPathMistake(path, near)
  const harmless = !api && near === undefined && (method === 'GET' || method === 'HEAD')
  if (!harmless) return refuse(404, 'not.found', found, request, place)
  return {
    reply: oauthError(404, found.error, describeMistakes([found], place.policy)),
    outcome: answered,
  }
}

/** 405. `allow` is the list of the methods that work. */
export function wrongMethod(request: HttpRequest, place: Place, allow: string): Answer {
  const sentence = `${request.path} does not answer ${request.method}`
  const found = mistakeOf('method-wrong', sentence, `Use one of ${allow}.`)
  return refuse(405, 'method.not.allowed', found, request, place, [['Allow', allow]])
}

/** What to say about each. */
export const damages = {
  'too-large': {
    status: 413,
    code: 'request.entity.too.large',
    sentence: 'the request body is larger than 64 KiB',
    fix: 'Send the form parameters and nothing else.',
  },
  'unknown-encoding': {
    status: 415,
    code: 'unsupported.media.type',
    sentence: 'the request body has a Content-Encoding that the mock does not know',
    fix: 'Send the body without Content-Encoding.',
  },
  'broken-encoding': {
    status: 400,
    code: 'bad.request',
    sentence: 'the request body is not what its Content-Encoding or Content-Length says',
    fix: 'Send the body without Content-Encoding, and let the HTTP library count its octets.',
  },
  'host-missing': {
    status: 400,
    code: 'bad.request',
    sentence: 'the request has no Host header, which HTTP/1.1 requires',
    fix: 'Let an HTTP library write the request.',
  },
  'host-doubled': {
    status: 400,
    code: 'bad.request',
    sentence: 'the request has more than one Host header',
    fix: 'Send one.',
  },
} as const

export function damagedBody(damage: BodyDamage, request: HttpRequest, place: Place): Answer {
  const { status, code, sentence, fix } = damages[damage]
  const kind = damage.startsWith('host-') ? damage : `body-${damage}`
  return refuse(status, code, mistakeOf(kind, sentence, fix), request, place)
}

/** 500: the mock itself failed, which says nothing about the client. */
export function faultOfTheMock(request: HttpRequest, place: Place): Answer {
  const sentence = 'the mock failed at this request; the client is not to blame'
  const reply = isApiPath(request.path, place)
    ? apiError(500, 'internal.server.error', sentence, place.correlation)
    : oauthError(500, 'server_error', sentence)
  return { reply, outcome: answered }
}
