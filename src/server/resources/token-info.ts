// What the API tells about an access token.
import type { Client } from '../protocol/client.js'
import type { AccessToken } from '../protocol/records.js'
import type { Organization } from '../state/seed.js'

/**
 * The definition `TokenInfo` of the public OpenAPI document. `clonedUser` and `dateTokenIdles` are absent: the
 * mock has neither cloned users nor an idle timeout.
 */
export function tokenInfoOf(token: AccessToken, client: Client | undefined, organization: Organization) {
  const { id, name } = organization
  return {
    organization: { id, name },
    homeOrganization: { id, name },
    authorizedScope: token.scope,
    // The capital letters are those of the service.
    OAuthClient: {
      id: token.clientId,
      name: client?.name ?? token.clientId,
      organization: { id },
      authorizedGrantType: token.userEmail === null ? 'CLIENT-CREDENTIALS' : 'CODE',
      scope: token.scope,
      state: 'active',
    },
  }
}
