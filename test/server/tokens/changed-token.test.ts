// Verified with the library of Node; the tokens that are changed are made by another one.
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { CompactSign, importJWK } from 'jose'
import { describe, expect, test } from 'vitest'
import type { TokenChange } from '../../../src/server/protocol/token-change.js'
import { changedToken } from '../../../src/server/tokens/changed-token.js'
import type { SigningKey } from '../../../src/server/tokens/keys.js'
import { testEcKey, testKey, testOkpKey } from '../../support/keys.js'

const rows: readonly { alg: string; other: string; key: SigningKey; hash: string | null; octets: number }[] =
  [
    { alg: 'RS256', other: 'PS256', key: testKey, hash: 'sha256', octets: 256 },
    { alg: 'ES256', other: 'ES384', key: testEcKey, hash: 'sha256', octets: 64 },
    { alg: 'EdDSA', other: 'ES256', key: testOkpKey, hash: null, octets: 64 },
  ]

async function original(key: SigningKey, alg: string): Promise<string> {
  const payload = new TextEncoder().encode('{"iss":"http://a","jti":"1"}')
  return new CompactSign(payload)
    .setProtectedHeader({ alg, typ: 'at+jwt', kid: 'k' })
    .sign(await importJWK({ ...key }, alg))
}

function publicOf(key: SigningKey): JsonWebKey {
  const { kty, n, e, crv, x, y } = {
    n: undefined,
    e: undefined,
    crv: undefined,
    x: undefined,
    y: undefined,
    ...key,
  }
  return JSON.parse(JSON.stringify({ kty, n, e, crv, x, y }))
}

function isGood(token: string, key: SigningKey, hash: string | null): boolean {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const publicKey = createPublicKey({ key: publicOf(key), format: 'jwk' })
  return verify(
    hash,
    Buffer.from(`${header}.${payload}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
}

const headerOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())

describe('changed-token', () => {
  for (const { alg, other, key, hash, octets } of rows) {
    const change = async (how: TokenChange) =>
      changedToken(await original(key, alg), how, {
        key,
        publicKey: { ...publicOf(key) },
        elsewhere: 'http://localhost:1',
      }) ?? ''

    test(`${alg}: without any change it is well signed by the same key`, async () => {
      const token = await change({})
      expect(isGood(token, key, hash)).toBe(true)
      expect(headerOf(token)).toEqual({ alg, typ: 'at+jwt', kid: 'k' })
    })

    test(`${alg}: a foreign key is of the same kind, and does not fit`, async () => {
      const token = await change({ signature: 'foreign' })
      expect(isGood(token, key, hash)).toBe(false)
      expect(Buffer.from(token.split('.')[2] ?? '', 'base64url')).toHaveLength(octets)
    })

    test(`${alg}: the other algorithm is ${other}`, async () => {
      expect(headerOf(await change({ signature: 'other-algorithm' }))).toMatchObject({ alg: other })
    })

    test(`${alg}: claims see what they may point at, and the foreign key has no private half`, async () => {
      const token = await change({ claims: (_own, facts) => ({ ...facts, foreignKey: facts.foreignKey }) })
      const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
      expect(claims).toMatchObject({ elsewhere: 'http://localhost:1', tokenId: '1' })
      expect(claims.foreignKey).not.toHaveProperty('d')
      expect(claims.foreignKey.kty).toBe(key.kty)
    })
  }

  for (const text of [
    '',
    'k3Rz9tQw',
    'a.b.c',
    'eyJhbGciOiJub25lIn0.e30',
    'eyJhbGciOiJub25lIn0.e30.x.y',
    'bnVsbA.e30.x',
  ]) {
    test(`"${text}" is no signed token`, () => {
      const parts = { key: testKey, publicKey: {}, elsewhere: '' }
      expect(changedToken(text, {}, parts)).toBeNull()
    })
  }
})
