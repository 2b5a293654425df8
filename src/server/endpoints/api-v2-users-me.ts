// GET /api/v2/users/me: the profile of the user who logged in.

import { withBearer } from '../bearer-guard.js'
import type { HttpReply, HttpRequest } from '../protocol/message.js'
import { parseParameters } from '../protocol/parameters.js'
import type { AccessToken } from '../protocol/records.js'
import { apiError } from '../replies/api-error.js'
import { jsonReply, jsonTextReply } from '../replies/reply.js'
import { expandedMembers } from '../resources/user-expansions.js'
import { userProfileOf, userProfileText } from '../resources/user-profile.js'
import { defineEndpoint, type EndpointContext } from './endpoint.js'

/** `expand=a&expand=b` as the OpenAPI document has it, or `expand=a,b`. */
function expandOf({ query }: HttpRequest): readonly string[] {
  return parseParameters(query)
    .filter(({ name }) => name === 'expand')
    .flatMap(({ value }) => value.split(',').map((part) => part.trim()))
}

async function usersMe(
  token: AccessToken,
  request: HttpRequest,
  { users, organization, store, ports, correlation }: EndpointContext,
): Promise<HttpReply> {
  const user = users.find(({ email }) => email === token.userEmail)
  if (user === undefined) {
    const message =
      'This request requires a user context. Client credentials cannot be used for requests to this resource.'
    return apiError(400, 'not.a.user', message, correlation)
  }
  const expand = expandOf(request)
  if (expand.length === 0) return jsonTextReply(200, userProfileText(user, organization))
  const client = (await store.clients()).find(({ id }) => id === token.clientId)
  const parts = { user, organization, token, client, now: ports.clock.now() }
  return jsonReply(200, {
    ...userProfileOf(user, organization),
    ...expandedMembers(expand, parts),
  })
}

export const apiV2UsersMe = defineEndpoint({
  id: 'api-v2-users-me',
  origin: 'api',
  path: '/api/v2/users/me',
  crossOrigin: true,
  methods: { GET: withBearer({ scopes: ['user-basic-info'] }, usersMe) },
})
