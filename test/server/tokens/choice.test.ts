import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../../src/server/protocol/policy.js'
import type { AccessToken } from '../../../src/server/protocol/records.js'
import { createTokens } from '../../../src/server/tokens/choice.js'
import { fakePorts } from '../../support/fake-ports.js'
import { testEcKey } from '../../support/keys.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const record: AccessToken = {
  id: '0b6f9d0e-7a52-4f0e-9a55-6f4c1f0d2b11',
  family: 'family',
  clientId: 'client-1',
  userEmail: null,
  scope: [],
  issuedAt: 0,
  expiresAt: 1000,
  exchange: 2,
}
const details = { issuer: 'http://127.0.0.1:7636', audience: 'http://127.0.0.1:7636' }
const nothing = { policy: defaultPolicy, signingKey: null, dataDir: null }
const { random } = fakePorts()

function headerOf(text: string) {
  return JSON.parse(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString())
}

describe('choice', () => {
  test('opaque tokens have no dots, and need no key', async () => {
    const policy = { ...defaultPolicy, tokenFormat: 'opaque' } as const
    const folder = temporaryFolder()
    const tokens = createTokens({ ...nothing, policy, dataDir: folder }, random)
    await tokens.load()
    await tokens.prepare()
    expect(await tokens.issue(record, details)).toMatch(/^[\w-]{86}$/)
    expect(await readdir(folder)).toEqual([])
  })

  for (const signingAlgorithm of ['ES256', 'EdDSA'] as const) {
    test(`${signingAlgorithm} where the policy says so`, async () => {
      const policy = { ...defaultPolicy, signingAlgorithm }
      const text = await createTokens({ ...nothing, policy }, random).issue(record, details)
      expect(headerOf(text)).toMatchObject({ alg: signingAlgorithm })
    })
  }

  test('a given key decides the algorithm', async () => {
    const tokens = createTokens({ ...nothing, signingKey: testEcKey }, random)
    expect(headerOf(await tokens.issue(record, details))).toMatchObject({ alg: 'ES256', kid: testEcKey.kid })
  })

  test('a data folder keeps the key', async () => {
    const policy = { ...defaultPolicy, signingAlgorithm: 'EdDSA' } as const
    const choice = { ...nothing, policy, dataDir: temporaryFolder() }
    const first = createTokens(choice, random)
    await first.prepare()
    expect(await readdir(choice.dataDir)).toEqual(['signing-keys-eddsa.json'])
    const text = await first.issue(record, details)
    expect(await createTokens(choice, random).identify(text)).toBe(record.id)
  })
})
