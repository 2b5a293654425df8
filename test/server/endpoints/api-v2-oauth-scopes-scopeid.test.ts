import { describe, expect, test } from 'vitest'
import { apiWith } from '../../support/api.js'
import { deviationsFrom } from '../../support/genesys.js'

describe('api-v2-oauth-scopes-scopeid', () => {
  for (const id of ['users:readonly', 'all', 'web-chat', 'users%3Areadonly']) {
    test(`${id} is a scope`, async () => {
      const { call } = await apiWith({ scope: ['oauth:readonly'] })
      const reply = await call('GET', `/api/v2/oauth/scopes/${id}`)
      expect(reply.status).toBe(200)
      expect(deviationsFrom('oauth-scope', reply.body)).toEqual([])
      expect(JSON.parse(reply.body).id).toBe(decodeURIComponent(id))
    })
  }

  for (const id of ['openid', 'offline_access', 'users:write', 'constructor']) {
    test(`${id} is none`, async () => {
      const { call } = await apiWith()
      expect((await call('GET', `/api/v2/oauth/scopes/${id}`)).status).toBe(404)
    })
  }
})
