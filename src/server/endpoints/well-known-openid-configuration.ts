// GET /.well-known/openid-configuration: 404, as on the real service, which is no OpenID provider.

import { loginBase } from '../bases.js'
import { oauthError } from '../replies/oauth-error.js'
import { answered } from '../replies/reply.js'
import { defineEndpoint } from './endpoint.js'

export const wellKnownOpenidConfiguration = defineEndpoint({
  id: 'well-known-openid-configuration',
  origin: 'login',
  path: '/.well-known/openid-configuration',
  crossOrigin: true,
  methods: {
    GET: (request, context) => {
      const metadata = `${loginBase(request, context)}/.well-known/oauth-authorization-server`
      const description = `there is no OpenID Connect here, and no id_token; the OAuth metadata is at ${metadata}`
      return { reply: oauthError(404, 'invalid_request', description), outcome: answered }
    },
  },
})
