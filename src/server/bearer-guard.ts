// Lets a request to an API resource through when its access token is good.

import { recentlyRefusedTokenExchange, refusedLogin, refusedTokenExchange } from './causes.js'
import type { Answer, EndpointContext, Handler } from './endpoints/endpoint.js'
import { type AccessRefusal, accessRefusal, type Requirement } from './protocol/access.js'
import type { TokenFault } from './protocol/autopsy/unknown-token.js'
import { type BearerDecision, decideBearer, readBearer } from './protocol/bearer.js'
import { describeMistakes } from './protocol/description.js'
import { type HttpRequest, headerOf, type Pair } from './protocol/message.js'
import type { Policy } from './protocol/policy.js'
import type { AccessToken, Revocation } from './protocol/records.js'
import { apiError } from './replies/api-error.js'
import { helpLink } from './replies/help-link.js'
import { granted, refused } from './replies/reply.js'

type Refusal = Extract<BearerDecision, { kind: 'refuse' }>
type Grant = Extract<BearerDecision, { kind: 'grant' }>

const realm = 'Bearer realm="gc-mock-oauth"'

/** Makes the reply for a good token. */
export type Resource = (
  token: AccessToken,
  request: HttpRequest,
  context: EndpointContext,
) => Answer['reply'] | Promise<Answer['reply']>

const messages = {
  'authentication.required': 'No authentication bearer token specified in authorization header.',
  'bad.credentials': 'Invalid login credentials.',
} as const

/**
 * A handler that answers with `resource` when the token is good, and with 401, a Genesys error body and a
 * challenge (RFC 6750 section 3) when it is not; with 403 when a good token lacks what `requirement` asks for.
 * The body is never empty: a client may wait for it forever.
 */
export function withBearer(requirement: Requirement, resource: Resource): Handler {
  return async (request, context) => {
    const credential = readBearer(request)
    const found = credential.token === null ? null : await findToken(credential.token, context)
    const isUnknown = credential.token !== null && found === null
    const fault = isUnknown ? await faultIn(credential.token, context) : null
    const now = context.ports.clock.now()
    const hasNothing = credential.mistakes.some(({ kind }) => kind === 'bearer-undefined')
    const refused = hasNothing ? refusedTokenExchange(context.exchanges) : null
    const { policy } = context
    const { origin } = request
    const question = { credential, found, fault, policy, now, origin, refusedTokenExchange: refused }
    const decision = decideBearer(question)
    if (decision.kind === 'refuse') {
      const cause = decision.cause ?? causeOf(decision, found?.token ?? null, request, context)
      return refusal({ ...decision, cause }, credential.placement !== null, request, context)
    }
    const denial = accessRefusal({
      token: decision.token,
      requirement,
      permissions: permissionsOf(decision.token, context),
    })
    if (denial !== null) return forbidden(denial, decision, requirement, request, context)
    const reply = await resource(decision.token, request, context)
    return { reply, outcome: granted(decision.token.family, decision.mistakes, decision.forgiven) }
  }
}

function permissionsOf({ userEmail }: AccessToken, { users }: EndpointContext): readonly string[] | null {
  return users.find(({ email }) => email === userEmail)?.permissions ?? null
}

function forbidden(
  { code, message, mistake }: AccessRefusal,
  { token }: Grant,
  { scopes }: Requirement,
  request: HttpRequest,
  { correlation, exchange, policy }: EndpointContext,
): Answer {
  const challenge = `${realm}, error="${mistake.error}", error_description="${describeMistakes([mistake], policy)}"`
  const headers: Pair[] = [
    [
      'WWW-Authenticate',
      mistake.kind === 'scope-missing' ? `${challenge}, scope="${scopes.join(' ')}"` : challenge,
    ],
    helpLink(request, exchange),
  ]
  return {
    reply: apiError(403, code, message, correlation, headers),
    outcome: refused([mistake], token.family),
  }
}

/** Which exchange a refusal goes back to that is no revocation: the one that issued the token, or gave none. */
function causeOf(
  { mistakes }: Refusal,
  token: AccessToken | null,
  request: HttpRequest,
  { exchanges, ports }: EndpointContext,
): number | null {
  const kinds = mistakes.map(({ kind }) => kind)
  if (token !== null) return token.exchange
  if (kinds.includes('bearer-undefined')) return refusedLogin(exchanges, null)
  if (!kinds.includes('bearer-missing')) return null
  return recentlyRefusedTokenExchange(exchanges, request, ports.clock.now())
}

async function findToken(
  text: string,
  { tokens, store }: EndpointContext,
): Promise<{ token: AccessToken; revocation: Revocation | null } | null> {
  const id = await tokens.identify(text)
  const token = id === null ? null : await store.findAccessToken(id)
  return token === null ? null : { token, revocation: await store.findRevocation(token.family) }
}

/** What can be seen of a token that the store does not know. */
async function faultIn(text: string, { tokens, store }: EndpointContext): Promise<TokenFault | null> {
  if ((await store.findRefreshToken(text)) !== null) return 'refresh-token'
  if ((await store.findCode(text)) !== null) return 'code'
  return (await tokens.identify(text)) === null ? tokens.faultIn(text) : 'forgotten'
}

function refusal(decision: Refusal, placed: boolean, request: HttpRequest, context: EndpointContext): Answer {
  const tried = placed || headerOf(request, 'authorization') !== undefined
  const headers: Pair[] = [
    ['WWW-Authenticate', challengeOf(decision, tried, context.policy)],
    helpLink(request, context.exchange),
  ]
  return {
    reply: apiError(401, decision.code, messages[decision.code], context.correlation, headers),
    outcome: refused(decision.mistakes, decision.login, decision.cause),
  }
}

/** A request without any credential gets the bare challenge, RFC 6750 section 3.1. */
function challengeOf({ mistakes }: Refusal, tried: boolean, policy: Policy): string {
  const error = mistakes[0]?.error
  if (!tried || error === undefined) return realm
  return `${realm}, error="${error}", error_description="${describeMistakes(mistakes, policy)}"`
}
