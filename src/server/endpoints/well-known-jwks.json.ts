// GET /.well-known/jwks.json: the public keys of the access tokens, RFC 7517.

import { answered, jsonReply } from '../replies/reply.js'
import { defineEndpoint } from './endpoint.js'

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
