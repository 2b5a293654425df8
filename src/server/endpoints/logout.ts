// GET /logout: ends the session of the browser, and sends it on to a registered URI only.

import { endSession } from '../login/session.js'
import { decideLogout } from '../protocol/logout.js'
import type { HttpRequest } from '../protocol/message.js'
import { helpLink } from '../replies/help-link.js'
import { redirectLocation } from '../replies/redirect-location.js'
import { answered, refused } from '../replies/reply.js'
import { type Answer, defineEndpoint, type EndpointContext } from './endpoint.js'

async function end(request: HttpRequest, context: EndpointContext): Promise<Answer> {
  const forget = await endSession(request, context)
  const decision = decideLogout(request, await context.store.clients())
  if (decision.kind === 'redirect') {
    const location = redirectLocation(decision.redirectUri, [])
    const headers = [['Location', location], ['Referrer-Policy', 'no-referrer'], forget] as const
    return { reply: { status: 302, headers, body: '' }, outcome: answered }
  }
  const { mistakes } = decision
  const { renderLogoutPage } = await import('../pages/logout-page.js')
  const { headers, body } = renderLogoutPage(mistakes)
  if (mistakes.length === 0) {
    return { reply: { status: 200, headers: [...headers, forget], body }, outcome: answered }
  }
  const more = [...headers, forget, helpLink(request, context.exchange)]
  return { reply: { status: 400, headers: more, body }, outcome: refused(mistakes) }
}

export const logout = defineEndpoint({
  id: 'logout',
  origin: 'login',
  path: '/logout',
  crossOrigin: false,
  methods: { GET: end },
})
