// GET /api/v2/oauth/clients/{clientId}: one registered client, without its secret.

import { withBearer } from '../bearer-guard.js'
import { notFound } from '../replies/api-error.js'
import { jsonReply } from '../replies/reply.js'
import { oauthClientOf } from '../resources/oauth-client.js'
import { defineEndpoint } from './endpoint.js'

export const apiV2OauthClientsClientid = defineEndpoint({
  id: 'api-v2-oauth-clients-clientid',
  origin: 'api',
  path: '/api/v2/oauth/clients/{clientId}',
  crossOrigin: true,
  methods: {
    GET: withBearer(
      { scopes: ['oauth', 'oauth:readonly'], permission: 'oauth:client:view' },
      async (_token, _request, { store, policy, parameters, correlation }) => {
        const wanted = parameters.get('clientId')
        const client = (await store.clients()).find(({ id }) => id === wanted)
        return client === undefined ? notFound(correlation) : jsonReply(200, oauthClientOf(client, policy))
      },
    ),
  },
})
