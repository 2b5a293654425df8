// How an authorize request ends: with a code, with an error for the client, or with an error page.
import type { Answer, EndpointContext } from '../endpoints/endpoint.js'
import type { AuthorizeDecision } from '../protocol/authorize.js'
import type { User } from '../protocol/client.js'
import { describeMistakes } from '../protocol/description.js'
import { wholeQueryOf } from '../protocol/login-form.js'
import type { HttpReply, HttpRequest, Pair } from '../protocol/message.js'
import type { Mistake } from '../protocol/mistake.js'
import { helpLink } from '../replies/help-link.js'
import { noRoomMistake } from '../replies/no-room.js'
import { redirectLocation } from '../replies/redirect-location.js'
import { granted, refused } from '../replies/reply.js'
import type { Full } from '../state/store.js'
import type { Flow } from './flow.js'
import { newLogin } from './new-login.js'

type Page = Extract<AuthorizeDecision, { kind: 'page' }>
type Refusal = Extract<AuthorizeDecision, { kind: 'refuse' }>
export type Grant = Extract<AuthorizeDecision, { kind: 'grant' }>

/** Sends the client a code, and its state. */
export async function approve(
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

/** The answer to what may not go on: an error for the client, or a page where none may be sent. */
export function turnDown(
  decision: Page | Refusal,
  request: HttpRequest,
  context: EndpointContext,
): Answer | Promise<Answer> {
  return decision.kind === 'page'
    ? errorPage(decision, request, context)
    : refusal(decision, request, context, null)
}

/** The user said no: RFC 6749 section 4.1.2.1. */
export function deny(
  { redirectUri, state }: Grant,
  mistake: Mistake,
  flow: Flow,
  request: HttpRequest,
  context: EndpointContext,
): Answer {
  const denied = { kind: 'refuse', redirectUri, state, error: 'access_denied', mistakes: [mistake] } as const
  return refusal(denied, request, context, flow.id)
}

/** `login`: the id of a login that a page was shown for. */
function refusal(
  decision: Refusal,
  request: HttpRequest,
  context: EndpointContext,
  login: string | null,
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
