import { compactVerify, importJWK } from 'jose'
import { describe, expect, test } from 'vitest'
import { createSigner } from '../../../src/server/tokens/compact-signature.js'
import { publicMembers, type SigningKey } from '../../../src/server/tokens/keys.js'
import { testEcKey, testKey, testOkpKey } from '../../support/keys.js'

const rows: readonly { algorithm: string; key: SigningKey; octets: number }[] = [
  { algorithm: 'RS256', key: testKey, octets: 256 },
  { algorithm: 'ES256', key: testEcKey, octets: 64 },
  { algorithm: 'EdDSA', key: testOkpKey, octets: 64 },
]

const claims = { sub: 'Zoë', iat: 1_768_478_400, nested: { list: [1, null] } }

/** Verifies with a library that had no part in the signing. */
async function verified(text: string, key: SigningKey, algorithm: string) {
  const { protectedHeader, payload } = await compactVerify(
    text,
    await importJWK(publicMembers(key), algorithm),
    { algorithms: [algorithm] },
  )
  return { protectedHeader, claims: JSON.parse(new TextDecoder().decode(payload)) }
}

describe('compact-signature', () => {
  for (const { algorithm, key, octets } of rows) {
    test(`another library verifies ${algorithm}, and reads header and claims`, async () => {
      const text = createSigner(key, 'key-1')(claims)
      expect(await verified(text, key, algorithm)).toEqual({
        protectedHeader: { alg: algorithm, typ: 'at+jwt', kid: 'key-1' },
        claims,
      })
      expect(text).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
      expect(Buffer.from(text.split('.')[2] ?? '', 'base64url')).toHaveLength(octets)
    })

    test(`a signature of ${algorithm} is good for no other claims`, async () => {
      const sign = createSigner(key, 'key-1')
      const [head, , signature] = sign(claims).split('.')
      const [, other] = sign({ ...claims, sub: 'somebody else' }).split('.')
      await expect(verified(`${head}.${other}.${signature}`, key, algorithm)).rejects.toThrow()
    })
  }
})
