import { describe, expect, test } from 'vitest'
import { headerOf } from '../../src/server/protocol/message.js'
import { createSignedTokens } from '../../src/server/tokens/signed.js'
import { apiWith } from '../support/api.js'
import { deviationsFrom, genesysErrors } from '../support/genesys.js'
import { testEcKey } from '../support/keys.js'
import { mockWith, testUsers } from '../support/mock.js'
import { requestFor } from '../support/requests.js'

/** The scopes that the OpenAPI document of the platform API asks for. */
const resources = [
  { method: 'GET', path: '/api/v2/tokens/me', scopes: ['user-basic-info'] },
  { method: 'HEAD', path: '/api/v2/tokens/me', scopes: ['user-basic-info'] },
  { method: 'DELETE', path: '/api/v2/tokens/me', scopes: ['user-basic-info'] },
  { method: 'GET', path: '/api/v2/users/me', scopes: ['user-basic-info'] },
  { method: 'GET', path: '/api/v2/organizations/me', scopes: ['organization', 'organization:readonly'] },
  { method: 'GET', path: '/api/v2/oauth/clients', scopes: ['oauth', 'oauth:readonly'] },
  { method: 'GET', path: '/api/v2/oauth/clients/x', scopes: ['oauth', 'oauth:readonly'] },
  { method: 'GET', path: '/api/v2/oauth/scopes', scopes: ['oauth', 'oauth:readonly'] },
  { method: 'GET', path: '/api/v2/oauth/scopes/users', scopes: ['oauth', 'oauth:readonly'] },
]

function permissionsMock(permissions: readonly string[]) {
  const [first, ...others] = testUsers
  return mockWith({ users: [{ ...first, permissions }, ...others] })
}

describe('bearer-guard: tokens that are not known', () => {
  const names = { issuer: 'http://a', audience: 'http://b' }
  const record = {
    id: '0b6f9d0e-7a52-4f0e-9a55-6f4c1f0d2b11',
    family: 'family',
    clientId: 'client-1',
    userEmail: null,
    scope: [],
    issuedAt: 0,
    expiresAt: 1,
    exchange: 2,
  }

  async function sentenceFor(show: (text: string) => string | Promise<string>) {
    const mock = mockWith()
    const good = await mock.parts.tokens.issue(record, names)
    const refresh = {
      ...record,
      token: 'a-refresh-token',
      userEmail: 'agent@example.com',
      authenticated: true,
    }
    await mock.store.saveRefreshToken({ ...refresh, expiresAt: 2_000_000_000_000 })
    const headers = [['Authorization', `Bearer ${await show(good)}`]] as const
    const reply = await mock.ask(requestFor('GET', '/api/v2/tokens/me', headers))
    expect(reply.status).toBe(401)
    return mock.recorder.exchanges[0]?.outcome.mistakes.map(({ sentence }) => sentence)
  }

  const rows = [
    {
      name: 'altered',
      show: (good: string) => good.replace(/.{5}$/, 'AAAAA'),
      says: 'the access token names a key of this mock, but was altered: its signature does not fit what it says',
    },
    {
      name: 'cut',
      show: (good: string) => good.slice(0, -20),
      says: 'the access token names a key of this mock, but was altered: its signature is not complete',
    },
    {
      name: 'signed by another key',
      show: () => createSignedTokens(testEcKey).issue(record, names),
      says: 'the access token was signed with a key that is not one of this mock',
    },
    {
      name: 'not signed',
      show: (good: string) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${good.split('.')[1]}.`,
      says: 'the access token has no signature: its header names the algorithm none',
    },
    {
      name: 'whole, and forgotten',
      show: (good: string) => good,
      says: 'the access token was made by this mock, which does not know it any more (a restart, a reset?)',
    },
    {
      name: 'a refresh token',
      show: () => 'a-refresh-token',
      says: 'the refresh token was sent in the place of the access token',
    },
    {
      name: 'nothing that was issued',
      show: () => 'abc',
      says: 'the access token was not issued here, was altered, or is forgotten by now',
    },
  ]
  for (const { name, show, says } of rows) {
    test(`says that it is ${name}`, async () => expect(await sentenceFor(show)).toEqual([says]))
  }
})

describe('bearer-guard: scopes', () => {
  for (const { method, path, scopes } of resources) {
    for (const scope of scopes) {
      test(`${method} ${path} is open to a token with ${scope} alone`, async () => {
        const { call } = await apiWith({ scope: [scope] })
        expect((await call(method, path)).status).not.toBe(403)
      })
    }

    test(`${method} ${path} is closed to a token with other scopes`, async () => {
      const { call, recorder } = await apiWith({ scope: ['routing', 'users:readonly'] })
      const reply = await call(method, path)
      expect(reply.status).toBe(403)
      expect(recorder.exchanges[0]?.outcome).toMatchObject({
        kind: 'refused',
        login: 'login-1',
        mistakes: [{ kind: 'scope-missing' }],
      })
    })
  }

  test('the refusal is that of the service, and names the scopes in the way of RFC 6750', async () => {
    const { call } = await apiWith({ scope: [] })
    const reply = await call('GET', '/api/v2/oauth/scopes')
    expect(deviationsFrom('errors', reply.body)).toEqual([])
    const contextId = headerOf(reply, 'inin-correlation-id')
    expect(JSON.parse(reply.body)).toEqual({ ...Object(genesysErrors['no-scope']), contextId })
    expect(headerOf(reply, 'www-authenticate')).toMatch(
      /^Bearer realm="gc-mock-oauth", error="insufficient_scope", error_description="[^"]*oauth or oauth:readonly", scope="oauth oauth:readonly"$/,
    )
    expect(headerOf(reply, 'link')).toContain('rel="help"')
  })

  test('a token that is not good is 401 before its scope is looked at', async () => {
    const { call, ports } = await apiWith({ scope: [] })
    ports.advance(86_400_000)
    expect((await call('GET', '/api/v2/oauth/scopes')).status).toBe(401)
  })
})

describe('bearer-guard: permissions', () => {
  test('a user without the permission is refused in the words of the service', async () => {
    const { call } = await apiWith({}, permissionsMock(['oauth:token:delete']))
    const reply = await call('GET', '/api/v2/oauth/clients')
    expect(reply.status).toBe(403)
    const contextId = expect.any(String)
    expect(JSON.parse(reply.body)).toEqual({ ...Object(genesysErrors['no-permission']), contextId })
  })

  test('a user with it is not, and neither is one whose permissions are not given', async () => {
    const given = await apiWith({}, permissionsMock(['oauth:client:view']))
    expect((await given.call('GET', '/api/v2/oauth/clients')).status).toBe(200)
    const open = await apiWith()
    expect((await open.call('GET', '/api/v2/oauth/clients')).status).toBe(200)
  })

  test('a client that acts for itself has every permission', async () => {
    const { call } = await apiWith({ userEmail: null }, permissionsMock([]))
    expect((await call('GET', '/api/v2/oauth/clients')).status).toBe(200)
  })
})
