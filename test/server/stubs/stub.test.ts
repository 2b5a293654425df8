import { describe, expect, test } from 'vitest'
import { headerOf } from '../../../src/server/protocol/message.js'
import { type ReadText, readStubs, type StubEntry } from '../../../src/server/stubs/stub.js'
import { apiWith } from '../../support/api.js'
import { deviationsFrom } from '../../support/genesys.js'
import { memberOf } from '../../support/login.js'
import { mockWith } from '../../support/mock.js'
import { requestFor } from '../../support/requests.js'

const files: Readonly<Record<string, string>> = {
  'queue.json': '\uFEFF{ "id": "{queueId}", "members": [1, { "of": "{queueId} {other}" }] }',
  'broken.json': '{ "id": ',
  'members.csv': 'queue,member\n{queueId},7\n',
  'note.txt': 'for {queueId}',
}

const readText: ReadText = (path) => {
  const text = files[path]
  return text === undefined
    ? { kind: 'unreadable', why: `there is no such file: ${path}` }
    : { kind: 'text', text }
}

const queue: StubEntry = {
  method: 'GET',
  path: '/api/v2/routing/queues/{queueId}',
  body: { id: '{queueId}' },
}

async function mockOf(entries: readonly StubEntry[], scope = ['all']) {
  const { endpoints, problems } = readStubs(entries, readText)
  expect(problems).toEqual([])
  return apiWith({ scope }, mockWith({ stubs: endpoints }))
}

const bodies: readonly { name: string; entry: Partial<StubEntry>; type: string; body: string }[] = [
  {
    name: 'an object',
    entry: { body: { id: '{queueId}', n: 1 } },
    type: 'application/json',
    body: '{"id":"q\\"1","n":1}',
  },
  { name: 'a list', entry: { body: ['{queueId}', null] }, type: 'application/json', body: '["q\\"1",null]' },
  { name: 'nothing but null', entry: { body: null }, type: 'application/json', body: 'null' },
  { name: 'a text', entry: { body: 'x {queueId}' }, type: 'application/json', body: '"x q\\"1"' },
  {
    name: 'a name that is no parameter of the path',
    entry: { body: { a: '{other} {constructor}' } },
    type: 'application/json',
    body: '{"a":"{other} {constructor}"}',
  },
  {
    name: 'a member called __proto__',
    entry: { body: JSON.parse('{"__proto__":"{queueId}"}') },
    type: 'application/json',
    body: '{"__proto__":"q\\"1"}',
  },
  {
    name: 'a JSON file',
    entry: { file: 'queue.json' },
    type: 'application/json',
    body: '{"id":"q\\"1","members":[1,{"of":"q\\"1 {other}"}]}',
  },
  {
    name: 'a table',
    entry: { file: 'members.csv' },
    type: 'text/csv; charset=utf-8',
    body: 'queue,member\nq"1,7\n',
  },
  { name: 'a note', entry: { file: 'note.txt' }, type: 'text/plain; charset=utf-8', body: 'for q"1' },
]

