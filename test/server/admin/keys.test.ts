import { describe, expect, test } from 'vitest'
import { adminWith } from '../../support/admin.js'

describe('keys', () => {
  test('the public keys are told', async () => {
    const { call } = adminWith()
    expect((await call('GET', '/_mock/keys')).body).toEqual({ keys: [{ kty: 'RSA', kid: 'key-0' }] })
  })

  for (const { name, body } of [
    { name: 'nothing', body: '' },
    { name: 'an empty object', body: {} },
  ]) {
    test(`are rotated by a call with ${name}, and told`, async () => {
      const { call, notices } = adminWith()
      expect(await call('POST', '/_mock/keys/rotate', body)).toMatchObject({
        status: 200,
        body: { keys: [{ kid: 'key-1' }] },
      })
      expect(notices).toEqual(['the signing key was rotated'])
    })
  }

  test('a body that says anything is refused, and nothing is rotated', async () => {
    const { call } = adminWith()
    expect((await call('POST', '/_mock/keys/rotate', { now: true })).status).toBe(400)
    expect((await call('GET', '/_mock/keys')).body.keys[0].kid).toBe('key-0')
  })
})
