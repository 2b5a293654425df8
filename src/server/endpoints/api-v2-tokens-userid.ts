// DELETE /api/v2/tokens/{userId}: the end of all tokens of a user.

import { withBearer } from '../bearer-guard.js'
import type { HttpReply } from '../protocol/message.js'
import { notFound } from '../replies/api-error.js'
import { userIdOf } from '../resources/user-profile.js'
import { defineEndpoint, type EndpointContext } from './endpoint.js'

async function deleteTokens({
  parameters,
  users,
  store,
  ports,
  exchange,
  correlation,
}: EndpointContext): Promise<HttpReply> {
  const user = users.find((candidate) => userIdOf(candidate) === parameters.get('userId'))
  if (user === undefined) return notFound(correlation)
  const revocation = { exchange, at: ports.clock.now(), why: 'deletion' } as const
  for (const [family, until] of await store.familiesOfUser(user.email)) {
    await store.revokeFamily(family, revocation, until)
  }
  return { status: 204, headers: [], body: '' }
}

export const apiV2TokensUserid = defineEndpoint({
  id: 'api-v2-tokens-userid',
  origin: 'api',
  path: '/api/v2/tokens/{userId}',
  crossOrigin: true,
  methods: {
    DELETE: withBearer(
      { scopes: ['user-basic-info'], permission: 'oauth:token:delete' },
      (_token, _request, context) => deleteTokens(context),
    ),
  },
})
