import { describe, expect, test } from 'vitest'
import { headerOf } from '../../../src/server/protocol/message.js'
import { apiWith } from '../../support/api.js'
import { mockWith, testUsers } from '../../support/mock.js'

/** The ids that users/me tells for agent@example.com and second@example.com. */
async function idOf(userEmail: string): Promise<string> {
  const { call } = await apiWith({ userEmail })
  return JSON.parse((await call('GET', '/api/v2/users/me')).body).id
}

describe('api-v2-tokens-userid', () => {
  test('ends every token of the user, the one that asks included, and says who ended it', async () => {
    const mock = mockWith()
    const { call } = await apiWith({}, mock)
    const other = await apiWith({ id: 'token-2', family: 'login-2' }, mock)
    const reply = await call('DELETE', `/api/v2/tokens/${await idOf('agent@example.com')}`)
    expect(reply).toMatchObject({ status: 204, body: '' })
    for (const asking of [call, other.call]) {
      const after = await asking('GET', '/api/v2/tokens/me')
      expect(after.status).toBe(401)
      expect(headerOf(after, 'www-authenticate')).toContain(
        'the deletion of all tokens of its user in exchange 1',
      )
    }
    expect(mock.recorder.exchanges.at(-1)?.outcome.cause).toBe(1)
  })

  test('leaves the tokens of others alone', async () => {
    const { call } = await apiWith()
    const reply = await call('DELETE', `/api/v2/tokens/${await idOf('second@example.com')}`)
    expect(reply.status).toBe(204)
    expect((await call('GET', '/api/v2/tokens/me')).status).toBe(200)
  })

  for (const id of ['nobody', '58a95c78-e3be-8e83-94b8-000000000000', 'agent@example.com']) {
    test(`${id} is nobody`, async () => {
      const { call } = await apiWith()
      expect((await call('DELETE', `/api/v2/tokens/${id}`)).status).toBe(404)
    })
  }

  test('needs the permission oauth:token:delete', async () => {
    const [first, ...others] = testUsers
    const users = [{ ...first, permissions: ['oauth:client:view'] }, ...others] as const
    const { call } = await apiWith({}, mockWith({ users }))
    const reply = await call('DELETE', `/api/v2/tokens/${await idOf('agent@example.com')}`)
    expect([reply.status, JSON.parse(reply.body).code]).toEqual([403, 'missing.any.permissions'])
    expect((await call('GET', '/api/v2/tokens/me')).status).toBe(200)
  })

  test('me is no id here: the plain path is its own resource', async () => {
    const { call } = await apiWith()
    expect((await call('DELETE', '/api/v2/tokens/me')).status).toBe(200)
    expect((await call('GET', '/api/v2/tokens/some-id')).status).toBe(405)
  })
})
