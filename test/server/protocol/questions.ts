// Questions for the decisions, with everything filled in that a row does not name. All values are literals.
import { type AuthorizeDecision, decideAuthorize } from '../../../src/server/protocol/authorize.js'
import type { Client } from '../../../src/server/protocol/client.js'
import type { Pairs } from '../../../src/server/protocol/message.js'
import type { Mistake } from '../../../src/server/protocol/mistake.js'
import { defaultPolicy, type Policy } from '../../../src/server/protocol/policy.js'
import type {
  Login,
  RefreshToken,
  SpentCode,
  SpentRefreshToken,
} from '../../../src/server/protocol/records.js'
import {
  decideToken,
  readTokenRequest,
  type TokenDecision,
  type TokenQuestion,
} from '../../../src/server/protocol/token.js'
import { requestFor } from '../../support/requests.js'

export const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
export const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
export const code = 'Zq7f0c2VtJx5Yw1uPz8kLm3nRb6sGd4h'
export const redirectUri = 'http://127.0.0.1:8976/callback'

export const spa: Client = {
  id: 'aaaaaaaa-0000-4000-8000-000000000001',
  name: 'Public client',
  grantType: 'CODE',
  redirectUris: ['http://127.0.0.1/callback', 'https://app.test/cb?tenant=a%2Fb'],
}

export const web: Client = {
  id: 'bbbbbbbb-0000-4000-8000-000000000002',
  name: 'Web client',
  grantType: 'CODE',
  secret: 'Abcd+12%34',
  redirectUris: ['https://web.test/callback'],
}

export const robot: Client = {
  id: 'cccccccc-0000-4000-8000-000000000003',
  name: 'Client without a user',
  grantType: 'CLIENT-CREDENTIALS',
  secret: 'robot-secret',
  redirectUris: [],
}

/** Names and values as a query or form body; a value of null leaves the name out, several double it. */
export type Fields = Readonly<Record<string, string | null | readonly string[]>>

