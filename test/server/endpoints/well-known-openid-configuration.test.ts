import { describe, expect, test } from 'vitest'
import { headerOf } from '../../../src/server/protocol/message.js'
import { memberOf } from '../../support/login.js'
import { mockWith } from '../../support/mock.js'
import { requestFor } from '../../support/requests.js'

describe('well-known-openid-configuration', () => {
  for (const [path, metadata] of [
    ['/.well-known/openid-configuration', 'http://127.0.0.1:7636/.well-known/oauth-authorization-server'],
    [
      '/gate/.well-known/openid-configuration',
      'http://127.0.0.1:7636/gate/.well-known/oauth-authorization-server',
    ],
    [
      '/.well-known/openid-configuration/gate',
      'http://127.0.0.1:7636/gate/.well-known/oauth-authorization-server',
    ],
  ] as const) {
    test(`${path} is not there, and tells where the OAuth metadata is`, async () => {
      const { ask, recorder } = mockWith({ prefixes: { login: '/gate', api: '' } })
      const reply = await ask(requestFor('GET', path, [['Origin', 'https://app.example']]))
      expect(reply.status).toBe(404)
      expect(memberOf(reply, 'error_description')).toContain(metadata)
      expect(headerOf(reply, 'access-control-allow-origin')).toBe('https://app.example')
      expect(recorder.exchanges[0]?.outcome).toMatchObject({ kind: 'answered', mistakes: [] })
    })
  }
})
