// GET, HEAD and DELETE /api/v2/tokens/me: what the access token is, and its end.

import { withBearer } from '../bearer-guard.js'
import { endOfFamily } from '../issuance.js'
import type { HttpReply } from '../protocol/message.js'
import type { AccessToken } from '../protocol/records.js'
import { jsonReply } from '../replies/reply.js'
import { tokenInfoOf } from '../resources/token-info.js'
import { defineEndpoint, type EndpointContext } from './endpoint.js'

const requirement = { scopes: ['user-basic-info'] }

async function tokenInfo(token: AccessToken, { store, organization }: EndpointContext): Promise<HttpReply> {
  const client = (await store.clients()).find(({ id }) => id === token.clientId)
  return jsonReply(200, tokenInfoOf(token, client, organization))
}

/** The whole login ends, its refresh token included, which may outlive the access token by far. */
async function revoke(token: AccessToken, context: EndpointContext): Promise<HttpReply> {
  const { store, ports, exchange } = context
  const at = ports.clock.now()
  const until = Math.max(token.expiresAt, endOfFamily(at, context))
  await store.revokeFamily(token.family, { exchange, at, why: 'logout' }, until)
  return { status: 200, headers: [], body: '' }
}

export const apiV2TokensMe = defineEndpoint({
  id: 'api-v2-tokens-me',
  origin: 'api',
  path: '/api/v2/tokens/me',
  crossOrigin: true,
  methods: {
    GET: withBearer(requirement, (token, _request, context) => tokenInfo(token, context)),
    DELETE: withBearer(requirement, (token, _request, context) => revoke(token, context)),
  },
})
