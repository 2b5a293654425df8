// GET /.well-known/oauth-authorization-server: the metadata of RFC 8414, with the fields of the real service.

import { answered, jsonReply } from '../replies/reply.js'
import { defineEndpoint } from './endpoint.js'

/** The real service names no `jwks_uri`, because its tokens are opaque; those of the mock are signed. */
function metadataOf(issuer: string, origin: string) {
  return {
    issuer,
    authorization_endpoint: `${origin}/oauth/authorize`,
    token_endpoint: `${origin}/oauth/token`,
    jwks_uri: `${origin}/.well-known/jwks.json`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    service_documentation: 'https://developer.genesys.cloud/authorization',
  }
}

export const wellKnownOauthAuthorizationServer = defineEndpoint({
  id: 'well-known-oauth-authorization-server',
  origin: 'login',
  path: '/.well-known/oauth-authorization-server',
  crossOrigin: true,
  methods: {
    GET: ({ origin }, { names }) => ({
      reply: jsonReply(200, metadataOf(names.issuer ?? origin, origin)),
      outcome: answered,
    }),
  },
})
