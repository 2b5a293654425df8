import { describe, expect, test } from 'vitest'
import { mockHealth } from '../../../src/server/endpoints/mock-health.js'
import { mockWith } from '../../support/mock.js'
import { requestFor } from '../../support/requests.js'

describe('mock-health', () => {
  test('says ok', async () => {
    const answer = await mockHealth.methods.GET?.(requestFor('GET', '/_mock/health'), mockWith().context)
    expect(answer?.reply).toMatchObject({ status: 200, body: '{"status":"ok"}' })
  })
})
