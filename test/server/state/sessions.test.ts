import { describe, expect, test } from 'vitest'
import { createMemoryStore } from '../../../src/server/state/memory.js'
import { fakePorts, fakeStart } from '../../support/fake-ports.js'

function storeWithClock() {
  const ports = fakePorts()
  return { ports, store: createMemoryStore({}, ports.clock) }
}

const session = { id: 's1', userEmail: 'agent@example.com', expiresAt: fakeStart + 1000 }

describe('sessions', () => {
  test('are found until they are over', async () => {
    const { store, ports } = storeWithClock()
    await store.saveSession(session)
    expect(await store.findSession('s1')).toEqual(session)
    ports.advance(999)
    expect(await store.findSession('s1')).toEqual(session)
    ports.advance(1)
    expect(await store.findSession('s1')).toBeNull()
  })

  test('are gone when they are ended, and an unknown one is none', async () => {
    const { store } = storeWithClock()
    await store.saveSession(session)
    await store.endSession('s1')
    await store.endSession('nobody')
    expect(await store.findSession('s1')).toBeNull()
    expect(await store.findSession('__proto__')).toBeNull()
  })

  test('make room at the bound: the one that ends first goes', async () => {
    const { store } = storeWithClock()
    await store.saveSession({ ...session, expiresAt: fakeStart + 1 })
    for (let index = 0; index < 10_000; index++)
      await store.saveSession({ ...session, id: `later-${index}`, expiresAt: fakeStart + 5000 })
    expect(await store.findSession('s1')).toBeNull()
    expect(await store.findSession('later-0')).not.toBeNull()
    expect(await store.findSession('later-9999')).not.toBeNull()
  })
})

describe('the families of a user', () => {
  const token = {
    id: 't1',
    family: 'f1',
    clientId: 'c',
    userEmail: 'agent@example.com',
    scope: [],
    issuedAt: fakeStart,
    expiresAt: fakeStart + 1000,
    exchange: 1,
  }
  const refresh = {
    token: 'r1',
    family: 'f1',
    clientId: 'c',
    userEmail: 'agent@example.com',
    scope: [],
    authenticated: true,
    exchange: 1,
    issuedAt: fakeStart,
    expiresAt: fakeStart + 9000,
  }

  test('are told with the end of the token that lives longest, those of others are not', async () => {
    const { store } = storeWithClock()
    await store.saveAccessToken(token)
    await store.saveAccessToken({ ...token, id: 't2', expiresAt: fakeStart + 500 })
    await store.saveAccessToken({ ...token, id: 't3', family: 'f2', userEmail: 'other@example.com' })
    await store.saveAccessToken({ ...token, id: 't4', family: 'f3', userEmail: null })
    expect(await store.familiesOfUser('agent@example.com')).toEqual(new Map([['f1', fakeStart + 1000]]))
    await store.saveRefreshToken(refresh)
    expect(await store.familiesOfUser('agent@example.com')).toEqual(new Map([['f1', fakeStart + 9000]]))
    expect(await store.familiesOfUser('nobody@example.com')).toEqual(new Map())
  })

  test('are told where only a rotated refresh token is left', async () => {
    const { store } = storeWithClock()
    await store.saveRefreshToken(refresh)
    const successor = { ...refresh, token: 'r2', expiresAt: fakeStart + 12_000 }
    await store.rotateRefreshToken({ refresh, successor, exchange: 2, at: fakeStart })
    expect(await store.familiesOfUser('agent@example.com')).toEqual(new Map([['f1', fakeStart + 12_000]]))
  })
})
