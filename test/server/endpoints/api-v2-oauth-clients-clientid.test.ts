import { describe, expect, test } from 'vitest'
import { apiWith } from '../../support/api.js'
import { deviationsFrom, genesysErrors } from '../../support/genesys.js'
import { confidentialClient } from '../../support/login.js'

describe('api-v2-oauth-clients-clientid', () => {
  test('tells one client, and not its secret', async () => {
    const { call, store } = await apiWith({ scope: ['oauth'] })
    await store.saveClient({
      ...confidentialClient,
      scopes: ['users', 'routing:readonly'],
      accessTokenSeconds: 600,
    })
    const reply = await call('GET', `/api/v2/oauth/clients/${confidentialClient.id}`)
    expect(reply.status).toBe(200)
    expect(deviationsFrom('oauth-client', reply.body)).toEqual([])
    expect(JSON.parse(reply.body)).toMatchObject({
      id: confidentialClient.id,
      scope: ['users', 'routing:readonly'],
      accessTokenValiditySeconds: 600,
    })
    expect(reply.body).not.toContain(confidentialClient.secret)
  })

  for (const id of ['nobody', '__proto__', '..', `${confidentialClient.id}%00`]) {
    test(`${id} gets 404 in the words of the service`, async () => {
      const { call } = await apiWith()
      const reply = await call('GET', `/api/v2/oauth/clients/${id}`)
      expect(reply.status).toBe(404)
      const contextId = expect.any(String)
      expect(JSON.parse(reply.body)).toEqual({ ...Object(genesysErrors['not-found']), contextId })
    })
  }
})
