import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import jsonwebtoken from 'jsonwebtoken'
import { describe, expect, test } from 'vitest'
import type { AccessToken } from '../../../src/server/protocol/records.js'
import { createKeyFile, KeyFileError } from '../../../src/server/tokens/key-file.js'
import { createSignedTokens, createSigningKey } from '../../../src/server/tokens/signed.js'
import { fakePorts } from '../../support/fake-ports.js'
import { testEcKey, testKey, testOkpKey } from '../../support/keys.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

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

  describe('algorithms', () => {
    const rows = [
      { algorithm: 'RS256', key: testKey, hash: 'sha256' },
      { algorithm: 'ES256', key: testEcKey, hash: 'sha256' },
      { algorithm: 'EdDSA', key: testOkpKey, hash: null },
    ] as const

    /** The signature by the library of Node; RFC 7518 section 3.4 wants the two halves of ECDSA side by side. */
    function isSigned(text: string, key: JsonWebKey, hash: string | null): boolean {
      const [header, payload, signature = ''] = text.split('.')
      const publicKey = createPublicKey({ key, format: 'jwk' })
      return verify(
        hash,
        Buffer.from(`${header}.${payload}`),
        { key: publicKey, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      )
    }

    for (const { algorithm, key, hash } of rows) {
      test(`a key for ${algorithm} signs and is published as such`, async () => {
        const tokens = createSignedTokens(key)
        const text = await tokens.issue(record, names)
        const [header = ''] = text.split('.')
        expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
          alg: algorithm,
          typ: 'at+jwt',
          kid: key.kid,
        })
        const [published] = (await tokens.publicKeys()).keys
        expect(published).toMatchObject({ alg: algorithm, use: 'sig', kid: key.kid, kty: key.kty })
        expect(published).not.toHaveProperty('d')
        expect(isSigned(text, (published ?? {}) as JsonWebKey, hash)).toBe(true)
        expect(isSigned(tamperedWith(text), (published ?? {}) as JsonWebKey, hash)).toBe(false)
        expect(await tokens.identify(text)).toBe(record.id)
        expect(await tokens.identify(tamperedWith(text))).toBeNull()
      })

      test(`a key made for ${algorithm} signs by it`, async () => {
        const tokens = createSignedTokens(null, { algorithm })
        const text = await tokens.issue(record, names)
        const [published] = (await tokens.publicKeys()).keys
        expect(published).toMatchObject({ alg: algorithm })
        expect(isSigned(text, (published ?? {}) as JsonWebKey, hash)).toBe(true)
      })
    }

    test('no token passes under the key of another algorithm', async () => {
      const texts = await Promise.all(rows.map(({ key }) => createSignedTokens(key).issue(record, names)))
      const known = await Promise.all(texts.map((text) => createSignedTokens(testEcKey).identify(text)))
      expect(known).toEqual([null, record.id, null])
    })
  })

  test('claims of client and user are signed along', async () => {
    const tokens = createSignedTokens(testKey)
    const text = await tokens.issue(record, { ...names, claims: { roles: ['agent'], iss: 'replaced' } })
    const { payload } = await verifiedBySecondLibrary(text, (await tokens.publicKeys()).keys)
    expect(payload).toMatchObject({ roles: ['agent'], iss: 'http://127.0.0.1:7636' })
  })

  describe('rotation', () => {
    test('signs with a new key, and keeps the old one published and verifiable', async () => {
      const tokens = createSignedTokens(testKey)
      const before = await tokens.issue(record, names)
      await tokens.rotate()
      const after = await tokens.issue(record, names)
      const { keys } = await tokens.publicKeys()
      expect(keys).toHaveLength(2)
      expect(keys[1]).toMatchObject({ kid: 'test-key-1' })
      await expect(verifiedBySecondLibrary(after, keys)).resolves.toMatchObject({
        header: { kid: (keys[0] as { kid: string }).kid },
      })
      await expect(verifiedBySecondLibrary(before, keys.slice(1))).resolves.toBeDefined()
      expect(await tokens.identify(before)).toBe(record.id)
      expect(await tokens.identify(after)).toBe(record.id)
    })

    test('stays with the algorithm', async () => {
      const tokens = createSignedTokens(testOkpKey)
      await tokens.rotate()
      expect((await tokens.publicKeys()).keys).toMatchObject([{ alg: 'EdDSA' }, { alg: 'EdDSA' }])
    })

    test('several at once follow each other', async () => {
      const tokens = createSignedTokens(testOkpKey)
      await Promise.all([tokens.rotate(), tokens.rotate(), tokens.rotate()])
      const { keys } = await tokens.publicKeys()
      expect(new Set(keys.map((key) => (key as { kid: string }).kid)).size).toBe(4)
    })

    test('the oldest of many keys is forgotten', async () => {
      const tokens = createSignedTokens(testOkpKey)
      const before = await tokens.issue(record, names)
      for (let count = 0; count < 15; count++) await tokens.rotate()
      expect(await tokens.identify(before)).toBe(record.id)
      await tokens.rotate()
      expect((await tokens.publicKeys()).keys).toHaveLength(16)
      expect(await tokens.identify(before)).toBeNull()
    })
  })

  describe('faults', () => {
    const unsignedHeader = Buffer.from('{"alg":"none"}').toString('base64url')
    const rows = [
      { name: 'altered claims', text: tamperedWith, fault: 'altered' },
      {
        name: 'a changed signature',
        text: (good: string) => good.replace(/.{5}$/, 'AAAAA'),
        fault: 'altered',
      },
      { name: 'a signature that was cut', text: (good: string) => good.slice(0, -10), fault: 'cut' },
      { name: 'no signature', text: (good: string) => good.replace(/[^.]+$/, ''), fault: 'cut' },
      { name: 'two parts', text: (good: string) => good.replace(/\.[^.]+$/, ''), fault: 'cut' },
      {
        name: 'the algorithm none',
        text: (good: string) => `${unsignedHeader}.${good.split('.')[1]}.`,
        fault: 'unsigned',
      },
      {
        name: 'the algorithm None',
        text: () => `${Buffer.from('{"alg":"None"}').toString('base64url')}.e30.`,
        fault: 'unsigned',
      },
      {
        name: 'a shared secret',
        text: () => jsonwebtoken.sign({ jti: record.id }, 'a-shared-secret', { algorithm: 'HS256' }),
        fault: 'foreign-key',
      },
      { name: 'no token at all', text: () => 'abc', fault: null },
      { name: 'three words', text: () => 'a.b.c', fault: null },
      { name: 'a header that is no object', text: () => 'bnVsbA.e30.e30', fault: null },
      { name: 'empty text', text: () => '', fault: null },
    ]
    for (const { name, text, fault } of rows) {
      test(`sees ${name}`, async () => {
        const tokens = createSignedTokens(testKey)
        const sent = text(await tokens.issue(record, names))
        expect(await tokens.identify(sent)).toBeNull()
        expect(await tokens.faultIn(sent)).toBe(fault)
      })
    }

    test('sees the key of another mock', async () => {
      const foreign = await createSignedTokens(testEcKey).issue(record, names)
      expect(await createSignedTokens(testKey).faultIn(foreign)).toBe('foreign-key')
    })
  })

  describe('a key file', () => {
    const fileIn = (folder: string) => createKeyFile(folder, 'ES256', fakePorts().random)
    const options = (folder: string) => ({ algorithm: 'ES256', keyFile: fileIn(folder) }) as const

    test('keeps the key that is made, and gives it to the next start', async () => {
      const folder = temporaryFolder()
      const first = createSignedTokens(null, options(folder))
      await first.load()
      await first.prepare()
      const text = await first.issue(record, names)
      const second = createSignedTokens(null, options(folder))
      await second.load()
      expect(await second.identify(text)).toBe(record.id)
      expect(await second.publicKeys()).toEqual(await first.publicKeys())
    })

    test('keeps a rotation', async () => {
      const folder = temporaryFolder()
      const first = createSignedTokens(null, options(folder))
      const before = await first.issue(record, names)
      await first.rotate()
      const after = await first.issue(record, names)
      const second = createSignedTokens(null, options(folder))
      expect(await second.identify(before)).toBe(record.id)
      expect(await second.identify(after)).toBe(record.id)
      expect(await second.publicKeys()).toEqual(await first.publicKeys())
      expect(await second.issue({ ...record, id: 'x' }, names)).toContain(after.split('.')[0] ?? 'nothing')
    })

    test('a broken one is told when it is loaded, and nothing is written over it', async () => {
      const folder = temporaryFolder()
      await fileIn(folder).begin(testEcKey)
      const path = join(folder, 'signing-keys-es256.json')
      await writeFile(path, '{')
      const tokens = createSignedTokens(null, options(folder))
      await expect(tokens.load()).rejects.toBeInstanceOf(KeyFileError)
      await expect(tokens.prepare()).rejects.toBeInstanceOf(KeyFileError)
      expect(await readFile(path, 'utf8')).toBe('{')
    })

    test('a rotation that cannot be kept leaves the earlier key in use', async () => {
      const keyFile = {
        read: async () => [testEcKey],
        makeRoom: async () => {},
        begin: async () => [testEcKey],
        replace: async () => {
          throw new KeyFileError('not-writable', 'file', 'no space')
        },
      }
      const tokens = createSignedTokens(null, { algorithm: 'ES256', keyFile })
      await expect(tokens.rotate()).rejects.toThrow('no space')
      const text = await tokens.issue(record, names)
      expect(await tokens.identify(text)).toBe(record.id)
      expect((await tokens.publicKeys()).keys).toMatchObject([{ kid: testEcKey.kid }])
    })

    test('a folder in which nothing can be written is told when it is loaded', async () => {
      const keyFile = {
        read: async () => null,
        makeRoom: async () => {
          throw new KeyFileError('not-writable', 'file', 'no room')
        },
        begin: async () => [testEcKey],
        replace: async () => {},
      }
      await expect(createSignedTokens(null, { keyFile }).load()).rejects.toThrow('no room')
    })

    test('a given key is not kept', async () => {
      const folder = temporaryFolder()
      const tokens = createSignedTokens(testEcKey, options(folder))
      await tokens.load()
      await tokens.prepare()
      expect(await fileIn(folder).read()).toBeNull()
    })
  })
})
