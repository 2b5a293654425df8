import { createPublicKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { publicMembers, readSigningKey } from '../../../src/server/tokens/keys.js'
import { createSigningKey } from '../../../src/server/tokens/new-key.js'

const rows = [
  {
    algorithm: 'RS256',
    members: ['d', 'dp', 'dq', 'e', 'kty', 'n', 'p', 'q', 'qi'],
    details: { modulusLength: 2048 },
  },
  { algorithm: 'ES256', members: ['crv', 'd', 'kty', 'x', 'y'], details: { namedCurve: 'prime256v1' } },
  { algorithm: 'EdDSA', members: ['crv', 'd', 'kty', 'x'], details: {} },
] as const

describe('new-key', () => {
  for (const { algorithm, members, details } of rows) {
    test(`a key for ${algorithm} is whole, and another one each time`, async () => {
      const [key, other] = [await createSigningKey(algorithm), await createSigningKey(algorithm)]
      expect(Object.keys(key).sort()).toEqual(members)
      expect(readSigningKey(key)).toEqual(key)
      const { asymmetricKeyDetails } = createPublicKey({ key: publicMembers(key), format: 'jwk' })
      expect(asymmetricKeyDetails).toMatchObject(details)
      expect(publicMembers(other)).not.toEqual(publicMembers(key))
    })
  }

  test('a key is for RS256 unless something else is asked for', async () => {
    expect(await createSigningKey()).toHaveProperty('kty', 'RSA')
  })
})
