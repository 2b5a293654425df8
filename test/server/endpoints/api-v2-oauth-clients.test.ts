import { describe, expect, test } from 'vitest'
import { apiWith } from '../../support/api.js'
import { deviationsFrom } from '../../support/genesys.js'
import { confidentialClient, publicClient } from '../../support/login.js'

describe('api-v2-oauth-clients', () => {
  test('lists the registered clients in the shape of the service', async () => {
    const { call } = await apiWith({ scope: ['oauth:readonly'] })
    const reply = await call('GET', '/api/v2/oauth/clients')
    expect(reply.status).toBe(200)
    expect(deviationsFrom('oauth-clients', reply.body)).toEqual([])
    const { entities, total } = JSON.parse(reply.body)
    expect(total).toBe(2)
    expect(entities[0]).toMatchObject({
      id: publicClient.id,
      name: 'Public client',
      authorizedGrantType: 'CODE',
      registeredRedirectUri: publicClient.redirectUris,
      accessTokenValiditySeconds: 86_400,
    })
  })

  test('never shows a secret', async () => {
    const { call } = await apiWith()
    const { body } = await call('GET', '/api/v2/oauth/clients')
    expect(body).toContain(confidentialClient.id)
    expect(body).not.toContain(confidentialClient.secret)
    expect(body).not.toContain('"secret"')
  })
})
