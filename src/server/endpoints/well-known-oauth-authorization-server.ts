// GET /.well-known/oauth-authorization-server: the metadata of RFC 8414, with the fields of the real service.

import { loginBase } from '../bases.js'
import { servedGrantTypes } from '../protocol/grant-type.js'
import { answered, jsonReply } from '../replies/reply.js'
import { defineEndpoint, type EndpointContext } from './endpoint.js'

/** The real service names no `jwks_uri`, because its tokens are opaque; nor does the mock where its own are. */
function metadataOf(issuer: string, base: string, { policy, quirks }: EndpointContext) {
  return {
    issuer,
    authorization_endpoint: `${base}/oauth/authorize`,
    token_endpoint: `${base}/oauth/token`,
    ...(policy.tokenFormat === 'jwt' ? { jwks_uri: `${base}/.well-known/jwks.json` } : {}),
    ...(quirks.offersRevocation ? { revocation_endpoint: `${base}/oauth/revoke` } : {}),
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: servedGrantTypes,
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
    GET: (request, context) => {
      const base = loginBase(request, context)
      return {
        reply: jsonReply(200, metadataOf(context.names.issuer ?? base, base, context)),
        outcome: answered,
      }
    },
  },
})
