import { describe, expect, test } from 'vitest'
import { headerOf } from '../../src/server/protocol/message.js'
import { apiWith } from '../support/api.js'
import { deviationsFrom, genesysErrors } from '../support/genesys.js'
import { mockWith, testUsers } from '../support/mock.js'

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
