import { describe, expect, test } from 'vitest'
import { mockWith } from '../../support/mock.js'
import { requestFor } from '../../support/requests.js'

describe('favicon.ico', () => {
  test('is empty, and no mistake is made of it', async () => {
    const { ask, recorder } = mockWith()
    expect(await ask(requestFor('GET', '/favicon.ico'))).toMatchObject({ status: 204, body: '' })
    expect(recorder.exchanges[0]?.outcome).toMatchObject({ kind: 'answered', mistakes: [] })
  })
})
