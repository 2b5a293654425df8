// GET and POST /oauth/authorize: begins a login, RFC 6749 section 4.1.1 with RFC 7636 section 4.3.
import { type AuthorizeDecision, decideAuthorize } from '../protocol/authorize.js'
import type { User } from '../protocol/client.js'
import { describeMistakes } from '../protocol/description.js'
import type { HttpReply, HttpRequest, Pair } from '../protocol/message.js'
import type { Login } from '../protocol/records.js'
import { regionOfHost } from '../protocol/regions.js'
import { helpLink } from '../replies/help-link.js'
import { redirectLocation } from '../replies/redirect-location.js'
import { granted, refused } from '../replies/reply.js'
import type { Admission } from '../state/store.js'
import { authorizationCode, randomId } from '../tokens/opaque.js'
import { type Answer, defineEndpoint, type EndpointContext } from './endpoint.js'

type Page = Extract<AuthorizeDecision, { kind: 'page' }>
type Refusal = Extract<AuthorizeDecision, { kind: 'refuse' }>
type Grant = Extract<AuthorizeDecision, { kind: 'grant' }>
type Full = Extract<Admission, { kind: 'full' }>

async function authorize(request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const clients = await context.store.clients()
  const decision = decideAuthorize({ request, clients, policy: context.policy })
  if (decision.kind === 'page') return errorPage(decision, request, context)
  if (decision.kind === 'refuse') return refusal(decision, request, context)
  return approve(decision, request, context)
}

/** The default user logs in at once; `login_hint` picks another one. */
async function approve(grant: Grant, request: HttpRequest, context: EndpointContext): Promise<Answer> {
  if (grant.register !== null) await context.store.saveClient(grant.register)
  const login = loginOf(grant, request, context)
  const admission = await context.store.saveLogin(login)
  if (admission.kind === 'full') return noRoom(admission, request, context)
  const parameters: Pair[] = [['code', login.code]]
  if (grant.state !== null) parameters.push(['state', grant.state])
  return {
    reply: redirect(request, redirectLocation(grant.redirectUri, parameters)),
    outcome: granted(login.id, grant.mistakes, grant.forgiven),
  }
}

function loginOf(grant: Grant, { origin }: HttpRequest, context: EndpointContext): Login {
  const { ports, policy, users, exchange } = context
  const now = ports.clock.now()
  const region = regionOfHost(origin)
  return {
    id: randomId(ports.random),
    code: authorizationCode(ports.random),
    clientId: grant.client.id,
    redirectUri: grant.redirectUri,
    redirectUriSent: grant.redirectUriSent,
    challenge: grant.challenge,
    challengeMethod: grant.challengeMethod,
    state: grant.state,
    ...(grant.requestedScopes === null ? {} : { requestedScopes: grant.requestedScopes }),
    ...(region === null ? {} : { region: region.domain }),
    userEmail: userFor(grant.loginHint, users).email,
    exchange,
    issuedAt: now,
    expiresAt: now + policy.codeLifetimeSeconds * 1000,
  }
}

/** The hint is `email`, `email:organisation` or an organisation; an unknown one picks the default user. */
function userFor(hint: string | null, users: readonly [User, ...User[]]): User {
  const wanted = hint?.split(':')[0]?.trim().toLowerCase()
  return users.find(({ email }) => email.toLowerCase() === wanted) ?? users[0]
}

/** 303 after a form post, so that no browser posts the form again to the client: RFC 9700 section 4.12. */
function redirect(request: HttpRequest, location: string, headers: readonly Pair[] = []): HttpReply {
  const status = request.method === 'POST' ? 303 : 302
  return {
    status,
    headers: [['Location', location], ['Referrer-Policy', 'no-referrer'], ...headers],
    body: '',
  }
}

function refusal(decision: Refusal, request: HttpRequest, context: EndpointContext): Answer {
  const parameters: Pair[] = [
    ['error', decision.error],
    ['error_description', describeMistakes(decision.mistakes, context.policy)],
  ]
  if (decision.state !== null) parameters.push(['state', decision.state])
  const location = redirectLocation(decision.redirectUri, parameters)
  return {
    reply: redirect(request, location, [helpLink(request, context.exchange)]),
    outcome: refused(decision.mistakes),
  }
}

async function errorPage(decision: Page, request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const { renderErrorPage } = await import('../pages/error-page.js')
  const { headers, body } = renderErrorPage(decision.mistakes, decision.registrable)
  return {
    reply: { status: decision.status, headers: [...headers, helpLink(request, context.exchange)], body },
    outcome: refused(decision.mistakes),
  }
}

/** Live logins are never dropped for a new one; the page names the bound that is reached. */
async function noRoom(full: Full, request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const mistake = {
    kind: 'mock-full',
    area: 'transport',
    error: 'temporarily_unavailable',
    parameter: null,
    sentence: `temporarily_unavailable: the mock holds ${full.bound} live ${full.limit}, its bound, and takes no new one`,
    fix: `Wait until some have expired, or raise bounds.${full.limit} of the mock.`,
  } as const
  const page = { kind: 'page', status: 503, mistakes: [mistake], registrable: null } as const
  return errorPage(page, request, context)
}

export const oauthAuthorize = defineEndpoint({
  id: 'oauth-authorize',
  origin: 'login',
  path: '/oauth/authorize',
  crossOrigin: false,
  methods: { GET: authorize, POST: authorize },
})
