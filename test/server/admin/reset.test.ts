import { describe, expect, test } from 'vitest'
import { adminWith } from '../../support/admin.js'
import { exchangeWith } from '../../support/exchanges.js'
import { confidentialClient, publicClient } from '../../support/login.js'

const ada = { email: 'ada@example.com', password: 'x', name: 'Ada' }

describe('reset', () => {
  test('keeps the seed and drops everything that came after it', async () => {
    const { call, state } = adminWith({
      clients: [publicClient],
      users: [ada],
      scenario: 'state-tamper/dropped',
    })
    await call('POST', '/_mock/clients', confidentialClient)
    await call('DELETE', `/_mock/clients/${publicClient.id}`)
    await call('POST', '/_mock/users', { ...ada, email: 'bob@example.com' })
    await call('POST', '/_mock/scenario', { id: 'honest' })
    await call('POST', '/_mock/clock', { advanceSeconds: 601 })
    await call('POST', '/_mock/clock', { frozen: true })
    state.recorder.record(exchangeWith(1))
    expect((await call('POST', '/_mock/reset')).status).toBe(204)
    expect(await state.store.clients()).toEqual([publicClient])
    expect(state.users).toEqual([ada])
    expect(state.scenarios.forAll).toMatchObject({ id: 'state-tamper', variant: 'dropped' })
    expect(state.clock.read()).toMatchObject({ ahead: 0, frozen: false })
    expect(state.recorder.exchanges).toEqual([])
    expect(state.tied()).toEqual([])
  })

  test('takes an empty object or nothing, and no demands', async () => {
    const { call } = adminWith()
    expect((await call('POST', '/_mock/reset', {})).status).toBe(204)
    expect((await call('POST', '/_mock/reset', { clients: true })).status).toBe(400)
  })
})
