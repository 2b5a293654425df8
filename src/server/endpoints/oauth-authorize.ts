// GET and POST /oauth/authorize: begins a login, RFC 6749 section 4.1.1 with RFC 7636 section 4.3.
import { readCookie } from '../login/cookie.js'
import { type Flow, flowNamed, newFlow } from '../login/flow.js'
import { newLogin } from '../login/new-login.js'
import { loginPageReply } from '../login/page-reply.js'
import { readLogin } from '../login/read-login.js'
import { beginSession, sessionUserOf } from '../login/session.js'
import { type AuthorizeDecision, authorizeParameters, decideAuthorize } from '../protocol/authorize.js'
import type { User } from '../protocol/client.js'
import { describeMistakes } from '../protocol/description.js'
import { carriedRequest, type LoginForm, readLoginForm, wholeQueryOf } from '../protocol/login-form.js'
import { decideLogin } from '../protocol/login-prompt.js'
import type { HttpReply, HttpRequest, Pair } from '../protocol/message.js'
import { firstValue } from '../protocol/parameters.js'
import { helpLink } from '../replies/help-link.js'
import { noRoomMistake } from '../replies/no-room.js'
import { redirectLocation } from '../replies/redirect-location.js'
import { answered, granted, refused } from '../replies/reply.js'
import type { Admission } from '../state/store.js'
import { type Answer, defineEndpoint, type EndpointContext } from './endpoint.js'

type Page = Extract<AuthorizeDecision, { kind: 'page' }>
type Refusal = Extract<AuthorizeDecision, { kind: 'refuse' }>
type Grant = Extract<AuthorizeDecision, { kind: 'grant' }>
type Full = Extract<Admission, { kind: 'full' }>

async function authorize(request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const form = readLoginForm(request)
  return form === null ? begin(request, context) : submit(form, request, context)
}

async function decide(request: HttpRequest, { store, policy }: EndpointContext): Promise<AuthorizeDecision> {
  return decideAuthorize({ request, clients: await store.clients(), policy })
}

/** A request of a client: logs the user in at once, or shows the login page. */
async function begin(request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const decision = await decide(request, context)
  if (decision.kind === 'page') return errorPage(decision, request, context)
  if (decision.kind === 'refuse') return refusal(decision, request, context)
  if (decision.register !== null) await context.store.saveClient(decision.register)
  const flow = newFlow(context)
  const login = decideLogin({
    prompt: firstValue(authorizeParameters(request), 'prompt'),
    loginHint: decision.loginHint,
    sessionUser: await sessionUserOf(request, context),
    users: context.users,
    interactive: context.policy.interactive,
  })
  if (login.kind === 'straight') return approve(decision, login.user, flow, request, context)
  const { mistakes, forgiven, client } = decision
  const query = wholeQueryOf(request)
  const waiting = { clientName: client.name, flow, query, email: login.email, mistake: null }
  const reply = await loginPageReply(waiting, request, context)
  return { reply, outcome: { ...answered, mistakes, forgiven, login: flow.id } }
}

/** The login form: what a person typed, and the request that waits for it. */
async function submit(form: LoginForm, request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const decision = await decide(carriedRequest(request, form), context)
  if (decision.kind === 'page') return errorPage(decision, request, context)
  if (decision.kind === 'refuse') return refusal(decision, request, context)
  const flow = flowNamed(form.flow, context)
  const read = readLogin(form, readCookie('ticket', request), context.users)
  if (read.kind === 'cancelled') {
    const { redirectUri, state } = decision
    const mistakes = [read.mistake]
    const denied = { kind: 'refuse', redirectUri, state, error: 'access_denied', mistakes } as const
    return refusal(denied, request, context, flow.id)
  }
  if (read.kind === 'refused') {
    const { query, email } = form
    const { mistake } = read
    const waiting = { clientName: decision.client.name, flow, query, email, mistake }
    const reply = await loginPageReply(waiting, request, context)
    return { reply, outcome: refused([mistake], flow.id) }
  }
  // The mistakes of the request were told with the page.
  const granting = { ...decision, mistakes: [], forgiven: false }
  const { reply, outcome } = await approve(granting, read.user, flow, request, context)
  if (outcome.kind !== 'granted') return { reply, outcome }
  const session = await beginSession(read.user, request, context)
  return { reply: { ...reply, headers: [...reply.headers, session] }, outcome }
}

async function approve(
  grant: Grant,
  user: User,
  flow: Flow,
  request: HttpRequest,
  context: EndpointContext,
): Promise<Answer> {
  const login = newLogin({ grant, user, flow }, request, context)
  const admission = await context.store.saveLogin(login)
  if (admission.kind === 'full') return noRoom(admission, request, context)
  const parameters: Pair[] = [['code', login.code]]
  if (grant.state !== null) parameters.push(['state', grant.state])
  return {
    reply: redirect(request, redirectLocation(grant.redirectUri, parameters)),
    outcome: granted(login.id, grant.mistakes, grant.forgiven),
  }
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

/** `login`: the id of a login that a page was shown for. */
function refusal(
  decision: Refusal,
  request: HttpRequest,
  context: EndpointContext,
  login: string | null = null,
): Answer {
  const parameters: Pair[] = [
    ['error', decision.error],
    ['error_description', describeMistakes(decision.mistakes, context.policy)],
  ]
  if (decision.state !== null) parameters.push(['state', decision.state])
  const location = redirectLocation(decision.redirectUri, parameters)
  return {
    reply: redirect(request, location, [helpLink(request, context.exchange)]),
    outcome: refused(decision.mistakes, login),
  }
}

async function errorPage(decision: Page, request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const { renderErrorPage } = await import('../pages/error-page.js')
  const query = context.caller.loopback ? wholeQueryOf(request) : null
  const { headers, body } = renderErrorPage(decision.mistakes, decision.registrable, query)
  return {
    reply: { status: decision.status, headers: [...headers, helpLink(request, context.exchange)], body },
    outcome: refused(decision.mistakes),
  }
}

/** Live logins are never dropped for a new one; the page names the bound that is reached. */
async function noRoom(full: Full, request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const page = { kind: 'page', status: 503, mistakes: [noRoomMistake(full)], registrable: null } as const
  return errorPage(page, request, context)
}

export const oauthAuthorize = defineEndpoint({
  id: 'oauth-authorize',
  origin: 'login',
  path: '/oauth/authorize',
  crossOrigin: false,
  methods: { GET: authorize, POST: authorize },
})
