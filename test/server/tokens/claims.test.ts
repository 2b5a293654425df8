import { describe, expect, test } from 'vitest'
import type { AccessToken } from '../../../src/server/protocol/records.js'
import { claimsOf, reservedClaims } from '../../../src/server/tokens/claims.js'

const record: AccessToken = {
  id: '0b6f9d0e-7a52-4f0e-9a55-6f4c1f0d2b11',
  family: 'family',
  clientId: 'client-1',
  userEmail: null,
  scope: ['users'],
  issuedAt: 1_768_478_400_999,
  expiresAt: 1_768_482_000_999,
  exchange: 2,
}
const details = { issuer: 'http://127.0.0.1:7636', audience: 'http://api.example' }

describe('claims', () => {
  test('claims of client and user come along', () => {
    const claims = { roles: ['agent'], nested: { level: 3 } }
    expect(claimsOf(record, { ...details, claims })).toMatchObject(claims)
  })

  test('the claims of the mock itself cannot be replaced, not even one that is left out', () => {
    const names = ['iss', 'aud', 'sub', 'client_id', 'iat', 'nbf', 'exp', 'jti', 'scope']
    expect(reservedClaims).toEqual(names)
    const claims = Object.fromEntries(names.map((name) => [name, 'replaced']))
    const honest = claimsOf({ ...record, scope: [] }, details)
    expect(claimsOf({ ...record, scope: [] }, { ...details, claims })).toEqual(honest)
    expect(honest).not.toHaveProperty('scope')
  })

  test('dates are rounded down', () => {
    expect(claimsOf(record, details)).toMatchObject({
      iat: 1_768_478_400,
      nbf: 1_768_478_400,
      exp: 1_768_482_000,
    })
  })
})
