// GET /api/v2/users/me: the profile of the user who logged in.

import { withBearer } from '../bearer-guard.js'
import type { User } from '../protocol/client.js'
import type { AccessToken } from '../protocol/records.js'
import { apiError } from '../replies/api-error.js'
import { jsonReply } from '../replies/reply.js'
import type { Organization } from '../state/seed.js'
import { idOfName } from '../tokens/opaque.js'
import { defineEndpoint, type EndpointContext } from './endpoint.js'

function profileOf(user: User, organization: Organization) {
  const id = idOfName(user.email)
  const division = idOfName(`division of ${organization.id}`)
  return {
    id,
    name: user.name,
    division: { id: division, name: 'Home', selfUri: `/api/v2/authorization/divisions/${division}` },
    chat: { jabberId: `${id}@${organization.id}.orgspan.com` },
    email: user.email,
    primaryContactInfo: [{ address: user.email, mediaType: 'EMAIL', type: 'PRIMARY' }],
    addresses: [],
    state: 'active',
    username: user.email,
    images: [],
    version: 1,
    acdAutoAnswer: false,
    selfUri: `/api/v2/users/${id}`,
  }
}

function usersMe(token: AccessToken, { users, organization, correlation }: EndpointContext) {
  const user = users.find(({ email }) => email === token.userEmail)
  if (user !== undefined) return jsonReply(200, profileOf(user, organization))
  const message = 'This request requires a user context. Client credentials cannot be used for it.'
  return apiError(400, 'not.a.user', message, correlation)
}

export const apiV2UsersMe = defineEndpoint({
  id: 'api-v2-users-me',
  origin: 'api',
  path: '/api/v2/users/me',
  crossOrigin: true,
  methods: { GET: withBearer((token, _request, context) => usersMe(token, context)) },
})
