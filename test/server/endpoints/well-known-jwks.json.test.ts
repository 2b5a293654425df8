import { describe, expect, test } from 'vitest'
import { wellKnownJwksJson } from '../../../src/server/endpoints/well-known-jwks.json.js'
import { testKey } from '../../support/keys.js'
import { mockWith } from '../../support/mock.js'
import { requestFor } from '../../support/requests.js'

describe('well-known-jwks.json', () => {
  test('publishes the public half of the key, and no member of the private half', async () => {
    const answer = await wellKnownJwksJson.methods.GET?.(
      requestFor('GET', '/.well-known/jwks.json'),
      mockWith().context,
    )
    expect(JSON.parse(answer?.reply.body ?? '')).toEqual({
      keys: [{ kty: 'RSA', n: testKey.n, e: 'AQAB', kid: 'test-key-1', alg: 'RS256', use: 'sig' }],
    })
  })
})
