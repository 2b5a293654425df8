import { describe, expect, test } from 'vitest'
import { apiV2UsersMe } from '../../../src/server/endpoints/api-v2-users-me.js'
import type { AccessToken } from '../../../src/server/protocol/records.js'
import { fakeStart } from '../../support/fake-ports.js'
import { genesysErrors, genesysUsersMe } from '../../support/genesys.js'
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
    scope: [],
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

  test('a token without a user gets 400 not.a.user', async () => {
    const answer = await profileFor(null)
    expect(answer?.reply.status).toBe(400)
    expect(JSON.parse(answer?.reply.body ?? '')).toEqual(genesysErrors['no-user'])
  })
})
