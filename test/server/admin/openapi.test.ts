import { describe, expect, test } from 'vitest'
import { resources } from '../../../src/server/admin/index.js'
import { mistake } from '../../../src/server/protocol/autopsy/kinds.js'
import { granted, refused } from '../../../src/server/replies/reply.js'
import { adminWith } from '../../support/admin.js'
import { exchangeWith } from '../../support/exchanges.js'
import { faultsOf, schemaFaults } from '../../support/json-schema.js'
import { publicClient } from '../../support/login.js'
import { postForm } from '../../support/requests.js'

interface Documented {
  operationId: string
  summary: string
  tags: string[]
  parameters?: { name: string; in: string; required?: boolean; schema: Record<string, unknown> }[]
  requestBody?: { required: boolean; content: Record<string, { schema: Record<string, unknown> }> }
  responses: Record<
    string,
    { description: string; content?: Record<string, { schema: Record<string, unknown> }> }
  >
}

interface Document {
  openapi: string
  info: { title: string; version: string }
  tags: { name: string }[]
  paths: Record<string, Record<string, Documented>>
  components: { schemas: Record<string, Record<string, unknown>>; securitySchemes: Record<string, unknown> }
}

const read = async (): Promise<Document> => (await adminWith().call('GET', '/_mock/openapi.json')).body
const document = await read()
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)
const schemaOf = ({ responses }: Documented, status: number) => {
  const schema = responses[status]?.content?.['application/json']?.schema ?? {}
  return schema['$ref'] === '#/components/schemas/Problem'
    ? (document.components.schemas['Problem'] ?? {})
    : schema
}

describe('openapi', () => {
  test('is a document of OpenAPI 3.1 with a title and a version', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(document.info.title).not.toBe('')
    expect(document.info.version).toMatch(/^\d+\.\d+\.\d+/)
  })

  test('documents every path and method of every resource, and the two that are open to everybody', () => {
    const served = resources.flatMap(({ paths }) =>
      paths.flatMap(({ path, methods }) => Object.keys(methods).map((method) => `${method} ${path}`)),
    )
    const documented = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`)
    expect(documented.sort()).toEqual([...served, 'GET /_mock/health', 'GET /_mock/help'].sort())
    expect(served.length).toBeGreaterThan(15)
  })

  test('has an id of its own for each operation, and a description for each tag', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z0-9_]*$/)
    const tags = document.tags.map(({ name }) => name)
    expect(
      operations.flatMap(({ operation }) => operation.tags).filter((tag) => !tags.includes(tag)),
    ).toEqual([])
  })

  for (const { path, method, operation } of operations) {
    test(`${method} ${path} is whole: parameters, body, replies`, () => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const parameters = operation.parameters ?? []
      expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(inPath)
      for (const parameter of parameters) {
        if (parameter.in === 'path') expect(parameter.required).toBe(true)
        expect(schemaFaults(parameter.schema)).toEqual([])
      }
      expect(operation.requestBody !== undefined).toBe(method === 'post')
      const body = operation.requestBody?.content['application/json']?.schema
      if (body !== undefined) expect(schemaFaults(body)).toEqual([])
      expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true)
      for (const { description, content } of Object.values(operation.responses)) {
        expect(description).not.toBe('')
        for (const { schema } of Object.values(content ?? {})) {
          const reference = schema['$ref']
          if (reference === undefined) expect(schemaFaults(schema)).toEqual([])
          else expect(reference).toBe('#/components/schemas/Problem')
        }
      }
    })
  }

  const ada = { email: 'ada@example.com', password: 'x', name: 'Ada' }
  const calls: readonly { method: string; path: string; target?: string; body?: unknown; status: number }[] =
    [
      { method: 'get', path: '/_mock/clients', status: 200 },
      {
        method: 'post',
        path: '/_mock/clients',
        body: { ...publicClient, id: 'x', secret: 's' },
        status: 201,
      },
      { method: 'post', path: '/_mock/clients', body: { id: 5, nonsense: 1 }, status: 400 },
      {
        method: 'get',
        path: '/_mock/clients/{id}',
        target: `/_mock/clients/${publicClient.id}`,
        status: 200,
      },
      { method: 'get', path: '/_mock/clients/{id}', target: '/_mock/clients/nobody', status: 404 },
      {
        method: 'delete',
        path: '/_mock/clients/{id}',
        target: `/_mock/clients/${publicClient.id}`,
        status: 204,
      },
      { method: 'get', path: '/_mock/users', status: 200 },
      { method: 'post', path: '/_mock/users', body: { ...ada, email: 'eve@example.com' }, status: 201 },
      { method: 'delete', path: '/_mock/users/{email}', target: '/_mock/users/ada@example.com', status: 409 },
      { method: 'get', path: '/_mock/scenario', status: 200 },
      {
        method: 'post',
        path: '/_mock/scenario',
        body: { id: 'api-trouble/401', times: 1, user: 'ada@example.com' },
        status: 200,
      },
      { method: 'get', path: '/_mock/clock', status: 200 },
      { method: 'post', path: '/_mock/clock', body: { advanceSeconds: 5 }, status: 200 },
      { method: 'get', path: '/_mock/exchanges', status: 200 },
      { method: 'get', path: '/_mock/exchanges', target: '/_mock/exchanges?limit=x', status: 400 },
      { method: 'get', path: '/_mock/exchanges/{number}', target: '/_mock/exchanges/1', status: 200 },
      { method: 'get', path: '/_mock/flows', status: 200 },
      { method: 'get', path: '/_mock/flows/{id}', target: '/_mock/flows/login-1', status: 200 },
      { method: 'get', path: '/_mock/keys', status: 200 },
      { method: 'post', path: '/_mock/keys/rotate', body: {}, status: 200 },
      { method: 'post', path: '/_mock/reset', body: {}, status: 204 },
    ]

  for (const { method, path, target = path, body, status } of calls) {
    test(`what ${method} ${target} answers, ${status}, is what the document says`, async () => {
      const { call, state } = adminWith({ clients: [publicClient], users: [ada] })
      const request = postForm('/oauth/token', { code: 'x', client_id: 'y' }, [
        ['Authorization', 'Basic eA=='],
      ])
      const found = [mistake('client-id-missing')]
      state.recorder.record(
        exchangeWith(1, { endpoint: 'oauth-token', request, outcome: granted('login-1', [], false) }),
      )
      state.recorder.record(
        exchangeWith(2, {
          endpoint: 'oauth-token',
          request: postForm('/oauth/token', {}),
          reply: { status: 400, headers: [['Content-Type', 'application/json']], body: '{"error":"x"}' },
          honest: { status: 200, headers: [], body: 'not JSON' },
          scenario: 'token-errors/slow',
          outcome: refused(found, 'login-1', 1),
        }),
      )
      const operation = document.paths[path]?.[method]
      if (operation === undefined) throw new Error('not documented')
      const reply = await call(method.toUpperCase(), target, body)
      expect(reply.status).toBe(status)
      expect(Object.keys(operation.responses)).toContain(String(status))
      if (status !== 204) expect(faultsOf(schemaOf(operation, status), reply.body)).toEqual([])
    })
  }

  test('every operation is called above, so that none is documented without having been seen', () => {
    const called = new Set(calls.map(({ method, path }) => `${method} ${path}`))
    const missing = operations
      .map(({ method, path }) => `${method} ${path}`)
      .filter((name) => !called.has(name) && !/health|help|openapi/.test(name))
    expect(missing).toEqual([])
  })
})
