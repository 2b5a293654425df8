// The replies that show the login page and the consent page.
import type { EndpointContext } from '../endpoints/endpoint.js'
import type { Client, User } from '../protocol/client.js'
import type { HttpReply, HttpRequest } from '../protocol/message.js'
import type { Mistake } from '../protocol/mistake.js'
import type { Flow } from './flow.js'
import { ticketFor } from './ticket.js'

/** The login that waits for a person. */
interface Waiting {
  readonly client: Pick<Client, 'id' | 'name'>
  readonly flow: Flow
  /** The query of the authorize request. */
  readonly query: string
  /** What was wrong with the form before, or null. */
  readonly mistake: Mistake | null
}

export interface WaitingForLogin extends Waiting {
  /** What the page fills in. */
  readonly email: string
}

export interface WaitingForConsent extends Waiting {
  readonly user: User
  readonly scopes: readonly string[]
  readonly redirectUri: string
}

/** 403 for a form that was refused. */
function statusOf({ mistake }: Waiting): number {
  return mistake === null ? 200 : 403
}

export async function loginPageReply(
  waiting: WaitingForLogin,
  request: HttpRequest,
  { ports, users }: Pick<EndpointContext, 'ports' | 'users'>,
): Promise<HttpReply> {
  const { renderLoginPage } = await import('../pages/login-page.js')
  const { client, email, flow, mistake, query } = waiting
  const { ticket, headers: cookies } = ticketFor(request, ports.random)
  const { headers, body } = renderLoginPage({
    action: request.path,
    hidden: { request: query, ticket, flow: flow.id },
    clientName: client.name,
    email,
    notice: mistake === null ? null : noticeOf(mistake),
    users,
  })
  return { status: statusOf(waiting), headers: [...headers, ...cookies], body }
}

export async function consentPageReply(
  waiting: WaitingForConsent,
  request: HttpRequest,
  { ports }: Pick<EndpointContext, 'ports'>,
): Promise<HttpReply> {
  const { renderConsentPage } = await import('../pages/consent-page.js')
  const { client, flow, mistake, query, redirectUri, scopes, user } = waiting
  const { ticket, headers: cookies } = ticketFor(request, ports.random)
  const { headers, body } = renderConsentPage({
    action: request.path,
    hidden: { request: query, ticket, flow: flow.id },
    clientName: client.name,
    user,
    scopes,
    redirectUri,
    notice: mistake === null ? null : noticeOf(mistake),
  })
  return { status: statusOf(waiting), headers: [...headers, ...cookies], body }
}

const tooOld = 'This page was too old, or the browser refused its cookie. Please try again.'

const notices: Readonly<Record<string, string>> = {
  'login-form-stale': tooOld,
  'consent-form-stale': tooOld,
  'login-user-unknown': 'No user of this mock has that e-mail address.',
  'login-password-wrong': 'That is not the password of this user.',
}

/** The mistake in the words of the page. */
function noticeOf({ kind, sentence }: Mistake): string {
  return notices[kind] ?? sentence
}
