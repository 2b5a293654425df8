// GET /api/v2/oauth/clients: the registered clients, all on one page.

import { withBearer } from '../bearer-guard.js'
import { jsonReply } from '../replies/reply.js'
import { oauthClientOf } from '../resources/oauth-client.js'
import { defineEndpoint } from './endpoint.js'

const uri = '/api/v2/oauth/clients'

export const apiV2OauthClients = defineEndpoint({
  id: 'api-v2-oauth-clients',
  origin: 'api',
  path: uri,
  crossOrigin: true,
  methods: {
    GET: withBearer(
      { scopes: ['oauth', 'oauth:readonly'], permission: 'oauth:client:view' },
      async (_token, _request, { store, policy }) => {
        const entities = (await store.clients()).map((client) => oauthClientOf(client, policy))
        const total = entities.length
        return jsonReply(200, {
          entities,
          pageSize: total,
          pageNumber: 1,
          total,
          firstUri: uri,
          lastUri: uri,
          selfUri: uri,
          pageCount: 1,
        })
      },
    ),
  },
})
