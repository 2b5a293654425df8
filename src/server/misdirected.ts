// Requests to a host of Genesys Cloud that does not exist, or that has not the half of the service asked for.
// On hosts of any other name, loopback first of all, one origin has both halves and this does not apply.
import { isApiPath } from './bases.js'
import type { Answer, Endpoint, EndpointContext } from './endpoints/endpoint.js'
import { mistake } from './protocol/autopsy/kinds.js'
import { hostMistake } from './protocol/autopsy/region.js'
import { describeMistakes } from './protocol/description.js'
import type { HttpReply, HttpRequest } from './protocol/message.js'
import type { Mistake } from './protocol/mistake.js'
import { classifyHost, type HostReading, hostOf } from './protocol/regions.js'
import { apiError } from './replies/api-error.js'
import { helpLink } from './replies/help-link.js'
import { oauthError } from './replies/oauth-error.js'
import { refused } from './replies/reply.js'

/** What is wrong with the host of a request for `endpoint`; null when nothing is. */
export function misdirection(request: HttpRequest, endpoint: Endpoint | undefined): Mistake | null {
  if (endpoint?.origin === 'mock') return null
  const reading = classifyHost(request.origin)
  if (reading.kind === 'near-miss') return hostMistake(request.origin)
  return reading.kind === 'region' && endpoint !== undefined ? wrongHalf(request, endpoint, reading) : null
}

function wrongHalf(
  { path }: HttpRequest,
  { origin }: Endpoint,
  { region, service }: Extract<HostReading, { kind: 'region' }>,
): Mistake | null {
  if (origin === 'mock' || origin === service) return null
  const where = `${hostOf(region, origin)}${path}`
  if (service === 'api') return mistake('login-path-on-api', { words: { path, where } })
  return mistake('path-of-other-host', { words: { host: hostOf(region, service), path, where } })
}

/** 404 with the diagnosis: on a page where a person waits for one, else in the words of the API or of OAuth. */
export async function misdirected(
  found: Mistake,
  request: HttpRequest,
  endpoint: Endpoint | undefined,
  context: EndpointContext,
): Promise<Answer> {
  const reply = await replyFor(found, request, endpoint, context)
  const headers = [...reply.headers, helpLink(request, context.exchange)]
  return { reply: { ...reply, headers }, outcome: refused([found]) }
}

async function replyFor(
  found: Mistake,
  request: HttpRequest,
  endpoint: Endpoint | undefined,
  context: EndpointContext,
): Promise<HttpReply> {
  const text = describeMistakes([found], context.policy)
  const reading = classifyHost(request.origin)
  const isApi = isApiPath(request.path, context) || (reading.kind === 'region' && reading.service === 'api')
  if (isApi) return apiError(404, 'not.found', text, context.correlation)
  const isForPeople = endpoint?.id === 'oauth-authorize' || endpoint?.id === 'logout'
  if (!isForPeople) return oauthError(404, found.error, text)
  const { renderErrorPage } = await import('./pages/error-page.js')
  return { status: 404, ...renderErrorPage([found], null) }
}
