// The decision about a logout: where the browser goes afterwards.
import { unknownClientMistake } from './autopsy/client.js'
import { mistake } from './autopsy/kinds.js'
import { closest } from './autopsy/nearest.js'
import { redirectDifference } from './autopsy/redirect.js'
import type { Client } from './client.js'
import type { HttpRequest } from './message.js'
import type { Mistake } from './mistake.js'
import { firstValue, lookUp, parseParameters } from './parameters.js'
import { admitsRedirect, redirectUriFault } from './redirect-uri.js'

export type LogoutDecision =
  /** The redirect URI is registered for the client that the request names. */
  | { readonly kind: 'redirect'; readonly redirectUri: string }
  /** A page; without mistakes where no redirect was asked for. */
  | { readonly kind: 'page'; readonly mistakes: readonly Mistake[] }

/**
 * The session ends in any case. The browser is sent on only to a URI that the client has registered: anything
 * else would make the logout a relay to foreign pages (RFC 9700 section 4.11).
 */
export function decideLogout(request: HttpRequest, clients: readonly Client[]): LogoutDecision {
  const parameters = parseParameters(request.query)
  const redirect = lookUp(parameters, 'redirect_uri')
  if (redirect.kind === 'absent' || redirect.kind === 'empty') return { kind: 'page', mistakes: [] }
  const clientId = firstValue(parameters, 'client_id')
  if (clientId === null) return page(mistake('client-id-missing'))
  const client = clients.find(({ id }) => id === clientId)
  if (client === undefined) return page(unknownClientMistake(clientId, clients))
  if (redirect.kind === 'doubled') {
    return page(mistake('parameter-doubled', { parameter: 'redirect_uri', words: { times: redirect.times } }))
  }
  const uri = redirect.value
  if (redirectUriFault(uri) === null && admitsRedirect(client, uri))
    return { kind: 'redirect', redirectUri: uri }
  const near = closest(uri, client.redirectUris)
  const difference = near === null ? 'it has no registered URI' : redirectDifference(near, uri)
  return page(mistake('redirect-uri-unregistered', { words: { difference } }))
}

function page(found: Mistake): LogoutDecision {
  return { kind: 'page', mistakes: [found] }
}
