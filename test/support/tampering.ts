// Honest replies as the mock gives them, and what the scenarios make of them.
import type { SentReply } from '../../src/server/protocol/delivery.js'
import type { HttpReply, HttpRequest } from '../../src/server/protocol/message.js'
import { type ChosenScenario, findScenario } from '../../src/server/scenarios/index.js'
import { fakeStart } from './fake-ports.js'
import { postForm, requestFor } from './requests.js'

/** An honest exchange: the endpoint that answers, the request and the reply. */
export interface HonestExchange {
  readonly name: string
  readonly endpoint: string | null
  readonly request: HttpRequest
  readonly reply: HttpReply
}

const everywhere = [
  ['Access-Control-Allow-Origin', 'https://app.example'],
  ['Cache-Control', 'no-cache, no-store, must-revalidate'],
  ['ININ-Correlation-Id', 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'],
] as const

function json(status: number, body: unknown): HttpReply {
  return {
    status,
    headers: [['Content-Type', 'application/json'], ...everywhere],
    body: JSON.stringify(body),
  }
}

function redirect(location: string): HttpReply {
  return { status: 302, headers: [['Location', location], ...everywhere], body: '' }
}

const callback = 'http://127.0.0.1:8976/callback'
const authorize = requestFor('GET', '/oauth/authorize?client_id=x&state=af0ifjsldkj')
const token = postForm('/oauth/token', { grant_type: 'authorization_code', code: 'c0de' })

/** Header and payload are `{"alg":"none"}` and `{}`: only the form of the token counts here. */
export const signedText = 'eyJhbGciOiJub25lIn0.e30.k3Rz9tQw'

export const goodLogin: HonestExchange = {
  name: 'a login that succeeds',
  endpoint: 'oauth-authorize',
  request: authorize,
  reply: redirect(`${callback}?code=abc-DEF_123&state=af0ifjsldkj`),
}

export const goodToken: HonestExchange = {
  name: 'a token request that succeeds',
  endpoint: 'oauth-token',
  request: token,
  reply: json(200, { access_token: signedText, token_type: 'bearer', expires_in: 86_400 }),
}

/** A login of a client that gets a refresh token. */
export const goodTokens: HonestExchange = {
  name: 'a token request that gives a refresh token',
  endpoint: 'oauth-token',
  request: token,
  reply: json(200, {
    access_token: signedText,
    token_type: 'bearer',
    expires_in: 86_400,
    refresh_token: 'r3fr3sh',
  }),
}

export const goodRefresh: HonestExchange = {
  name: 'a refresh that succeeds',
  endpoint: 'oauth-token',
  request: postForm('/oauth/token', { grant_type: 'refresh_token', refresh_token: 'r3fr3sh' }),
  reply: json(200, {
    access_token: signedText,
    token_type: 'bearer',
    expires_in: 86_400,
    refresh_token: 'an0ther',
  }),
}

export const goodCall: HonestExchange = {
  name: 'an API call that succeeds',
  endpoint: 'api-v2-users-me',
  request: requestFor('GET', '/api/v2/users/me'),
  reply: json(200, { id: '1', name: 'Demo Agent' }),
}

export const goodList: HonestExchange = {
  name: 'an API call that gives a list',
  endpoint: 'api-v2-oauth-scopes',
  request: requestFor('GET', '/api/v2/oauth/scopes?pageSize=25'),
  reply: json(200, { total: 1, entities: [{ id: 'users' }], selfUri: '/api/v2/oauth/scopes' }),
}

export const goodEnd: HonestExchange = {
  name: 'a token that is given back',
  endpoint: 'api-v2-tokens-me',
  request: requestFor('DELETE', '/api/v2/tokens/me'),
  reply: { status: 200, headers: everywhere, body: '' },
}

export const goodMetadata: HonestExchange = {
  name: 'the metadata',
  endpoint: 'well-known-oauth-authorization-server',
  request: requestFor('GET', '/.well-known/oauth-authorization-server'),
  reply: json(200, {
    issuer: 'http://127.0.0.1:7636',
    authorization_endpoint: 'http://127.0.0.1:7636/oauth/authorize',
    token_endpoint: 'http://127.0.0.1:7636/oauth/token',
    code_challenge_methods_supported: ['S256'],
  }),
}

export const goodRevocation: HonestExchange = {
  name: 'a token that is revoked',
  endpoint: 'oauth-revoke',
  request: postForm('/oauth/revoke', { token: 'k3Rz9tQw' }),
  reply: { status: 200, headers: everywhere, body: '' },
}

/** By the part of the service to which they belong; of some parts there is more than one kind. */
export const goodOnes = [
  { concern: 'authorize', exchange: goodLogin },
  { concern: 'token', exchange: goodToken },
  { concern: 'token', exchange: goodRefresh },
  { concern: 'api', exchange: goodCall },
  { concern: 'api', exchange: goodList },
  { concern: 'api', exchange: goodEnd },
  { concern: 'metadata', exchange: goodMetadata },
  { concern: 'revocation', exchange: goodRevocation },
] as const

/** The same exchange with a mock that speaks https. */
export function overHttps(exchange: HonestExchange): HonestExchange {
  const { request, reply } = exchange
  return {
    ...exchange,
    request: { ...request, origin: request.origin.replace('http:', 'https:') },
    reply: { ...reply, body: reply.body.replaceAll('http:', 'https:') },
  }
}

/** What no scenario of the catalogue may ever change: refusals, preflights, keys, and what is not served. */
export const neverChanged: readonly HonestExchange[] = [
  {
    name: 'a refused login',
    endpoint: 'oauth-authorize',
    request: authorize,
    reply: redirect(`${callback}?error=invalid_request&error_description=x&state=af0ifjsldkj`),
  },
  {
    name: 'an error page',
    endpoint: 'oauth-authorize',
    request: authorize,
    reply: { status: 400, headers: [['Content-Type', 'text/html']], body: '<p>?code=a&state=b</p>' },
  },
  {
    name: 'a login page',
    endpoint: 'oauth-authorize',
    request: authorize,
    reply: { status: 200, headers: [['Content-Type', 'text/html']], body: '<form>' },
  },
  {
    name: 'a refused token request',
    endpoint: 'oauth-token',
    request: token,
    reply: json(400, { error: 'invalid_grant', description: 'x', error_description: 'x' }),
  },
  {
    name: 'a preflight of the token endpoint',
    endpoint: 'oauth-token',
    request: requestFor('OPTIONS', '/oauth/token'),
    reply: { status: 204, headers: everywhere, body: '' },
  },
  {
    name: 'a preflight of the API',
    endpoint: 'api-v2-users-me',
    request: requestFor('OPTIONS', '/api/v2/users/me'),
    reply: { status: 204, headers: everywhere, body: '' },
  },
  {
    name: 'an API call with a bad token',
    endpoint: 'api-v2-users-me',
    request: requestFor('GET', '/api/v2/users/me'),
    reply: json(401, { code: 'bad.credentials' }),
  },
  {
    name: 'the keys',
    endpoint: 'well-known-jwks.json',
    request: requestFor('GET', '/.well-known/jwks.json'),
    reply: json(200, { keys: [] }),
  },
  {
    name: 'the health of the mock',
    endpoint: 'mock-health',
    request: requestFor('GET', '/_mock/health'),
    reply: json(200, { status: 'ok' }),
  },
  {
    name: 'a path that is not served',
    endpoint: null,
    request: requestFor('GET', '/favicon.ico'),
    reply: json(404, { error: 'not.found' }),
  },
]

/** The scenario with this name. */
export function scenarioNamed(name: string): ChosenScenario {
  const found = findScenario(name)
  if (found === undefined) throw new Error(`there is no scenario ${name}`)
  return found
}

/** What the scenario called `name` sends in the place of an honest reply, signed anew where it asks for that. */
export function tampered(name: string, { endpoint, request, reply }: HonestExchange): SentReply {
  const { tamper, isFor } = scenarioNamed(name)
  if (tamper === null || request.method === 'OPTIONS' || !isFor(request)) return reply
  return tamper(reply, { endpoint, request, at: fakeStart, issuer: null })
}
