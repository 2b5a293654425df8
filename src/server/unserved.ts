// Answers to requests that no endpoint takes: unknown path, wrong method, a body that cannot be read, and a
// fault of the mock itself. Below /api/ they speak like the API, elsewhere like the token endpoint.

import { isApiPath } from './bases.js'
import type { Answer, Endpoint, EndpointContext } from './endpoints/endpoint.js'
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
  mistake: Mistake,
  request: HttpRequest,
  place: Place,
  more: Pairs = [],
): Answer {
  const headers = [helpLink(request, place.exchange), ...more]
  const description = describeMistakes([mistake], place.policy)
  const reply = isApiPath(request.path, place)
    ? apiError(status, code, description, place.correlation, headers)
    : oauthError(status, mistake.error, description, headers)
  return { reply, outcome: refused([mistake]) }
}

/** The served path with the same last segment, which is what a wrong base URL leaves intact. */
function nearPath(path: string, endpoints: readonly Endpoint[]): string | undefined {
  const last = (text: string) => text.toLowerCase().split('/').filter(Boolean).at(-1)
  return endpoints.find((endpoint) => last(endpoint.path) === last(path))?.path
}

/** 404. Reading a path on a guess (an icon, OpenID metadata) is no mistake; writing or calling the API is. */
export function unknownPath(request: HttpRequest, place: Place, endpoints: readonly Endpoint[]): Answer {
  const near = nearPath(request.path, endpoints)
  const api = isApiPath(request.path, place)
  const mistake = mistakeOf(
    'path-unknown',
    `the mock serves nothing at ${request.path.slice(0, 80)}${near === undefined ? '' : `, but it serves ${near}`}`,
    near === undefined
      ? 'Compare the path with those the mock serves; it knows only what a login needs.'
      : `Send the request to ${near}.`,
  )
  const harmless = !api && near === undefined && (request.method === 'GET' || request.method === 'HEAD')
  if (!harmless) return refuse(404, 'not.found', mistake, request, place)
  return {
    reply: oauthError(404, mistake.error, describeMistakes([mistake], place.policy)),
    outcome: answered,
  }
}

/** 405. `allow` is the list of the methods that work. */
export function wrongMethod(request: HttpRequest, place: Place, allow: string): Answer {
  const sentence = `${request.path} does not answer ${request.method}`
  const mistake = mistakeOf('method-wrong', sentence, `Use one of ${allow}.`)
  return refuse(405, 'method.not.allowed', mistake, request, place, [['Allow', allow]])
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
