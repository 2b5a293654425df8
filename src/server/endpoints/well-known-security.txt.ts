// GET /.well-known/security.txt: the real login host has one (RFC 9116), so the mock has one that says what it is.

import { answered } from '../replies/reply.js'
import { defineEndpoint } from './endpoint.js'

const oneYear = 31_536_000_000

function textAt(now: number): string {
  return [
    '# This is gc-mock-oauth, a local mock for tests. It is not Genesys Cloud.',
    'Contact: mailto:postmaster@localhost',
    `Expires: ${new Date(now + oneYear).toISOString()}`,
    '',
  ].join('\n')
}

export const wellKnownSecurityTxt = defineEndpoint({
  id: 'well-known-security.txt',
  origin: 'login',
  path: '/.well-known/security.txt',
  crossOrigin: false,
  methods: {
    GET: (_request, { ports }) => ({
      reply: {
        status: 200,
        headers: [['Content-Type', 'text/plain; charset=utf-8']],
        body: textAt(ports.clock.now()),
      },
      outcome: answered,
    }),
  },
})
