// POST /oauth/token: exchanges a code for an access token, RFC 6749 section 4.1.3 with RFC 7636 section 4.5.

import { apiBase, loginBase } from '../bases.js'
import { describeMistakes } from '../protocol/description.js'
import type { HttpReply, HttpRequest, Pair } from '../protocol/message.js'
import type { AccessToken } from '../protocol/records.js'
import {
  decideToken,
  readTokenRequest,
  type TokenDecision,
  type TokenQuestion,
  type TokenRequest,
} from '../protocol/token.js'
import { helpLink } from '../replies/help-link.js'
import { oauthError } from '../replies/oauth-error.js'
import { granted, jsonReply, refused } from '../replies/reply.js'
import type { Redemption } from '../state/store.js'
import { randomId } from '../tokens/opaque.js'
import { type Answer, defineEndpoint, type EndpointContext } from './endpoint.js'

type Refusal = Extract<TokenDecision, { kind: 'refuse' }>
type Grant = Extract<TokenDecision, { kind: 'grant' }>

/** Without any scope in the request the token has the one that the resources of the mock need. */
const defaultScope = ['user-basic-info']

async function token(request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const tokenRequest = readTokenRequest(request, context.policy)
  const { code } = tokenRequest
  const found = code === null ? null : await context.store.findCode(code)
  const decision = await decide(tokenRequest, found, context)
  if (decision.kind === 'refuse') return refusal(decision, request, context)
  const redemption = await redeem(decision, context)
  if (redemption.kind === 'redeemed') return success(decision, request, context)
  // Somebody was faster between the look and the taking: decide again about what lies there now.
  const second = await decide(tokenRequest, redemption.kind === 'spent' ? redemption : null, context)
  if (second.kind === 'refuse') return refusal(second, request, context)
  throw new Error('a spent code was granted a second time')
}

async function decide(
  tokenRequest: TokenRequest,
  found: TokenQuestion['found'],
  { store, policy, ports }: EndpointContext,
): Promise<TokenDecision> {
  const [clients, recentLogins] = await Promise.all([store.clients(), store.recentLogins()])
  return decideToken({ tokenRequest, clients, found, recentLogins, policy, now: ports.clock.now() })
}

function redeem({ login }: Grant, context: EndpointContext): Promise<Redemption> {
  const at = context.ports.clock.now()
  const tombstone = { login, exchange: context.exchange, at }
  return context.store.redeemCode(login.code, tombstone, endOfFamily(at, context))
}

/** No code and no token of a family begun before `now` lives longer than this. */
function endOfFamily(now: number, { policy }: EndpointContext): number {
  return now + Math.max(policy.codeLifetimeSeconds, policy.accessTokenLifetimeSeconds) * 1000
}

async function success(grant: Grant, request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const { store, tokens, policy, names } = context
  if (grant.register !== null) await store.saveClient(grant.register)
  const record = accessTokenOf(grant, context)
  await store.saveAccessToken(record)
  const text = await tokens.issue(record, {
    issuer: names.issuer ?? loginBase(request, context),
    audience: names.audience ?? apiBase(request, context),
  })
  return {
    reply: jsonReply(200, {
      access_token: text,
      token_type: 'bearer',
      expires_in: policy.accessTokenLifetimeSeconds,
    }),
    outcome: granted(grant.login.id, grant.mistakes, grant.forgiven),
  }
}

function accessTokenOf({ login }: Grant, { ports, policy, exchange }: EndpointContext): AccessToken {
  const now = ports.clock.now()
  return {
    id: randomId(ports.random),
    family: login.id,
    clientId: login.clientId,
    userEmail: login.userEmail,
    scope: defaultScope,
    issuedAt: now,
    expiresAt: now + policy.accessTokenLifetimeSeconds * 1000,
    exchange,
  }
}

async function refusal(decision: Refusal, request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const { store, ports, exchange } = context
  if (decision.revoke !== null) {
    const at = ports.clock.now()
    await store.revokeFamily(decision.revoke, { exchange, at, why: 'replay' }, endOfFamily(at, context))
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

export const oauthToken = defineEndpoint({
  id: 'oauth-token',
  origin: 'login',
  path: '/oauth/token',
  crossOrigin: true,
  methods: { POST: token },
  otherMethods: token,
})
