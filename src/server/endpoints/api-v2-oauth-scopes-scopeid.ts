// GET /api/v2/oauth/scopes/{scopeId}: one scope of the platform.

import { withBearer } from '../bearer-guard.js'
import { genesysScopes } from '../protocol/genesys-scopes.js'
import { notFound } from '../replies/api-error.js'
import { jsonReply } from '../replies/reply.js'
import { oauthScopeOf } from '../resources/oauth-scope.js'
import { defineEndpoint } from './endpoint.js'

export const apiV2OauthScopesScopeid = defineEndpoint({
  id: 'api-v2-oauth-scopes-scopeid',
  origin: 'api',
  path: '/api/v2/oauth/scopes/{scopeId}',
  crossOrigin: true,
  methods: {
    GET: withBearer(
      { scopes: ['oauth', 'oauth:readonly'] },
      (_token, _request, { parameters, correlation }) => {
        const scope = genesysScopes.find((name) => name === parameters.get('scopeId'))
        return scope === undefined ? notFound(correlation) : jsonReply(200, oauthScopeOf(scope))
      },
    ),
  },
})
