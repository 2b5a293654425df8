// The ticket of a form: a cookie that the form has to repeat, so that no other site can post it (RFC 6749 section 10.12).
import type { Random } from '../ports.js'
import type { HttpRequest, Pair } from '../protocol/message.js'
import { authorizationCode } from '../tokens/opaque.js'
import { readCookie, setCookie } from './cookie.js'

/** As the mock makes them: 32 characters of the base64url alphabet. */
const ticketForm = /^[\w-]{32}$/

function isTicket(text: string | null): text is string {
  return text !== null && ticketForm.test(text)
}

/** Whether a form came with the cookie of its page. */
export function bearsTicket(form: { readonly ticket: string | null }, cookie: string | null): boolean {
  return isTicket(cookie) && form.ticket === cookie
}

/** The ticket for a page, and the header that tells it to the browser: it keeps the one it has, so that several tabs work. */
export function ticketFor(
  request: HttpRequest,
  random: Random,
): { readonly ticket: string; readonly headers: readonly Pair[] } {
  const known = readCookie('ticket', request)
  if (isTicket(known)) return { ticket: known, headers: [] }
  const ticket = authorizationCode(random)
  return { ticket, headers: [setCookie('ticket', ticket, request)] }
}
