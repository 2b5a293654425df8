import { describe, expect, test } from 'vitest'
import { defineEndpoint, type Endpoint, type Method } from '../../src/server/endpoints/endpoint.js'
import { answered } from '../../src/server/replies/reply.js'
import { createRouter, handlerOf, methodsOf } from '../../src/server/routing.js'
import { authorizeForm, codeOf, memberOf, tokenForm } from '../support/login.js'
import { mockWith } from '../support/mock.js'
import { formOf, postForm, requestFor } from '../support/requests.js'

function endpointAt(path: string, methods: readonly Method[] = ['GET'], origin: Endpoint['origin'] = 'api') {
  const handler = () => ({ reply: { status: 200, headers: [], body: path }, outcome: answered })
  const handlers = Object.fromEntries(methods.map((method) => [method, handler]))
  return defineEndpoint({ id: path, origin, path, crossOrigin: true, methods: handlers })
}

const router = createRouter([
  endpointAt('/api/v2/users/{id}'),
  endpointAt('/api/v2/users/me'),
  endpointAt('/api/v2/{kind}/me/presence'),
  endpointAt('/api/v2/users/{userId}/presence'),
  endpointAt('/api/v2/users/{again}'),
  endpointAt('/api/v2/queues/{queueId}/members/{memberId}'),
])

const paths = [
  { path: '/api/v2/users/me', found: ['/api/v2/users/me', '/api/v2/users/{id}', '/api/v2/users/{again}'] },
  { path: '/api/v2/users/1', found: ['/api/v2/users/{id}', '/api/v2/users/{again}'] },
  {
    path: '/api/v2/users/me/presence',
    found: ['/api/v2/users/{userId}/presence', '/api/v2/{kind}/me/presence'],
  },
  { path: '/api/v2/users/', found: [] },
  { path: '/api/v2/users', found: [] },
  { path: '/api/v2/users/1/', found: [] },
  { path: '/api/v2/users/1/2', found: [] },
  { path: '/api/v2//presence', found: [] },
  { path: `/api/v2/users/${'x'.repeat(257)}`, found: [] },
  { path: '/api/v2/users/%', found: [] },
  { path: '/api/v2/users/%ff', found: [] },
  { path: '', found: [] },
  { path: '*', found: [] },
]

const values = [
  { path: '/api/v2/users/a%20b', name: 'id', value: 'a b' },
  { path: '/api/v2/users/a+b', name: 'id', value: 'a+b' },
  { path: '/api/v2/users/a%2Fb', name: 'id', value: 'a/b' },
  { path: '/api/v2/users/%2561', name: 'id', value: '%61' },
  { path: '/api/v2/users/%C3%A9', name: 'id', value: 'é' },
  { path: '/api/v2/users/__proto__', name: 'id', value: '__proto__' },
  { path: `/api/v2/users/${'x'.repeat(256)}`, name: 'id', value: 'x'.repeat(256) },
  { path: '/api/v2/queues/q/members/m', name: 'memberId', value: 'm' },
]

describe('routing', () => {
  for (const row of paths) {
    const shown = row.path.length > 60 ? 'a path with a very long piece' : row.path
    test(`${shown} belongs to ${row.found.join(', ') || 'no endpoint'}`, () => {
      expect(router.match(row.path).map(({ endpoint }) => endpoint.path)).toEqual(row.found)
    })
  }

  for (const row of values) {
    test(`the parameter ${row.name} of ${row.path.slice(0, 40)} is decoded once`, () => {
      expect(router.match(row.path)[0]?.parameters.get(row.name)).toBe(row.value)
    })
  }

  test('a parameter never shadows what a map has by nature', () => {
    expect(router.match('/api/v2/users/1')[0]?.parameters.get('constructor')).toBeUndefined()
  })

  test('HEAD has the handler of GET, and an unknown method none, whatever its name', () => {
    const endpoint = endpointAt('/x', ['GET', 'PATCH'])
    expect(handlerOf(endpoint, 'HEAD')).toBe(endpoint.methods.GET)
    expect(handlerOf(endpoint, 'PATCH')).toBe(endpoint.methods.PATCH)
    for (const method of ['POST', 'get', 'constructor', '__proto__', 'toString', ''])
      expect(handlerOf(endpoint, method)).toBeUndefined()
  })

  test('the methods of several endpoints with one path are named together', () => {
    const both = createRouter([endpointAt('/x/{a}', ['PUT']), endpointAt('/x/{b}', ['GET', 'PUT'])])
    expect(methodsOf(both.match('/x/1'))).toEqual(['GET', 'HEAD', 'PUT'])
  })
})

describe('routing: prefixes', () => {
  const prefixes = { login: '/gateway/login', api: '/platform' }

  test('a login and an API call work under the prefixes, and the token names the prefixed issuer', async () => {
    const { ask } = mockWith({ prefixes })
    const redirect = await ask(requestFor('GET', `/gateway/login/oauth/authorize?${formOf(authorizeForm)}`))
    const reply = await ask(postForm('/gateway/login/oauth/token', tokenForm(codeOf(redirect))))
    const token = String(memberOf(reply, 'access_token'))
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    expect(claims).toMatchObject({
      iss: 'http://127.0.0.1:7636/gateway/login',
      aud: 'http://127.0.0.1:7636/platform',
    })
    const me = requestFor('GET', '/platform/api/v2/users/me', [['Authorization', `Bearer ${token}`]])
    expect((await ask(me)).status).toBe(200)
  })

  for (const path of [
    '/.well-known/oauth-authorization-server/gateway/login',
    '/gateway/login/.well-known/oauth-authorization-server',
  ]) {
    test(`the metadata of the prefixed issuer is at ${path}`, async () => {
      const reply = await mockWith({ prefixes }).ask(requestFor('GET', path))
      expect(JSON.parse(reply.body)).toMatchObject({
        issuer: 'http://127.0.0.1:7636/gateway/login',
        token_endpoint: 'http://127.0.0.1:7636/gateway/login/oauth/token',
        jwks_uri: 'http://127.0.0.1:7636/gateway/login/.well-known/jwks.json',
      })
    })
  }

  test('an unknown path below the prefix of the API gets an error body of the API', async () => {
    const reply = await mockWith({ prefixes }).ask(requestFor('GET', '/platform/api/v2/nothing'))
    expect([reply.status, memberOf(reply, 'code')]).toEqual([404, 'not.found'])
  })

  test('the plain paths still work, with the plain issuer', async () => {
    const { ask } = mockWith({ prefixes })
    const reply = await ask(requestFor('GET', '/.well-known/oauth-authorization-server'))
    expect(memberOf(reply, 'issuer')).toBe('http://127.0.0.1:7636')
    expect((await ask(requestFor('GET', '/api/v2/users/me'))).status).toBe(401)
  })

  test('what only the mock has stays where it is', async () => {
    const { ask } = mockWith({ prefixes })
    expect((await ask(requestFor('GET', '/_mock/health'))).status).toBe(200)
    expect((await ask(requestFor('GET', '/gateway/login/_mock/health'))).status).toBe(404)
  })
})
