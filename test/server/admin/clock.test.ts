import { describe, expect, test } from 'vitest'
import { adminWith } from '../../support/admin.js'

describe('clock', () => {
  test('tells the time of the mock', async () => {
    const { call } = adminWith()
    expect((await call('GET', '/_mock/clock')).body).toEqual({
      now: '2026-01-15T12:00:00.750Z',
      aheadSeconds: 0,
      frozen: false,
      warning: null,
    })
  })

  test('is advanced, with a warning in the reply and for the log', async () => {
    const { call, state, notices } = adminWith()
    const warning =
      'the clock of the mock runs 10 min ahead of the real one: clients with their own clock will refuse new tokens'
    expect(await call('POST', '/_mock/clock', { advanceSeconds: 601 })).toMatchObject({
      status: 200,
      body: { now: '2026-01-15T12:10:01.750Z', aheadSeconds: 601, warning },
    })
    expect(state.ports.clock.now()).toBe(state.clock.now())
    expect(notices).toEqual([warning])
  })

  test('is set, frozen and set free', async () => {
    const { call, ports } = adminWith()
    const set = await call('POST', '/_mock/clock', { set: '2027-01-01T00:00:00Z' })
    expect(set.body.now).toBe('2027-01-01T00:00:00.000Z')
    expect((await call('POST', '/_mock/clock', { frozen: true })).body.frozen).toBe(true)
    ports.advance(5000)
    expect((await call('GET', '/_mock/clock')).body.now).toBe('2027-01-01T00:00:00.000Z')
    expect((await call('POST', '/_mock/clock', { frozen: false })).body.frozen).toBe(false)
  })

  const refused = [
    { name: 'nothing', body: {}, field: '' },
    { name: 'two things at once', body: { advanceSeconds: 1, frozen: true }, field: '' },
    { name: 'a step back', body: { advanceSeconds: -1 }, field: 'advanceSeconds' },
    { name: 'seconds as text', body: { advanceSeconds: '601' }, field: 'advanceSeconds' },
    { name: 'a step out of all time', body: { advanceSeconds: 1e15 }, field: 'advanceSeconds' },
    { name: 'a day that does not exist', body: { set: '2027-02-30' }, field: 'set' },
    { name: 'a time without its offset', body: { set: '2027-01-01T00:00:00' }, field: 'set' },
    { name: 'a year before the epoch', body: { set: '1960-01-01' }, field: 'set' },
    { name: 'a misspelt field', body: { advanceSecond: 1 }, field: 'advanceSecond' },
    { name: 'text', body: '"601"', field: '' },
    { name: 'a list', body: '[]', field: '' },
    { name: 'no JSON', body: 'advanceSeconds=601', field: '' },
    { name: 'no body', body: '', field: '' },
  ]
  for (const { name, body, field } of refused) {
    test(`refuses ${name} and stays where it was`, async () => {
      const { call } = adminWith()
      const reply = await call('POST', '/_mock/clock', body)
      expect(reply.status).toBe(400)
      expect(reply.body.problems.map((problem: { field: string }) => problem.field)).toEqual([field])
      expect((await call('GET', '/_mock/clock')).body).toMatchObject({ aheadSeconds: 0, frozen: false })
    })
  }
})
