import { describe, expect, test } from 'vitest'
import { adminWith } from '../../support/admin.js'

const ada = { email: 'Ada@example.com', password: 'x', name: 'Ada' }
const bob = { email: 'bob@example.com', password: 'y', name: 'Bob' }

describe('users', () => {
  test('are listed in the shape of the seed, the default user first', async () => {
    const { call } = adminWith({ users: [ada, bob] })
    expect((await call('GET', '/_mock/users')).body).toEqual({ items: [ada, bob] })
  })

  test('one is added, and replaced by the same address in other letters', async () => {
    const { call, state } = adminWith({ users: [ada] })
    expect(await call('POST', '/_mock/users', bob)).toMatchObject({ status: 201, body: bob })
    const other = { ...bob, email: 'BOB@example.com', name: 'Robert' }
    expect((await call('POST', '/_mock/users', other)).status).toBe(200)
    expect(state.users).toEqual([ada, other])
  })

  test('one is forgotten, but never the only one', async () => {
    const { call, state } = adminWith({ users: [ada, bob] })
    expect((await call('DELETE', '/_mock/users/ada%40EXAMPLE.com')).status).toBe(204)
    expect(state.users).toEqual([bob])
    expect(await call('DELETE', '/_mock/users/bob@example.com')).toMatchObject({
      status: 409,
      body: { error: 'last_user' },
    })
    expect((await call('DELETE', '/_mock/users/nobody')).status).toBe(404)
  })

  test('a body is checked, without repeating a password', async () => {
    const { call } = adminWith()
    const { status, body } = await call('POST', '/_mock/users', { email: 5, password: 12345, name: 'A' })
    expect(status).toBe(400)
    expect(body.problems).toEqual([
      { field: 'email', message: 'expected text, got 5' },
      { field: 'password', message: 'expected text' },
    ])
  })

  test('at the bound no further user is taken', async () => {
    const { call } = adminWith({ users: [ada], bounds: { users: 1 } })
    expect((await call('POST', '/_mock/users', bob)).status).toBe(409)
  })
})
