import { createPublicKey, type JsonWebKey } from 'node:crypto'
import jsonwebtoken from 'jsonwebtoken'
import { describe, expect, test } from 'vitest'
import type { AccessToken } from '../../../src/server/protocol/records.js'
import { createSignedTokens, createSigningKey } from '../../../src/server/tokens/signed.js'
import { testKey } from '../../support/keys.js'

/** 12:00:00.750 on 2026-01-15, and a lifetime that ends between two seconds too. */
const record: AccessToken = {
  id: '0b6f9d0e-7a52-4f0e-9a55-6f4c1f0d2b11',
  family: 'family',
  clientId: 'client-1',
  userEmail: 'agent@example.com',
  scope: ['user-basic-info', 'users:readonly'],
  issuedAt: 1_768_478_400_750,
  expiresAt: 1_768_482_000_750,
  exchange: 2,
}
const names = { issuer: 'http://127.0.0.1:7636', audience: 'http://api.example' }

/** Verifies with a second library and a key read from the published set. */
async function verifiedBySecondLibrary(text: string, keys: readonly object[]) {
  const jwk = keys[0] as JsonWebKey
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  return jsonwebtoken.verify(text, key, {
    complete: true,
    algorithms: ['RS256'],
    ignoreExpiration: true,
    ignoreNotBefore: true,
  })
}

function tamperedWith(text: string): string {
  const [header = '', payload = '', signature = ''] = text.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  const other = Buffer.from(JSON.stringify({ ...claims, scope: 'all' })).toString('base64url')
  return `${header}.${other}.${signature}`
}

describe('signed', () => {
  test('a second library verifies the token with the published key, and reads every claim', async () => {
    const tokens = createSignedTokens(testKey)
    const text = await tokens.issue(record, names)
    const { header, payload } = await verifiedBySecondLibrary(text, (await tokens.publicKeys()).keys)
    expect(header).toEqual({ alg: 'RS256', typ: 'at+jwt', kid: 'test-key-1' })
    expect(payload).toEqual({
      iss: 'http://127.0.0.1:7636',
      aud: 'http://api.example',
      // python3: uuid of version 8 from the first 16 octets of sha256(b'agent@example.com')
      sub: '58a95c78-e3be-8e83-94b8-4cfaf78d08a3',
      client_id: 'client-1',
      iat: 1_768_478_400,
      nbf: 1_768_478_400,
      exp: 1_768_482_000,
      jti: '0b6f9d0e-7a52-4f0e-9a55-6f4c1f0d2b11',
      scope: 'user-basic-info users:readonly',
    })
  })

  test('the subject of a token without a user is the client, and no scope is no claim', async () => {
    const tokens = createSignedTokens(testKey)
    const text = await tokens.issue({ ...record, userEmail: null, scope: [] }, names)
    const { payload } = await verifiedBySecondLibrary(text, (await tokens.publicKeys()).keys)
    expect(payload).toMatchObject({ sub: 'client-1' })
    expect(payload).not.toHaveProperty('scope')
  })

  test('the published set holds public members only', async () => {
    const { keys } = await createSignedTokens(testKey).publicKeys()
    expect(keys).toHaveLength(1)
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
  })

  test('identifies its own token whatever its dates say', async () => {
    const tokens = createSignedTokens(testKey)
    const text = await tokens.issue({ ...record, issuedAt: 0, expiresAt: 1000 }, names)
    expect(await tokens.identify(text)).toBe('0b6f9d0e-7a52-4f0e-9a55-6f4c1f0d2b11')
  })

  test('identifies no token of another key, and publishes that key under another id', async () => {
    const own = createSignedTokens(await createSigningKey())
    const other = createSignedTokens(testKey)
    expect(await own.identify(await other.issue(record, names))).toBeNull()
    expect(await other.identify(await own.issue(record, names))).toBeNull()
    const [published] = (await own.publicKeys()).keys
    expect(published).toHaveProperty('kid', expect.stringMatching(/^[A-Za-z0-9_-]{43}$/))
    expect(published).not.toHaveProperty('kid', 'test-key-1')
  })

  test('makes a key of its own when none is given', async () => {
    const tokens = createSignedTokens(null)
    const text = await tokens.issue(record, names)
    expect(await tokens.identify(text)).toBe('0b6f9d0e-7a52-4f0e-9a55-6f4c1f0d2b11')
    await expect(verifiedBySecondLibrary(text, (await tokens.publicKeys()).keys)).resolves.toBeDefined()
  })

  const alien = [
    { name: 'empty text', text: () => '' },
    { name: 'an opaque token', text: () => 'x'.repeat(86) },
    { name: 'two dots and nothing else', text: () => '..' },
    { name: 'three words', text: () => 'a.b.c' },
    { name: 'text outside ASCII', text: () => 'é.ü.\u0000' },
    { name: 'a token whose claims were changed', text: tamperedWith },
    { name: 'a token whose signature was cut', text: (good: string) => good.slice(0, -10) },
    { name: 'a token whose signature was removed', text: (good: string) => good.replace(/[^.]+$/, '') },
    { name: 'a token with a fourth part', text: (good: string) => `${good}.x` },
    {
      name: 'a token of the algorithm none',
      text: (good: string) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${good.split('.')[1]}.`,
    },
    {
      name: 'a token signed with the public key as a shared secret',
      text: () => jsonwebtoken.sign({ jti: record.id }, testKey.n, { algorithm: 'HS256' }),
    },
    {
      name: 'a token with an unknown critical header',
      text: (good: string) => {
        const header = Buffer.from('{"alg":"RS256","crit":["x"],"x":1}').toString('base64url')
        return [header, ...good.split('.').slice(1)].join('.')
      },
    },
    {
      name: 'a well-signed token without an id',
      text: () =>
        jsonwebtoken.sign({ sub: 'x' }, { key: testKey as JsonWebKey, format: 'jwk' } as never, {
          algorithm: 'RS256',
        }),
    },
  ]
  for (const row of alien) {
    test(`does not identify ${row.name}`, async () => {
      const tokens = createSignedTokens(testKey)
      expect(await tokens.identify(row.text(await tokens.issue(record, names)))).toBeNull()
    })
  }
})
