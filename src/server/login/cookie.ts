// The cookies that the mock sets.
import { cookieOf } from '../protocol/cookies.js'
import type { HttpRequest, Pair } from '../protocol/message.js'

/** What a cookie is for. */
type Purpose = 'session' | 'ticket'

/** With the port in it: browsers keep one set of cookies for all ports of a host, and there may be several mocks. */
function nameOf(purpose: Purpose, { origin }: HttpRequest): string {
  return `gc_mock_${purpose}_${/:(\d+)$/.exec(origin)?.[1] ?? 'default'}`
}

export function readCookie(purpose: Purpose, request: HttpRequest): string | null {
  return cookieOf(request, nameOf(purpose, request))
}

/** Not for scripts, and not sent along when another site posts something here. */
export function setCookie(purpose: Purpose, value: string, request: HttpRequest): Pair {
  return ['Set-Cookie', `${nameOf(purpose, request)}=${value}; ${attributesFor(request)}`]
}

export function clearCookie(purpose: Purpose, request: HttpRequest): Pair {
  return ['Set-Cookie', `${nameOf(purpose, request)}=; Max-Age=0; ${attributesFor(request)}`]
}

function attributesFor({ origin }: HttpRequest): string {
  return `Path=/; HttpOnly; SameSite=Lax${origin.startsWith('https:') ? '; Secure' : ''}`
}
