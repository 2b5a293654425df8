import { describe, expect, test } from 'vitest'
import { missedNote, refusedNote } from '../../../../src/conformance/gather/interception/missed.js'
import type { ObservedExchange } from '../../../../src/conformance/transcript.js'
import { honestLogin } from '../../../support/transcript-builder.js'

const [authorize] = honestLogin().exchanges
if (authorize === undefined) throw new Error('a login begins with an exchange')

function at(origin: string, sender: ObservedExchange['sender']): ObservedExchange {
  if (authorize === undefined) throw new Error('unreachable')
  return { ...authorize, sender, request: { ...authorize.request, origin } }
}

const page = at('https://login.mypurecloud.com', 'user-agent')
const rows = [
  {
    name: 'a client that never comes after its callback is told of the proxy',
    exchanges: [page],
    says: /HTTPS_PROXY.*GC_PKCE_LOGIN_URL/,
  },
  {
    name: 'one that refused the certificate is told of the authorities',
    exchanges: [page],
    notices: ['a client refused the certificate for login.mypurecloud.com: trust the CA'],
    says: /trusts authorities of its own only.*GC_PKCE_LOGIN_URL/,
  },
  {
    name: 'one that came is told nothing',
    exchanges: [page, at('https://login.mypurecloud.com', 'client')],
    says: null,
  },
  {
    name: 'one that was told the address of the mock is told nothing',
    exchanges: [at('http://127.0.0.1:7636', 'user-agent')],
    says: null,
  },
  { name: 'one without a callback has another trouble', exchanges: [page], delivered: false, says: null },
]

describe('missed', () => {
  for (const { name, exchanges, delivered = true, notices = [], says } of rows) {
    test(name, () => {
      const note = missedNote(exchanges, delivered, notices)
      if (says === null) expect(note).toBeNull()
      else expect(note).toMatch(says)
    })
  }

  const refusals = [
    { name: 'another machine is no part of a run', host: 'example.com:443', says: /uses no network/ },
    {
      name: 'the service has no plain http',
      host: 'login.mypurecloud.de:80',
      says: /https on port 443 only/,
    },
    {
      name: 'a host without a port is named as it is',
      host: 'example.org',
      says: /reach example\.org, which/,
    },
  ]
  for (const { name, host, says } of refusals) {
    test(name, () => expect(refusedNote(host)).toMatch(says))
  }
})
