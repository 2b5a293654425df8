import { describe, expect, test } from 'vitest'
import { operation, type Resource } from '../../src/server/admin/resource.js'
import { createAdmin, isAdminCall } from '../../src/server/answer-admin.js'
import { adminWith } from '../support/admin.js'
import { requestFor } from '../support/requests.js'

const paths = [
  { path: '/_mock', isAdmin: true },
  { path: '/_mock/', isAdmin: true },
  { path: '/_mock/clients', isAdmin: true },
  { path: '/_mock/nonsense', isAdmin: true },
  { path: '/_mock/health', isAdmin: false },
  { path: '/_mock/help', isAdmin: false },
  { path: '/_mocked', isAdmin: false },
  { path: '/oauth/token', isAdmin: false },
  { path: '/x/_mock/clients', isAdmin: false },
]

describe('answer-admin', () => {
  for (const { path, isAdmin } of paths) {
    test(`${path} ${isAdmin ? 'belongs' : 'does not belong'} to the admin interface`, () => {
      expect(isAdminCall(requestFor('GET', path))).toBe(isAdmin)
    })
  }

  test('nothing that it says may be cached or read by another site', async () => {
    const { call } = adminWith()
    for (const { headers } of [
      await call('GET', '/_mock/clients'),
      await call('GET', '/_mock/nonsense'),
      await call('GET', '/_mock/clients', '', { headers: [['Host', 'evil.example']] }),
    ]) {
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  })

  test('HEAD is GET without a body, and OPTIONS tells the methods', async () => {
    const { call } = adminWith()
    expect(await call('HEAD', '/_mock/clients')).toMatchObject({ status: 200, body: '' })
    const options = await call('OPTIONS', '/_mock/clients')
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS'])
  })

  test('a method that is not served is refused with those that are', async () => {
    const { call } = adminWith()
    for (const method of ['PUT', 'BREW', '__proto__']) {
      const { status, headers, body } = await call(method, '/_mock/clock')
      expect([status, body.error, headers.get('allow')]).toEqual([
        405,
        'method_not_allowed',
        'GET, HEAD, POST, OPTIONS',
      ])
    }
  })

  const unknown = [
    { path: '/_mock/client', says: 'did you mean /_mock/clients?' },
    { path: '/_mock', says: 'names all paths' },
    { path: '/_mock/clients/', says: 'did you mean /_mock/clients?' },
    { path: '/_mock/exchanges/1/more', says: 'no such path' },
    { path: '/_mock/../oauth/token', says: 'no such path' },
  ]
  for (const { path, says } of unknown) {
    test(`${path} is not served, and the reply leads on`, async () => {
      const { status, body } = await adminWith().call('GET', path)
      expect([status, body.error]).toEqual([404, 'unknown_path'])
      expect(body.message).toContain(says)
    })
  }

  const damages = [
    { damage: 'too-large', status: 413, error: 'too_large' },
    { damage: 'unknown-encoding', status: 415, error: 'unknown_encoding' },
    { damage: 'broken-encoding', status: 400, error: 'broken_encoding' },
  ] as const
  for (const { damage, status, error } of damages) {
    test(`a body that is ${damage} is refused, and nothing is done`, async () => {
      const { call, state } = adminWith()
      state.clock.advance(5)
      expect(await call('POST', '/_mock/reset', '', { damage })).toMatchObject({ status, body: { error } })
      expect(state.clock.read().ahead).toBe(5000)
    })
  }

  test('a refused caller changes nothing, and the log says who was refused and why', async () => {
    const { call, state, notices } = adminWith({}, 'the-token')
    state.clock.advance(0.5)
    notices.length = 0
    const { status, headers } = await call('POST', '/_mock/reset', '', { loopback: false })
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="gc-mock-oauth admin"'])
    expect(state.clock.read().ahead).toBe(500)
    expect(notices).toEqual([expect.stringMatching(/^POST \/_mock\/reset was refused: .*admin token$/)])
  })

  test('another machine with the token does what this one may', async () => {
    const { call, state } = adminWith({}, 'the-token')
    state.clock.advance(5)
    const headers = [['Authorization', 'Bearer the-token']] as const
    expect((await call('POST', '/_mock/reset', '', { loopback: false, headers })).status).toBe(204)
    expect(state.clock.read().ahead).toBe(0)
  })

  test('a fault inside is one sentence to the caller and told to the mock', async () => {
    const { state } = adminWith()
    const faults: unknown[] = []
    const failing: Resource = {
      id: 'failing',
      what: 'Fails.',
      paths: [
        {
          path: '/_mock/failing',
          methods: {
            GET: operation({
              summary: 'fails',
              replies: {},
              run() {
                throw new Error('a secret detail')
              },
            }),
          },
        },
      ],
    }
    const admin = createAdmin({
      mock: {
        state,
        unknownScopes: 'refuse',
        rotateKeys: async () => {},
        publicKeys: async () => ({ keys: [] }),
      },
      rules: () => ({ hosts: [], anyAddress: false, token: null }),
      onFault: (fault) => faults.push(fault),
      resources: [failing],
    })
    const { status, body } = await admin(requestFor('GET', '/_mock/failing'), null, { loopback: true })
    expect(status).toBe(500)
    expect(body).not.toContain('secret detail')
    expect(faults).toEqual([new Error('a secret detail')])
  })

  test('JSON without end, and with names that every object has, is refused like any other', async () => {
    const { call, faults } = adminWith()
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`
    for (const body of [
      deep,
      '['.repeat(30_000),
      '{"__proto__":{"id":"x"}}',
      '{"constructor":1}',
      '\u0000',
      'null',
      '5',
    ]) {
      const reply = await call('POST', '/_mock/clients', body)
      expect([reply.status, reply.body.error]).toEqual([400, 'invalid_body'])
    }
    expect(faults).toEqual([])
  })
})
