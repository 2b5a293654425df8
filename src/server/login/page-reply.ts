// The reply that shows the login page.
import type { EndpointContext } from '../endpoints/endpoint.js'
import type { HttpReply, HttpRequest } from '../protocol/message.js'
import type { Mistake } from '../protocol/mistake.js'
import { authorizationCode } from '../tokens/opaque.js'
import { readCookie, setCookie } from './cookie.js'
import type { Flow } from './flow.js'
import { isTicket, noticeOf } from './read-login.js'

/** The login that waits for a person. */
export interface Waiting {
  readonly clientName: string
  readonly flow: Flow
  /** The query of the authorize request. */
  readonly query: string
  /** What the page fills in. */
  readonly email: string
  /** What was wrong with the form before, or null. */
  readonly mistake: Mistake | null
}

/** The page keeps the ticket that the browser has, so that pages in several tabs work. */
export async function loginPageReply(
  { clientName, flow, query, email, mistake }: Waiting,
  request: HttpRequest,
  { ports, users }: Pick<EndpointContext, 'ports' | 'users'>,
): Promise<HttpReply> {
  const { renderLoginPage } = await import('../pages/login-page.js')
  const known = readCookie('ticket', request)
  const ticket = isTicket(known) ? known : authorizationCode(ports.random)
  const { headers, body } = renderLoginPage({
    action: request.path,
    hidden: { request: query, ticket, flow: flow.id },
    clientName,
    email,
    notice: mistake === null ? null : noticeOf(mistake),
    users,
  })
  const cookies = ticket === known ? [] : [setCookie('ticket', ticket, request)]
  return { status: mistake === null ? 200 : 403, headers: [...headers, ...cookies], body }
}
