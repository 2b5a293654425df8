import { describe, expect, test } from 'vitest'
import { type Actions, performActions } from '../../../src/conformance/gather/actions.js'

/** A clock that does not wait, and keeps what it was asked to. */
function worldWith(id: string, variant: string, actions: Actions) {
  const waits: number[] = []
  const performed: string[] = []
  const world = {
    scenario: { id, variant },
    actions,
    clock: {
      now: () => 5_000,
      sleep: (milliseconds: number) => {
        waits.push(milliseconds)
        return Promise.resolve()
      },
    },
    signal: new AbortController().signal,
    lastExchange: () => 4,
    perform: (how: string) => {
      performed.push(how)
      return Promise.resolve({ exitCode: 0, what: 'it ended with exit code 0' })
    },
  }
  return { world, waits, performed }
}

describe('performActions', () => {
  const all = { call: './app list', parallel: './app list-all', logout: './app logout' }
  const rows = [
    {
      name: 'does nothing after most scenarios',
      id: 'token-errors',
      variant: 'invalid-grant',
      actions: all,
      performed: [],
    },
    {
      name: 'does nothing where nobody said how',
      id: 'logout',
      variant: 'tokens-kept',
      actions: {},
      performed: [],
    },
    {
      name: 'logs out, and calls the API then',
      id: 'logout',
      variant: 'tokens-kept',
      actions: all,
      performed: ['./app logout', './app list'],
    },
    {
      name: 'calls the API twice, so that two refreshes are due',
      id: 'refresh-trouble',
      variant: 'rotates',
      actions: all,
      performed: ['./app list', './app list'],
    },
    {
      name: 'lets the app call the API several times at once',
      id: 'refresh-trouble',
      variant: 'parallel-calls',
      actions: all,
      performed: ['./app list-all'],
    },
    {
      name: 'makes several calls at once itself where the app has no way to',
      id: 'refresh-trouble',
      variant: 'parallel-calls',
      actions: { call: '/me' },
      performed: ['/me', '/me', '/me', '/me'],
    },
    {
      name: 'goes on calling after the token has ended',
      id: 'api-trouble',
      variant: 'expires-soon',
      actions: { call: '/me' },
      performed: ['/me', '/me', '/me', '/me', '/me'],
    },
  ]
  for (const row of rows) {
    test(row.name, async () => {
      const { world, performed } = worldWith(row.id, row.variant, row.actions)
      const done = await performActions(world)
      expect(performed).toEqual(row.performed)
      expect(done).toHaveLength(row.performed.length)
    })
  }

  test('waits until a token of three seconds has ended', async () => {
    const { world, waits } = worldWith('refresh-trouble', 'rotates', all)
    await performActions(world)
    expect(waits.filter((milliseconds) => milliseconds > 3_000)).toHaveLength(2)
  })

  test('says when each was done, and what came of it', async () => {
    const { world } = worldWith('logout', 'tokens-kept', { logout: './app logout' })
    expect(await performActions(world)).toEqual([
      { name: 'logout', at: 5_000, afterExchange: 4, exitCode: 0, what: 'it ended with exit code 0' },
    ])
  })

  test('ends when the run is interrupted', async () => {
    const { world, performed } = worldWith('logout', 'tokens-kept', all)
    await performActions({ ...world, signal: AbortSignal.abort() })
    expect(performed).toEqual([])
  })
})
