// Performs a grant: takes the code or rotates the refresh token, and makes the tokens of the answer.

import { apiBase, loginBase } from './bases.js'
import type { EndpointContext } from './endpoints/endpoint.js'
import type { Client } from './protocol/client.js'
import type { HttpRequest } from './protocol/message.js'
import type { AccessToken, RefreshToken } from './protocol/records.js'
import { regionOfHost } from './protocol/regions.js'
import type { TokenDecision } from './protocol/token.js'
import { randomId, refreshTokenText } from './tokens/opaque.js'

export type Grant = Extract<TokenDecision, { kind: 'grant' }>

/** What a grant was taken for; null when somebody was faster. */
export interface Taken {
  /** Id of the login that the tokens belong to, or one of their own. */
  readonly family: string
  /** Null for a client that acts for itself. */
  readonly userEmail: string | null
  /** The refresh token of the answer, already saved, or null. */
  readonly refresh: RefreshToken | null
}

/** The members of a token answer (RFC 6749 section 5.1), in their order on the wire. */
export interface TokenAnswer {
  readonly access_token: string
  readonly token_type: 'bearer'
  /** Seconds. */
  readonly expires_in: number
  readonly refresh_token?: string
  /** Only where it is not what was asked for. */
  readonly scope?: string
}

/** No code and no token of a family begun before `now` lives longer than this. */
export function endOfFamily(
  now: number,
  { policy }: EndpointContext,
  client: Pick<Client, 'accessTokenSeconds'> = {},
): number {
  const { codeLifetimeSeconds, refreshTokenLifetimeSeconds } = policy
  const access = accessSeconds(policy, client)
  return now + Math.max(codeLifetimeSeconds, refreshTokenLifetimeSeconds, access) * 1000
}

function accessSeconds(
  policy: EndpointContext['policy'],
  { accessTokenSeconds }: Pick<Client, 'accessTokenSeconds'>,
): number {
  return Math.min(accessTokenSeconds ?? policy.accessTokenLifetimeSeconds, policy.longestAccessTokenSeconds)
}

/** Takes what the grant rests on by one atomic operation of the store; of parallel calls exactly one gets it. */
export async function take(
  grant: Grant,
  request: HttpRequest,
  context: EndpointContext,
): Promise<Taken | null> {
  if (grant.grantType === 'client_credentials') {
    return { family: randomId(context.ports.random), userEmail: null, refresh: null }
  }
  return grant.grantType === 'refresh_token'
    ? takeRefreshToken(grant, request, context)
    : takeCode(grant, request, context)
}

async function takeCode(
  grant: Extract<Grant, { grantType: 'authorization_code' }>,
  request: HttpRequest,
  context: EndpointContext,
): Promise<Taken | null> {
  const { login, client, proven } = grant
  const { store, ports, policy, quirks, exchange } = context
  const refreshable = grant.refreshable || quirks.refreshTokensForAll
  const at = ports.clock.now()
  const accessEnd = at + Math.max(policy.codeLifetimeSeconds, accessSeconds(policy, client)) * 1000
  const until = refreshable ? endOfFamily(at, context, client) : accessEnd
  const redemption = await store.redeemCode(login.code, { login, exchange, at }, until)
  if (redemption.kind !== 'redeemed') return null
  const taken = { family: login.id, userEmail: login.userEmail }
  if (!refreshable) return { ...taken, refresh: null }
  const bound = {
    ...taken,
    clientId: client.id,
    scope: grant.scope.scope,
    authenticated: proven,
    ...regionOf(request),
  }
  const refresh = refreshTokenFor(bound, context)
  await store.saveRefreshToken(refresh)
  return { ...taken, refresh }
}

async function takeRefreshToken(
  { refresh, give }: Extract<Grant, { grantType: 'refresh_token' }>,
  request: HttpRequest,
  context: EndpointContext,
): Promise<Taken | null> {
  const { family, userEmail } = refresh
  if (give === 'repeat') return { family, userEmail, refresh }
  const { store, ports, exchange } = context
  const successor = refreshTokenFor({ ...refresh, ...regionOf(request) }, context)
  const rotation = await store.rotateRefreshToken({ refresh, successor, exchange, at: ports.clock.now() })
  return rotation.kind === 'rotated' ? { family, userEmail, refresh: successor } : null
}

function refreshTokenFor(
  bound: Omit<RefreshToken, 'token' | 'exchange' | 'issuedAt' | 'expiresAt'>,
  { ports, policy, exchange }: EndpointContext,
): RefreshToken {
  const issuedAt = ports.clock.now()
  const expiresAt = issuedAt + policy.refreshTokenLifetimeSeconds * 1000
  return { ...bound, token: refreshTokenText(ports.random), exchange, issuedAt, expiresAt }
}

function regionOf({ origin }: HttpRequest): { readonly region?: string } {
  const region = regionOfHost(origin)
  return region === null ? {} : { region: region.domain }
}

/** Saves and writes the access token of a grant that was taken. */
export async function issue(
  grant: Grant,
  taken: Taken,
  request: HttpRequest,
  context: EndpointContext,
): Promise<TokenAnswer> {
  const { store, tokens, policy, names } = context
  const seconds = accessSeconds(policy, grant.client)
  const record = accessTokenOf(grant, taken, seconds, request, context)
  await store.saveAccessToken(record)
  const text = await tokens.issue(record, {
    issuer: names.issuer ?? loginBase(request, context),
    audience: names.audience ?? apiBase(request, context),
    claims: claimsOf(grant.client, taken, context),
  })
  const { scope, differs } = grant.scope
  return {
    access_token: text,
    token_type: 'bearer',
    expires_in: seconds,
    ...(taken.refresh === null ? {} : { refresh_token: taken.refresh.token }),
    ...(differs ? { scope: scope.join(' ') } : {}),
  }
}

function accessTokenOf(
  { client, scope }: Grant,
  { family, userEmail }: Taken,
  seconds: number,
  request: HttpRequest,
  { ports, exchange }: EndpointContext,
): AccessToken {
  const issuedAt = ports.clock.now()
  return {
    id: randomId(ports.random),
    family,
    clientId: client.id,
    userEmail,
    scope: scope.scope,
    ...regionOf(request),
    issuedAt,
    expiresAt: issuedAt + seconds * 1000,
    exchange,
  }
}

function claimsOf(client: Client, { userEmail }: Taken, { users }: EndpointContext) {
  const user = users.find(({ email }) => email === userEmail)
  return { ...client.claims, ...user?.claims }
}
