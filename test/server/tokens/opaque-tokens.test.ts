import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AccessToken } from '../../../src/server/protocol/records.js'
import { createOpaqueTokens } from '../../../src/server/tokens/opaque-tokens.js'
import { fakePorts } from '../../support/fake-ports.js'

const record: AccessToken = {
  id: '0b6f9d0e-7a52-4f0e-9a55-6f4c1f0d2b11',
  family: 'family',
  clientId: 'client-1',
  userEmail: 'agent@example.com',
  scope: ['users'],
  issuedAt: 0,
  expiresAt: 1000,
  exchange: 2,
}
const details = { issuer: 'http://127.0.0.1:7636', audience: 'http://127.0.0.1:7636' }

describe('opaque-tokens', () => {
  test('a token is 86 characters of the base64url alphabet, and is known again', async () => {
    const tokens = createOpaqueTokens(fakePorts().random)
    const text = await tokens.issue(record, details)
    expect(text).toMatch(/^[A-Za-z0-9_-]{86}$/)
    expect(await tokens.identify(text)).toBe('0b6f9d0e-7a52-4f0e-9a55-6f4c1f0d2b11')
  })

  test('it is the id and its seal under the secret that was drawn', async () => {
    const secret = Buffer.alloc(32, 7)
    const tokens = createOpaqueTokens({ bytes: () => secret })
    const id = Buffer.from('0b6f9d0e7a524f0e9a556f4c1f0d2b11', 'hex')
    const seal = createHmac('sha384', secret).update(id).digest()
    expect(await tokens.issue(record, details)).toBe(Buffer.concat([id, seal]).toString('base64url'))
  })

  test('two ids have two texts', async () => {
    const tokens = createOpaqueTokens(fakePorts().random)
    const other = { ...record, id: '1b6f9d0e-7a52-4f0e-9a55-6f4c1f0d2b11' }
    expect(await tokens.issue(other, details)).not.toBe(await tokens.issue(record, details))
  })

  test('no key is published', async () => {
    expect(await createOpaqueTokens(fakePorts().random).publicKeys()).toEqual({ keys: [] })
  })

  test('a rotation changes the texts, and the earlier ones are still known', async () => {
    const tokens = createOpaqueTokens(fakePorts().random)
    const before = await tokens.issue(record, details)
    await tokens.rotate()
    const after = await tokens.issue(record, details)
    expect(after).not.toBe(before)
    expect(await tokens.identify(before)).toBe(record.id)
    expect(await tokens.identify(after)).toBe(record.id)
  })

  test('after many rotations the earliest texts are forgotten', async () => {
    const tokens = createOpaqueTokens(fakePorts().random)
    const before = await tokens.issue(record, details)
    for (let count = 0; count < 15; count++) await tokens.rotate()
    expect(await tokens.identify(before)).toBe(record.id)
    await tokens.rotate()
    expect(await tokens.identify(before)).toBeNull()
  })

  const alien = [
    { name: 'empty text', change: () => '' },
    { name: 'text of the right length', change: () => 'A'.repeat(86) },
    {
      name: 'one whose first character was changed',
      change: (text: string) => (text[0] === 'A' ? 'B' : 'A') + text.slice(1),
    },
    {
      name: 'one whose middle was changed',
      change: (text: string) => `${text.slice(0, 40)}${text[40] === 'A' ? 'B' : 'A'}${text.slice(41)}`,
    },
    { name: 'one that was cut', change: (text: string) => text.slice(0, -1) },
    { name: 'one with something behind it', change: (text: string) => `${text}A` },
    { name: 'one with padding', change: (text: string) => `${text}==` },
    {
      name: 'one in the other alphabet',
      change: (text: string) => `${text.replaceAll('-', '+').replaceAll('_', '/')}\n`,
    },
    { name: 'a signed token', change: () => 'eyJhbGciOiJSUzI1NiJ9.eyJqdGkiOiJ4In0.c2ln' },
  ]
  for (const { name, change } of alien) {
    test(`does not know ${name}`, async () => {
      const tokens = createOpaqueTokens(fakePorts().random)
      const text = await tokens.issue(record, details)
      expect(await tokens.identify(change(text))).toBeNull()
    })
  }

  test('does not know the token of another mock', async () => {
    const { random } = fakePorts()
    const text = await createOpaqueTokens(random).issue(record, details)
    expect(await createOpaqueTokens(random).identify(text)).toBeNull()
  })

  test('a last character that stands for the same octets is not the same token', async () => {
    const tokens = createOpaqueTokens({ bytes: () => Buffer.alloc(32, 7) })
    const text = await tokens.issue(record, details)
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = alphabet.indexOf(text.slice(-1))
    const twin = text.slice(0, -1) + alphabet[last + 1]
    expect(Buffer.from(twin, 'base64url')).toEqual(Buffer.from(text, 'base64url'))
    expect(await tokens.identify(twin)).toBeNull()
  })
})
