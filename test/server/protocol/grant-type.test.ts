import { describe, expect, test } from 'vitest'
import { servedGrantTypes } from '../../../src/server/protocol/grant-type.js'
import { kindsOf, token } from './questions.js'

describe('grant-type', () => {
  test('three are served', () => {
    expect(servedGrantTypes).toEqual(['authorization_code', 'client_credentials', 'refresh_token'])
  })

  const unsupported = [
    'password',
    'implicit',
    'urn:ietf:params:oauth:grant-type:saml2-bearer',
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
    'urn:ietf:params:oauth:grant-type:device_code',
    'urn:ietf:params:oauth:grant-type:token-exchange',
  ]
  for (const grantType of unsupported) {
    test(`${grantType} is refused cleanly, and named`, () => {
      const decision = token({ grant_type: grantType, assertion: 'x', username: 'a', password: 'b' })
      expect(decision).toMatchObject({
        kind: 'refuse',
        status: 400,
        error: 'unsupported_grant_type',
        revoke: null,
      })
      expect(decision.mistakes.map(({ sentence }) => sentence)).toEqual([
        `grant_type ${grantType} is not supported here`,
      ])
    })

    test(`${grantType} is refused as that whoever asks`, () => {
      const decision = token({ grant_type: grantType, client_id: 'nobody' })
      expect(decision).toMatchObject({ kind: 'refuse', status: 400, error: 'unsupported_grant_type' })
      expect(kindsOf(decision)).toEqual(['grant-type-unsupported', 'client-unknown'])
    })
  }

  const misspelt = [
    ['authorization-code', 'authorization_code'],
    ['Authorization_Code', 'authorization_code'],
    ['authorisation_code', 'authorization_code'],
    ['code', 'authorization_code'],
    ['PKCE', 'authorization_code'],
    ['client-credentials', 'client_credentials'],
    ['clientCredentials', 'client_credentials'],
    ['client_credential', 'client_credentials'],
    ['refreshToken', 'refresh_token'],
    ['refresh', 'refresh_token'],
    ['Password', 'password'],
  ]
  for (const [sent = '', meant] of misspelt) {
    test(`${sent} was meant as ${meant}`, () => {
      const decision = token({ grant_type: sent })
      expect(decision).toMatchObject({ kind: 'refuse', error: 'unsupported_grant_type' })
      expect(decision.mistakes[0]?.sentence).toBe(`grant_type is misspelt: ${meant} was probably meant`)
    })
  }

  test('what is like no other is not printed', () => {
    expect(token({ grant_type: 'sEcReT-value' }).mistakes[0]?.sentence).toBe(
      'grant_type of that name is not supported here',
    )
  })
})
