import { describe, expect, test } from 'vitest'
import { adminWith } from '../../support/admin.js'

const users = [{ email: 'ada@example.com', password: 'x', name: 'Ada' }]

describe('scenario', () => {
  test('an honest mock has nothing in force, and names what can be set', async () => {
    const { call } = adminWith()
    const { body } = await call('GET', '/_mock/scenario')
    expect(body).toMatchObject({ id: 'honest', inForce: [] })
    expect(body.available).toContain('token-errors/rate-limited-429')
  })

  test('one is set for the first uses, or for one user, and told', async () => {
    const { call, state, notices } = adminWith({ users })
    const first = await call('POST', '/_mock/scenario', { id: 'token-errors/rate-limited-429', times: 2 })
    expect(first).toMatchObject({
      status: 200,
      body: { id: 'token-errors/rate-limited-429', inForce: [{ left: 2, user: null, login: null }] },
    })
    await call('POST', '/_mock/scenario', { id: 'api-trouble/401', user: 'ada@example.com' })
    expect(state.scenarios.list().map(({ id, user }) => [id, user])).toEqual([
      ['token-errors/rate-limited-429', null],
      ['api-trouble/401', 'ada@example.com'],
    ])
    expect(notices).toEqual([
      'scenario token-errors/rate-limited-429',
      'scenario api-trouble/401 for ada@example.com',
    ])
  })

  test('honest ends it', async () => {
    const { call } = adminWith({ scenario: 'token-errors/slow' })
    expect((await call('GET', '/_mock/scenario')).body.id).toBe('token-errors/slow')
    expect((await call('POST', '/_mock/scenario', { id: 'honest' })).body).toMatchObject({
      id: 'honest',
      inForce: [],
    })
  })

  const refused = [
    {
      name: 'a scenario that does not exist',
      body: { id: 'token-errors/slwo' },
      field: 'id',
      says: /^expected the name of a scenario \(did you mean token-errors\/slow\?\)/,
    },
    {
      name: 'a scenario without its variant',
      body: { id: 'token-errors' },
      field: 'id',
      says: /^expected a variant of token-errors: token-errors\/invalid-request, /,
    },
    { name: 'no id', body: {}, field: 'id', says: /^is missing$/ },
    { name: 'no use', body: { id: 'api-trouble/401', times: 0 }, field: 'times', says: /from 1 to/ },
    {
      name: 'a user that does not exist',
      body: { id: 'api-trouble/401', user: 'eve' },
      field: 'user',
      says: /no user "eve"/,
    },
    {
      name: 'a misspelt field',
      body: { id: 'api-trouble/401', time: 1 },
      field: 'time',
      says: /did you mean times/,
    },
  ]
  for (const { name, body, field, says } of refused) {
    test(`refuses ${name} and stays as it was`, async () => {
      const { call, state } = adminWith({ scenario: 'token-errors/slow' })
      const reply = await call('POST', '/_mock/scenario', body)
      expect(reply.status).toBe(400)
      expect(reply.body.problems).toEqual([{ field, message: expect.stringMatching(says) }])
      expect(state.scenarios.forAll.variant).toBe('slow')
    })
  }
})
