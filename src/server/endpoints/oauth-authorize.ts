// GET and POST /oauth/authorize: begins a login, RFC 6749 section 4.1.1 with RFC 7636 section 4.3.
import { approve, deny, type Grant, turnDown } from '../login/authorize-answers.js'
import { readCookie } from '../login/cookie.js'
import { type Flow, flowNamed, newFlow } from '../login/flow.js'
import { consentPageReply, loginPageReply } from '../login/page-reply.js'
import { readConsent } from '../login/read-consent.js'
import { readLogin } from '../login/read-login.js'
import { beginSession, rememberConsent, sessionOf } from '../login/session.js'
import { type AuthorizeDecision, authorizeParameters, decideAuthorize } from '../protocol/authorize.js'
import type { User } from '../protocol/client.js'
import { isAllowed, scopesToAllow } from '../protocol/consent.js'
import {
  type ConsentForm,
  carriedRequest,
  type LoginForm,
  readPageForm,
  wholeQueryOf,
} from '../protocol/login-form.js'
import { decideLogin, userOf } from '../protocol/login-prompt.js'
import type { HttpRequest } from '../protocol/message.js'
import type { Mistake } from '../protocol/mistake.js'
import { firstValue } from '../protocol/parameters.js'
import type { Session } from '../protocol/records.js'
import { answered, refused } from '../replies/reply.js'
import { type Answer, defineEndpoint, type EndpointContext } from './endpoint.js'

/** A login on its way through the pages. */
interface Passage {
  readonly grant: Grant
  readonly flow: Flow
  /** The query of the authorize request. */
  readonly query: string
  /** Why the page before is shown again, or null. */
  readonly mistake: Mistake | null
}

async function authorize(request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const form = readPageForm(request)
  if (form === null) return begin(request, context)
  const decision = await decide(carriedRequest(request, form), context)
  if (decision.kind !== 'grant') return turnDown(decision, request, context)
  // The mistakes of the request were told with the page.
  const grant = { ...decision, mistakes: [], forgiven: false }
  const passage = { grant, flow: flowNamed(form.flow, context), query: form.query, mistake: null }
  return form.page === 'login'
    ? readLoginPage(form, passage, request, context)
    : readConsentPage(form, passage, request, context)
}

async function decide(request: HttpRequest, { store, policy }: EndpointContext): Promise<AuthorizeDecision> {
  return decideAuthorize({ request, clients: await store.clients(), policy })
}

/** A request of a client: logs the user in at once, or shows a page. */
async function begin(request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const decision = await decide(request, context)
  if (decision.kind !== 'grant') return turnDown(decision, request, context)
  if (decision.register !== null) await context.store.saveClient(decision.register)
  const passage = {
    grant: decision,
    flow: newFlow(context),
    query: wholeQueryOf(request),
    mistake: null,
  }
  return askUser(passage, request, request, context)
}

/** `asking` is the request of the client, which a form may carry in `request`. */
async function askUser(
  passage: Passage,
  asking: HttpRequest,
  request: HttpRequest,
  context: EndpointContext,
): Promise<Answer> {
  const { users, policy } = context
  const session = await sessionOf(request, context)
  const login = decideLogin({
    prompt: firstValue(authorizeParameters(asking), 'prompt'),
    loginHint: passage.grant.loginHint,
    sessionUser: session && userOf(session.userEmail, users),
    users,
    interactive: policy.interactive,
  })
  return login.kind === 'straight'
    ? askConsent(passage, login.user, session, request, context)
    : loginPage(passage, login.email, request, context)
}

async function loginPage(
  { grant, flow, query, mistake }: Passage,
  email: string,
  request: HttpRequest,
  context: EndpointContext,
): Promise<Answer> {
  const waiting = { client: grant.client, flow, query, email, mistake }
  const reply = await loginPageReply(waiting, request, context)
  return { reply, outcome: pageOutcome(grant, flow, mistake) }
}

function pageOutcome({ mistakes, forgiven }: Grant, flow: Flow, mistake: Mistake | null) {
  if (mistake !== null) return refused([mistake], flow.id)
  return { ...answered, mistakes, forgiven, login: flow.id }
}

/** Approves what needs no consent, or has it; otherwise shows the consent page, which needs a session to answer in. */
async function askConsent(
  passage: Passage,
  user: User,
  session: Session | null,
  request: HttpRequest,
  context: EndpointContext,
): Promise<Answer> {
  const { grant, flow, query, mistake } = passage
  const { client, redirectUri } = grant
  const scopes = scopesToAllow(grant, context.policy)
  const own = session?.userEmail === user.email ? session : null
  const isGiven = !context.policy.consent || isAllowed(own?.consents ?? [], client.id, scopes)
  if (isGiven && mistake === null) return approve(grant, user, flow, request, context)
  const begun = own === null ? await beginSession(user, null, request, context) : null
  const waiting = { client, flow, query, mistake, user, scopes, redirectUri }
  const reply = await consentPageReply(waiting, request, context)
  const cookies = begun === null ? [] : [begun.cookie]
  return {
    reply: { ...reply, headers: [...reply.headers, ...cookies] },
    outcome: pageOutcome(grant, flow, mistake),
  }
}

/** What a person typed on the login page. */
async function readLoginPage(
  form: LoginForm,
  passage: Passage,
  request: HttpRequest,
  context: EndpointContext,
): Promise<Answer> {
  const read = readLogin(form, readCookie('ticket', request), context.users)
  if (read.kind === 'cancelled') return deny(passage.grant, read.mistake, passage.flow, request, context)
  if (read.kind === 'refused') {
    return loginPage({ ...passage, mistake: read.mistake }, form.email, request, context)
  }
  const before = await sessionOf(request, context)
  const { session, cookie } = await beginSession(read.user, before, request, context)
  const { reply, outcome } = await askConsent(passage, read.user, session, request, context)
  return { reply: { ...reply, headers: [...reply.headers, cookie] }, outcome }
}

/** What a person answered on the consent page. */
async function readConsentPage(
  form: ConsentForm,
  passage: Passage,
  request: HttpRequest,
  context: EndpointContext,
): Promise<Answer> {
  const { grant, flow } = passage
  const session = await sessionOf(request, context)
  const facts = { cookie: readCookie('ticket', request), session, users: context.users }
  const read = readConsent(form, facts)
  switch (read.kind) {
    case 'stale': {
      const again = { ...passage, mistake: read.mistake }
      return askUser(again, carriedRequest(request, form), request, context)
    }
    case 'denied':
      return deny(grant, read.mistake, flow, request, context)
    case 'allowed': {
      const scopes = scopesToAllow(grant, context.policy)
      await rememberConsent(read.session, { clientId: grant.client.id, scopes }, context)
      return approve(grant, read.user, flow, request, context)
    }
  }
}

export const oauthAuthorize = defineEndpoint({
  id: 'oauth-authorize',
  origin: 'login',
  path: '/oauth/authorize',
  crossOrigin: false,
  methods: { GET: authorize, POST: authorize },
})