describe('stub', () => {
  for (const row of bodies) {
    test(`answers ${row.name}, the parameter of the path in it`, async () => {
      const { body: _body, ...rest } = queue
      const { call } = await mockOf([{ ...rest, ...row.entry }])
      const reply = await call('GET', '/api/v2/routing/queues/q%221')
      expect(reply.status).toBe(200)
      expect(headerOf(reply, 'content-type')).toBe(row.type)
      expect(reply.body).toBe(row.body)
    })
  }

  test('a value of the path is never read as a template', async () => {
    const { call } = await mockOf([{ method: 'GET', path: '/api/v2/{a}/{b}', body: '{a} {b}' }])
    expect((await call('GET', '/api/v2/%7Bb%7D/x')).body).toBe('"{b} x"')
  })

  test('needs a good token, as every path of the API', async () => {
    const { ask } = await mockOf([queue])
    const reply = await ask(requestFor('GET', '/api/v2/routing/queues/1'))
    expect([reply.status, memberOf(reply, 'code')]).toEqual([401, 'authentication.required'])
  })

  const scopes = [
    { scope: 'routing:readonly', granted: ['routing:readonly'], status: 200 },
    { scope: 'routing:readonly', granted: ['routing'], status: 200 },
    { scope: 'routing:readonly', granted: ['users'], status: 403 },
    { scope: 'routing', granted: ['routing:readonly'], status: 403 },
    { scope: 'routing', granted: ['all'], status: 200 },
  ]
  for (const row of scopes) {
    test(`asked for ${row.scope}, a token with ${row.granted.join()} gets ${row.status}`, async () => {
      const { call } = await mockOf([{ ...queue, scope: row.scope }], row.granted)
      expect((await call('GET', '/api/v2/routing/queues/1')).status).toBe(row.status)
    })
  }

  test('one without a scope takes any good token', async () => {
    const { call } = await mockOf([queue], [])
    expect((await call('GET', '/api/v2/routing/queues/1')).status).toBe(200)
  })

  test('every method has its own answer, and the others are 405', async () => {
    const { call } = await mockOf([
      queue,
      { method: 'PATCH', path: '/api/v2/routing/queues/{id}', status: 202, body: { patched: '{id}' } },
      { method: 'DELETE', path: '/api/v2/routing/queues/{id}' },
    ])
    expect(await call('PATCH', '/api/v2/routing/queues/7')).toMatchObject({
      status: 202,
      body: '{"patched":"7"}',
    })
    expect(await call('DELETE', '/api/v2/routing/queues/7')).toMatchObject({ status: 204, body: '' })
    expect(await call('HEAD', '/api/v2/routing/queues/7')).toMatchObject({ status: 200, body: '' })
    const wrong = await call('POST', '/api/v2/routing/queues/7')
    expect(wrong.status).toBe(405)
    expect(headerOf(wrong, 'allow')).toBe('GET, HEAD, PATCH, DELETE, OPTIONS')
  })

  test('a page of another origin may read it, after a preflight', async () => {
    const { ask } = await mockOf([queue])
    const preflight = await ask(
      requestFor('OPTIONS', '/api/v2/routing/queues/7', [
        ['Origin', 'https://app.example'],
        ['Access-Control-Request-Method', 'GET'],
        ['Access-Control-Request-Headers', 'authorization, content-type'],
      ]),
    )
    expect(preflight.status).toBe(204)
    expect(headerOf(preflight, 'access-control-allow-headers')).toBe('authorization, content-type')
  })

  test('an error without a body has the one of the service', async () => {
    const { call } = await mockOf([{ method: 'GET', path: '/api/v2/x', status: 503 }])
    const reply = await call('GET', '/api/v2/x')
    expect([reply.status, memberOf(reply, 'code')]).toEqual([503, 'service.unavailable'])
    expect(deviationsFrom('errors', reply.body)).toEqual([])
    expect(memberOf(reply, 'contextId')).toBe(headerOf(reply, 'inin-correlation-id'))
  })

  test('comes before the path of the mock, whose other methods stay', async () => {
    const { call } = await mockOf([{ method: 'GET', path: '/api/v2/users/me', body: { mine: true } }])
    expect((await call('GET', '/api/v2/users/me')).body).toBe('{"mine":true}')
    const own = await mockOf([{ method: 'GET', path: '/api/v2/tokens/me', body: {} }])
    expect((await own.call('DELETE', '/api/v2/tokens/me')).status).toBe(200)
    expect((await own.call('GET', '/api/v2/tokens/me')).status).toBe(401)
  })

  test('a parameter does not hide what the mock serves there', async () => {
    const { call } = await mockOf([
      { method: 'GET', path: '/api/v2/users/{userId}', body: { id: '{userId}' } },
    ])
    expect(memberOf(await call('GET', '/api/v2/users/me'), 'email')).toBe('agent@example.com')
    expect((await call('GET', '/api/v2/users/7')).body).toBe('{"id":"7"}')
  })

  test('is recorded under an id of its own', async () => {
    const { call, recorder } = await mockOf([queue])
    await call('GET', '/api/v2/routing/queues/7')
    expect(recorder.exchanges[0]).toMatchObject({
      endpoint: 'stub-api-v2-routing-queues',
      outcome: { kind: 'granted', login: 'login-1' },
    })
  })
})

describe('stub: problems', () => {
  test('are all told at once, each with its place', () => {
    const { endpoints, problems } = readStubs(
      [
        queue,
        { method: 'GET', path: '/api/v2/a', file: 'missing.json' },
        { method: 'GET', path: '/api/v2/b', file: 'broken.json' },
        { method: 'GET', path: '/api/v2/c', file: 'queue.json', body: {} },
        { method: 'DELETE', path: '/api/v2/d', status: 204, body: {} },
        { method: 'GET', path: '/api/v2/routing/queues/{other}', file: 'none.txt' },
        { method: 'POST', path: '/api/v2/routing/queues/{other}' },
      ],
      readText,
    )
    expect(endpoints).toEqual([])
    expect(problems).toEqual([
      { field: 'api.1.file', problem: 'there is no such file: missing.json' },
      { field: 'api.2.file', problem: 'is called JSON and is none' },
      { field: 'api.3.file', problem: 'there is a body already: leave out one of the two' },
      { field: 'api.4.status', problem: 'an answer with status 204 has no body' },
      { field: 'api.5.path', problem: 'is answered by api.0 already' },
      { field: 'api.5.file', problem: 'there is no such file: none.txt' },
    ])
  })
})
