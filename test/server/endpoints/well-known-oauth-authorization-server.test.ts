import { describe, expect, test } from 'vitest'
import { wellKnownOauthAuthorizationServer } from '../../../src/server/endpoints/well-known-oauth-authorization-server.js'
import { mockWith } from '../../support/mock.js'
import { requestFor } from '../../support/requests.js'

async function metadata(changes: Parameters<typeof mockWith>[0], origin: string) {
  const request = { ...requestFor('GET', '/.well-known/oauth-authorization-server'), origin }
  const answer = await wellKnownOauthAuthorizationServer.methods.GET?.(request, mockWith(changes).context)
  return JSON.parse(answer?.reply.body ?? '')
}

describe('well-known-oauth-authorization-server', () => {
  test('names the origin of the request as issuer and in every address', async () => {
    expect(await metadata({}, 'http://localhost:4711')).toEqual({
      issuer: 'http://localhost:4711',
      authorization_endpoint: 'http://localhost:4711/oauth/authorize',
      token_endpoint: 'http://localhost:4711/oauth/token',
      jwks_uri: 'http://localhost:4711/.well-known/jwks.json',
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      service_documentation: 'https://developer.genesys.cloud/authorization',
    })
  })

  test('names no keys where tokens are opaque', async () => {
    const document = await metadata({ policy: { tokenFormat: 'opaque' } }, 'http://localhost:4711')
    expect(document).not.toHaveProperty('jwks_uri')
  })

  test('names the issuer that was fixed', async () => {
    const names = { issuer: 'https://login.example', audience: null }
    expect(await metadata({ names }, 'http://localhost:4711')).toMatchObject({
      issuer: 'https://login.example',
      token_endpoint: 'http://localhost:4711/oauth/token',
    })
  })
})
