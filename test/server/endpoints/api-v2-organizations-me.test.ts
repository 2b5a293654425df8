import { describe, expect, test } from 'vitest'
import { apiWith } from '../../support/api.js'
import { deviationsFrom } from '../../support/genesys.js'

describe('api-v2-organizations-me', () => {
  test('tells the organisation of the mock, in the shape of the service', async () => {
    const { call, parts } = await apiWith({ scope: ['organization:readonly'] })
    const reply = await call('GET', '/api/v2/organizations/me')
    expect(reply.status).toBe(200)
    expect(JSON.parse(reply.body)).toMatchObject({ ...parts.organization, state: 'active', version: 1 })
    expect(deviationsFrom('organizations-me', reply.body)).toEqual([])
  })

  test('a client that acts for itself may ask as well', async () => {
    const { call } = await apiWith({ userEmail: null })
    expect((await call('GET', '/api/v2/organizations/me')).status).toBe(200)
  })
})
