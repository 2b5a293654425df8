// A registered client as the API shows it.
import type { Client } from '../protocol/client.js'
import type { Policy } from '../protocol/policy.js'

/**
 * The definition `OAuthClient` of the public OpenAPI document. The secret is left out: the service tells it
 * only when it makes a new one.
 */
export function oauthClientOf(client: Client, policy: Policy) {
  return {
    id: client.id,
    name: client.name,
    accessTokenValiditySeconds: client.accessTokenSeconds ?? policy.accessTokenLifetimeSeconds,
    registeredRedirectUri: client.redirectUris,
    roleIds: [],
    authorizedGrantType: client.grantType,
    scope: client.scopes ?? ['all'],
    roleDivisions: [],
    state: 'active',
    selfUri: `/api/v2/oauth/clients/${encodeURIComponent(client.id)}`,
  }
}
