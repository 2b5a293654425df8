import { describe, expect, test } from 'vitest'
import { apiWith } from '../../support/api.js'
import { deviationsFrom, genesysFixture } from '../../support/genesys.js'

describe('api-v2-oauth-scopes', () => {
  test('lists every scope of the platform, in the shape of the service', async () => {
    const { call } = await apiWith({ scope: ['oauth:readonly'] })
    const reply = await call('GET', '/api/v2/oauth/scopes')
    expect(reply.status).toBe(200)
    expect(deviationsFrom('oauth-scopes', reply.body)).toEqual([])
    const { total, entities } = JSON.parse(reply.body)
    expect(total).toBe(135)
    expect(entities.map(({ id }: { id: string }) => id)).toEqual(genesysFixture('scopes').scopes)
  })
})
