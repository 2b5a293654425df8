// POST /oauth/token: exchanges a code, a refresh token or the credentials of a client for an access token, RFC
// 6749 sections 4.1.3, 4.4.2 and 6 with RFC 7636 section 4.5.

import { withRefusedLogin } from '../causes.js'
import { endOfFamily, type Grant, issue, type Taken, take } from '../issuance.js'
import { describeMistakes } from '../protocol/description.js'
import type { HttpReply, HttpRequest, Pair } from '../protocol/message.js'
import { firstValue } from '../protocol/parameters.js'
import {
  decideToken,
  type KnownRefreshToken,
  readTokenRequest,
  type TokenDecision,
  type TokenRequest,
} from '../protocol/token.js'
import { helpLink } from '../replies/help-link.js'
import { noRoomMistake } from '../replies/no-room.js'
import { oauthError } from '../replies/oauth-error.js'
import { granted, jsonReply, refused } from '../replies/reply.js'
import type { Full } from '../state/store.js'
import { type Answer, defineEndpoint, type EndpointContext } from './endpoint.js'

type Refusal = Extract<TokenDecision, { kind: 'refuse' }>

async function token(request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const tokenRequest = readTokenRequest(request, context.policy)
  const decision = await decide(tokenRequest, context)
  if (decision.kind === 'refuse') return refusal(explained(decision, tokenRequest, context), request, context)
  const full = await context.store.tokensFull()
  if (full !== null) return noRoom(full, decision, request, context)
  const taken = await take(decision, request, context)
  if (taken !== null) return success(decision, taken, request, context)
  return afterSomebodyFaster(tokenRequest, request, context)
}

/** Between the look and the taking another request took it: decide again about what lies there now. */
async function afterSomebodyFaster(
  tokenRequest: TokenRequest,
  request: HttpRequest,
  context: EndpointContext,
): Promise<Answer> {
  const decision = await decide(tokenRequest, context)
  if (decision.kind === 'refuse') return refusal(decision, request, context)
  const taken = await take(decision, request, context)
  if (taken === null) throw new Error('what was taken before was granted a second time')
  return success(decision, taken, request, context)
}

/** A request without a code points to the login that gave none. */
function explained(
  decision: Refusal,
  { parameters, basic }: TokenRequest,
  { exchanges }: EndpointContext,
): Refusal {
  if (decision.cause !== null) return decision
  const clientId = firstValue(parameters, 'client_id') ?? basic?.id ?? null
  return { ...decision, ...withRefusedLogin(decision.mistakes, exchanges, clientId) }
}

async function decide(tokenRequest: TokenRequest, context: EndpointContext): Promise<TokenDecision> {
  const { store, policy, ports } = context
  const { code } = tokenRequest
  const [clients, recentLogins, recentRefreshTokens, found, foundRefreshToken] = await Promise.all([
    store.clients(),
    store.recentLogins(),
    store.recentRefreshTokens(),
    code === null ? null : store.findCode(code),
    findRefreshToken(tokenRequest, context),
  ])
  const now = ports.clock.now()
  const known = { clients, recentLogins, recentRefreshTokens, found, foundRefreshToken }
  return decideToken({ tokenRequest, ...known, policy, now })
}

async function findRefreshToken(
  { refreshToken }: TokenRequest,
  { store }: EndpointContext,
): Promise<KnownRefreshToken | null> {
  const found = refreshToken === null ? null : await store.findRefreshToken(refreshToken)
  if (found === null) return null
  const { family } = found.kind === 'live' ? found.refresh : found.spent.refresh
  return { ...found, revocation: await store.findRevocation(family) }
}

async function success(
  grant: Grant,
  taken: Taken,
  request: HttpRequest,
  context: EndpointContext,
): Promise<Answer> {
  if (grant.register !== null) await context.store.saveClient(grant.register)
  return {
    reply: jsonReply(200, await issue(grant, taken, request, context)),
    outcome: granted(taken.family, grant.mistakes, grant.forgiven),
  }
}

async function refusal(decision: Refusal, request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const { store, ports, exchange } = context
  const { revoke, spend } = decision
  const at = ports.clock.now()
  if (revoke !== null) {
    await store.revokeFamily(revoke.family, { exchange, at, why: revoke.why }, endOfFamily(at, context))
  }
  if (spend !== null) {
    const tombstone = { login: spend, exchange, at, refused: true }
    await store.redeemCode(spend.code, tombstone, endOfFamily(at, context))
  }
  return {
    reply: refusalReply(decision, request, context),
    outcome: refused(decision.mistakes, decision.login, decision.cause),
  }
}

function refusalReply(
  decision: Refusal,
  request: HttpRequest,
  { exchange, policy }: EndpointContext,
): HttpReply {
  const headers: Pair[] = [helpLink(request, exchange)]
  if (decision.askForBasic) headers.push(['WWW-Authenticate', 'Basic realm="gc-mock-oauth", charset="UTF-8"'])
  return oauthError(decision.status, decision.error, describeMistakes(decision.mistakes, policy), headers)
}

/** Nothing was taken yet: the client may send the same request again. */
function noRoom(
  full: Full,
  grant: Grant,
  request: HttpRequest,
  { exchange, policy }: EndpointContext,
): Answer {
  const found = noRoomMistake(full)
  const login = grant.grantType === 'authorization_code' ? grant.login.id : null
  return {
    reply: oauthError(503, found.error, describeMistakes([found], policy), [helpLink(request, exchange)]),
    outcome: refused([found], login),
  }
}

export const oauthToken = defineEndpoint({
  id: 'oauth-token',
  origin: 'login',
  path: '/oauth/token',
  crossOrigin: true,
  methods: { POST: token },
  otherMethods: token,
})
