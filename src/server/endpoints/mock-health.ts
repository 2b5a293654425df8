// GET /_mock/health: tells that the mock is up, to whoever asks.

import { answered, jsonReply } from '../replies/reply.js'
import { defineEndpoint } from './endpoint.js'

export const mockHealth = defineEndpoint({
  id: 'mock-health',
  origin: 'mock',
  path: '/_mock/health',
  crossOrigin: false,
  methods: { GET: () => ({ reply: jsonReply(200, { status: 'ok' }), outcome: answered }) },
})
