import { describe, expect, test } from 'vitest'
import { apiV2UsersMe } from '../../../src/server/endpoints/api-v2-users-me.js'
import type { AccessToken } from '../../../src/server/protocol/records.js'
import { apiWith } from '../../support/api.js'
import { fakeStart } from '../../support/fake-ports.js'
import { deviationsFrom, genesysErrors, genesysFixture, genesysUsersMe } from '../../support/genesys.js'
import { publicClient } from '../../support/login.js'
import { mockWith } from '../../support/mock.js'
import { requestFor } from '../../support/requests.js'

async function profileFor(userEmail: string | null) {
  const mock = mockWith()
  const record: AccessToken = {
    id: 'token-1',
    family: 'login-1',
    clientId: publicClient.id,
    userEmail,
    scope: ['user-basic-info'],
    issuedAt: fakeStart,
    expiresAt: fakeStart + 1000,
    exchange: 4,
  }
  await mock.store.saveAccessToken(record)
  const token = await mock.context.tokens.issue(record, { issuer: 'i', audience: 'a' })
  const request = requestFor('GET', '/api/v2/users/me', [['Authorization', `Bearer ${token}`]])
  return apiV2UsersMe.methods.GET?.(request, mock.context)
}

describe('api-v2-users-me', () => {
  test('tells who logged in', async () => {
    const answer = await profileFor('agent@example.com')
    expect(answer?.reply.status).toBe(200)
    expect(JSON.parse(answer?.reply.body ?? '')).toEqual(genesysUsersMe)
  })

  test('keeps to the definition of the service, expanded or not', async () => {
    const { call } = await apiWith()
    const plain = await call('GET', '/api/v2/users/me')
    expect(deviationsFrom('users-me', plain.body)).toEqual([])
    const all: readonly string[] = genesysFixture('users-me').expand
    const expanded = await call('GET', `/api/v2/users/me?expand=${all.join(',')}`)
    expect(deviationsFrom('users-me', expanded.body)).toEqual([])
    expect(Object.keys(JSON.parse(expanded.body)).length).toBeGreaterThan(
      Object.keys(JSON.parse(plain.body)).length + 20,
    )
  })

  const expansions = [
    { query: 'expand=token', members: ['token'] },
    { query: 'expand=token&expand=organization', members: ['token', 'organization'] },
    { query: 'expand=token,authorization', members: ['token', 'authorization'] },
    { query: 'expand=presence%2C%20trustors', members: ['presence', 'trustors'] },
    { query: 'expand=lasttokenissued', members: ['lastTokenIssued'] },
    { query: 'expand=routingStatus', members: ['routingStatus'] },
    { query: 'expand=__proto__,constructor,nothing', members: [] },
    { query: 'expand=', members: [] },
    { query: 'Expand=token', members: [] },
  ]
  for (const row of expansions) {
    test(`${row.query} adds ${row.members.join(', ') || 'nothing'}`, async () => {
      const { call } = await apiWith()
      const plain = JSON.parse((await call('GET', '/api/v2/users/me')).body)
      const expanded = JSON.parse((await call('GET', `/api/v2/users/me?${row.query}`)).body)
      const added = Object.keys(expanded).filter((member) => !Object.hasOwn(plain, member))
      expect(added.sort()).toEqual([...row.members].sort())
    })
  }

  test('what expand adds is that of the token, the organisation and the user', async () => {
    const { call, parts } = await apiWith()
    const body = JSON.parse(
      (await call('GET', '/api/v2/users/me?expand=token,organization,authorization')).body,
    )
    expect(body.token).toMatchObject({
      authorizedScope: ['all'],
      OAuthClient: { id: publicClient.id, name: 'Public client' },
    })
    expect(body.organization).toMatchObject(parts.organization)
    expect(body.authorization.permissions).toContain('oauth:client:view')
  })

  test('a token without a user gets 400 not.a.user', async () => {
    const answer = await profileFor(null)
    expect(answer?.reply.status).toBe(400)
    expect(JSON.parse(answer?.reply.body ?? '')).toEqual(genesysErrors['no-user'])
  })
})
