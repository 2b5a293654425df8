// GET /api/v2/oauth/scopes: every scope of the platform.

import { withBearer } from '../bearer-guard.js'
import { genesysScopes } from '../protocol/genesys-scopes.js'
import { jsonReply } from '../replies/reply.js'
import { oauthScopeOf } from '../resources/oauth-scope.js'
import { defineEndpoint } from './endpoint.js'

export const apiV2OauthScopes = defineEndpoint({
  id: 'api-v2-oauth-scopes',
  origin: 'api',
  path: '/api/v2/oauth/scopes',
  crossOrigin: true,
  methods: {
    GET: withBearer({ scopes: ['oauth', 'oauth:readonly'] }, () =>
      jsonReply(200, {
        total: genesysScopes.length,
        entities: genesysScopes.map(oauthScopeOf),
        selfUri: '/api/v2/oauth/scopes',
      }),
    ),
  },
})