export function encoded(fields: Fields): string {
  return Object.entries(fields)
    .flatMap(([name, value]) =>
      (value === null ? [] : typeof value === 'string' ? [value] : value).map((one) => [name, one]),
    )
    .map(([name = '', value = '']) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
}

export const authorizeFields: Fields = {
  response_type: 'code',
  client_id: spa.id,
  redirect_uri: redirectUri,
  state: 'af0ifjsldkj',
  code_challenge: challenge,
  code_challenge_method: 'S256',
}

export interface Circumstances {
  readonly clients?: readonly Client[]
  readonly policy?: Partial<Policy>
}

/** Decides an authorize request whose query is `query`. */
export function authorizeQuery(
  query: string,
  { clients = [spa, web, robot], policy = {} }: Circumstances = {},
): AuthorizeDecision {
  const request = requestFor('GET', `/oauth/authorize?${query}`)
  return decideAuthorize({ request, clients, policy: { ...defaultPolicy, ...policy } })
}

/** Decides the honest authorize request with `changes`. */
export function authorize(changes: Fields = {}, circumstances: Circumstances = {}): AuthorizeDecision {
  return authorizeQuery(encoded({ ...authorizeFields, ...changes }), circumstances)
}

export const issuedAt = 1_700_000_000_000

export const login: Login = {
  id: 'login-1',
  code,
  clientId: spa.id,
  redirectUri,
  redirectUriSent: true,
  challenge,
  challengeMethod: 'S256',
  state: 'af0ifjsldkj',
  userEmail: 'agent@mock.test',
  exchange: 3,
  issuedAt,
  expiresAt: issuedAt + 300_000,
}

export function spent(
  milliseconds: number,
  changes: Partial<Login> = {},
): { kind: 'spent'; spent: SpentCode } {
  return {
    kind: 'spent',
    spent: { login: { ...login, ...changes }, exchange: 4, at: issuedAt + 4000 - milliseconds },
  }
}

export function open(changes: Partial<Login> = {}): { kind: 'login'; login: Login } {
  return { kind: 'login', login: { ...login, ...changes } }
}

export const tokenFields: Fields = {
  grant_type: 'authorization_code',
  client_id: spa.id,
  code,
  redirect_uri: redirectUri,
  code_verifier: verifier,
}

export interface TokenCircumstances extends Circumstances {
  readonly found?: TokenQuestion['found']
  readonly foundRefreshToken?: TokenQuestion['foundRefreshToken']
  readonly recentLogins?: readonly Login[]
  readonly recentRefreshTokens?: readonly RefreshToken[]
  readonly headers?: Pairs
  readonly type?: string | null
  readonly body?: string
  readonly query?: string
  readonly method?: string
  readonly now?: number
}

/** Decides the honest token request with `changes`, four seconds after the code was issued. */
export function token(changes: Fields = {}, circumstances: TokenCircumstances = {}): TokenDecision {
  const { clients = [spa, web, robot], found = open(), recentLogins = [login], headers = [] } = circumstances
  const { foundRefreshToken = null, recentRefreshTokens = [] } = circumstances
  const { type = 'application/x-www-form-urlencoded', method = 'POST', now = issuedAt + 4000 } = circumstances
  const policy = { ...defaultPolicy, ...circumstances.policy }
  const body = circumstances.body ?? encoded({ ...tokenFields, ...changes })
  const typed: Pairs = type === null ? headers : [['Content-Type', type], ...headers]
  const target = circumstances.query === undefined ? '/oauth/token' : `/oauth/token?${circumstances.query}`
  const tokenRequest = readTokenRequest(requestFor(method, target, typed, body), policy)
  const held = { found, foundRefreshToken, recentLogins, recentRefreshTokens }
  return decideToken({ tokenRequest, clients, ...held, policy, now })
}

export function basic(id: string, secret: string): Pairs {
  return [['Authorization', `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`]]
}

export function kindsOf({ mistakes }: { readonly mistakes: readonly Mistake[] }): readonly string[] {
  return mistakes.map(({ kind }) => kind)
}

/** A login of the confidential client, without PKCE unless `changes` bring it. */
export function webLogin(changes: Partial<Login> = {}): Login {
  const bound = {
    clientId: web.id,
    redirectUri: 'https://web.test/callback',
    challenge: null,
    challengeMethod: null,
  }
  return { ...login, ...bound, ...changes }
}

export const webFields: Fields = {
  client_id: web.id,
  redirect_uri: 'https://web.test/callback',
  code_verifier: null,
}
/** An open login of the confidential client, without PKCE. */
export const classic: TokenCircumstances = { found: { kind: 'login', login: webLogin() } }

export const refreshTokenText = 'p1Qw7Xb0Zr3Lk9TnVd6Ys2Hc8Mg4Jf5Ae0Ui3Wo7Br1x'

/** A refresh token that the confidential client got with its secret, four seconds after the code was issued. */
export function refreshToken(changes: Partial<RefreshToken> = {}): RefreshToken {
  return {
    token: refreshTokenText,
    family: 'login-1',
    clientId: web.id,
    userEmail: 'agent@mock.test',
    scope: ['users', 'analytics:readonly'],
    authenticated: true,
    exchange: 4,
    issuedAt: issuedAt + 4000,
    expiresAt: issuedAt + 2_592_004_000,
    ...changes,
  }
}

/** The refresh token, rotated `milliseconds` before a request of `refresh`. */
export function rotated(
  milliseconds: number,
  changes: Partial<RefreshToken> = {},
): { kind: 'spent'; spent: SpentRefreshToken; revocation: null } {
  const at = issuedAt + 600_000 - milliseconds
  const successor = refreshToken({ token: 'the-successor', exchange: 9, issuedAt: at, ...changes })
  return {
    kind: 'spent',
    spent: { refresh: refreshToken(changes), successor, exchange: 9, at },
    revocation: null,
  }
}

/** Decides the honest refresh with `changes`, ten minutes after the code was issued. */
export function refresh(changes: Fields = {}, circumstances: TokenCircumstances = {}): TokenDecision {
  const fields: Fields = {
    grant_type: 'refresh_token',
    refresh_token: refreshTokenText,
    client_id: web.id,
    client_secret: 'Abcd+12%34',
    ...changes,
  }
  return token(
    {},
    {
      body: encoded(fields),
      found: null,
      foundRefreshToken: { kind: 'live', refresh: refreshToken(), revocation: null },
      now: issuedAt + 600_000,
      ...circumstances,
    },
  )
}

/** Decides the honest request of a client that acts for itself, with `changes`. */
export function clientCredentials(
  changes: Fields = {},
  circumstances: TokenCircumstances = {},
): TokenDecision {
  const fields: Fields = {
    grant_type: 'client_credentials',
    client_id: robot.id,
    client_secret: 'robot-secret',
    ...changes,
  }
  return token({}, { body: encoded(fields), found: null, recentLogins: [], ...circumstances })
}

/** A request, and what differs from the honest one. */
export interface Row {
  readonly name: string
  readonly changes?: Fields
  readonly circumstances?: TokenCircumstances
}

/** A request that is refused: with 400 and invalid_grant unless the row says otherwise. */
export interface Refused extends Row {
  readonly kinds: readonly string[]
  readonly error?: string
  readonly status?: number
  readonly says?: RegExp
}
