// GET /api/v2/organizations/me: the organisation of the token.

import { withBearer } from '../bearer-guard.js'
import { jsonReply } from '../replies/reply.js'
import { organizationOf } from '../resources/organization.js'
import { defineEndpoint } from './endpoint.js'

export const apiV2OrganizationsMe = defineEndpoint({
  id: 'api-v2-organizations-me',
  origin: 'api',
  path: '/api/v2/organizations/me',
  crossOrigin: true,
  methods: {
    GET: withBearer(
      { scopes: ['organization', 'organization:readonly'] },
      (_token, _request, { organization }) => jsonReply(200, organizationOf(organization)),
    ),
  },
})
