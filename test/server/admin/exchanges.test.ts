import { describe, expect, test } from 'vitest'
import { adminWith } from '../../support/admin.js'
import { exchangeWith } from '../../support/exchanges.js'
import { postForm } from '../../support/requests.js'

function adminAfter(count: number) {
  const admin = adminWith()
  for (let number = 1; number <= count; number++) admin.state.recorder.record(exchangeWith(number))
  const numbers = async (query: string) => {
    const { body } = await admin.call('GET', `/_mock/exchanges${query}`)
    return body.items.map(({ number }: { number: number }) => number)
  }
  return { ...admin, numbers }
}

describe('exchanges', () => {
  test('are listed, oldest first', async () => {
    expect(await adminAfter(3).numbers('')).toEqual([1, 2, 3])
  })

  test('of many the newest are listed, as many as wanted', async () => {
    const { numbers } = adminAfter(250)
    expect(await numbers('')).toHaveLength(100)
    expect(await numbers('?limit=2')).toEqual([249, 250])
  })

  test('a program follows them without gaps', async () => {
    const { numbers } = adminAfter(5)
    expect(await numbers('?after=0&limit=2')).toEqual([1, 2])
    expect(await numbers('?after=2&limit=2')).toEqual([3, 4])
    expect(await numbers('?after=5')).toEqual([])
  })

  test('a query that cannot be used is refused with every problem', async () => {
    const { call } = adminAfter(1)
    const { status, body } = await call('GET', '/_mock/exchanges?limit=0&after=x')
    expect(status).toBe(400)
    expect(body.problems).toEqual([
      { field: 'limit', message: 'expected a whole number from 1 to 1000, got "0"' },
      { field: 'after', message: expect.stringMatching(/got "x"$/) },
    ])
  })

  test('one is found by its number, with its secrets as marks', async () => {
    const { call, state } = adminWith()
    const request = postForm('/oauth/token', { code: 'the-secret-code', client_id: 'abc' })
    state.recorder.record(exchangeWith(7, { endpoint: 'oauth-token', request }))
    const { body } = await call('GET', '/_mock/exchanges/7')
    expect(body).toMatchObject({ number: 7, endpoint: 'oauth-token' })
    expect(body.request.body.parameters).toEqual([
      ['code', expect.stringMatching(/^15 characters #[0-9a-f]{8}$/)],
      ['client_id', 'abc'],
    ])
    expect(JSON.stringify(body)).not.toContain('the-secret-code')
    expect((await call('GET', '/_mock/exchanges/8')).status).toBe(404)
    expect((await call('GET', '/_mock/exchanges/x')).status).toBe(404)
  })
})
