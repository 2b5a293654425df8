// GET /.well-known/jwks.json: the public keys of the access tokens, RFC 7517.
import { defineEndpoint } from './endpoint.js'
import { answered, jsonReply } from './reply.js'

export const wellKnownJwksJson = defineEndpoint({
  id: 'well-known-jwks.json',
  origin: 'login',
  path: '/.well-known/jwks.json',
  crossOrigin: true,
  methods: {
    GET: async (_request, { tokens }) => ({
      reply: jsonReply(200, await tokens.publicKeys()),
      outcome: answered,
    }),
  },
})
