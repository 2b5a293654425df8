// GET /favicon.ico: nothing, so that browsers ask no second time and nobody looks for a mistake.

import { answered } from '../replies/reply.js'
import { defineEndpoint } from './endpoint.js'

export const faviconIco = defineEndpoint({
  id: 'favicon.ico',
  origin: 'mock',
  path: '/favicon.ico',
  crossOrigin: false,
  methods: { GET: () => ({ reply: { status: 204, headers: [], body: '' }, outcome: answered }) },
})
