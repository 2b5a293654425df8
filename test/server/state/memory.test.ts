import { describe, expect, test } from 'vitest'
import type { AccessToken, Login, RefreshToken } from '../../../src/server/protocol/records.js'
import { createMemoryStore } from '../../../src/server/state/memory.js'
import { fakePorts, fakeStart } from '../../support/fake-ports.js'

const second = 1000
const hour = 3600 * second
const codeLifetime = 300 * second
const tokenLifetime = 24 * hour
const refreshLifetime = 720 * hour

function loginWith(code: string, issuedAt = fakeStart): Login {
  return {
    id: `login-${code}`,
    code,
    clientId: 'client',
    redirectUri: 'http://127.0.0.1:8976/callback',
    redirectUriSent: true,
    challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    challengeMethod: 'S256',
    state: null,
    userEmail: 'agent@example.com',
    exchange: 1,
    issuedAt,
    expiresAt: issuedAt + codeLifetime,
  }
}

function tokenOf(login: Login, issuedAt = fakeStart): AccessToken {
  return {
    id: `token-${login.code}`,
    family: login.id,
    clientId: login.clientId,
    userEmail: login.userEmail,
    scope: [],
    issuedAt,
    expiresAt: issuedAt + tokenLifetime,
    exchange: 2,
  }
}

function refreshTokenOf(token: string, issuedAt = fakeStart): RefreshToken {
  return {
    token,
    family: 'family',
    clientId: 'client',
    userEmail: 'agent@example.com',
    scope: [],
    authenticated: true,
    exchange: 2,
    issuedAt,
    expiresAt: issuedAt + refreshLifetime,
  }
}

function storeOf(logins: number, tokens: { accessTokens?: number; refreshTokens?: number } = {}) {
  const ports = fakePorts()
  const store = createMemoryStore({ logins, recentLogins: 3, ...tokens }, ports.clock)
  const redeem = (login: Login, exchange = 2) => {
    const at = ports.clock.now()
    return store.redeemCode(login.code, { login, exchange, at }, at + tokenLifetime)
  }
  return { ports, store, redeem }
}

describe('memory', () => {
  test('gives back a login under its code', async () => {
    const { store } = storeOf(10)
    const login = loginWith('a')
    expect(await store.saveLogin(login)).toEqual({ kind: 'saved' })
    expect(await store.findCode('a')).toEqual({ kind: 'login', login })
    expect(await store.findCode('b')).toBeNull()
  })

  test('of fifty parallel redemptions exactly one wins, and the others see the tombstone of the winner', async () => {
    const { store, redeem } = storeOf(10)
    const login = loginWith('a')
    await store.saveLogin(login)
    const attempts = Array.from({ length: 50 }, (_, index) => redeem(login, index + 2))
    const results = await Promise.all(attempts)
    expect(results.filter(({ kind }) => kind === 'redeemed')).toHaveLength(1)
    const losers = results.filter((result) => result.kind === 'spent')
    expect(losers).toHaveLength(49)
    for (const { spent } of losers) expect(spent).toEqual({ login, exchange: 2, at: fakeStart })
  })

  test('says unknown when a code that was never issued is redeemed', async () => {
    const { redeem } = storeOf(10)
    expect(await redeem(loginWith('never'))).toEqual({ kind: 'unknown' })
  })

  test('keeps the tombstone until the tokens of the code have expired, and no longer', async () => {
    const { ports, store, redeem } = storeOf(10)
    const login = loginWith('a')
    await store.saveLogin(login)
    await redeem(login)
    ports.advance(tokenLifetime - 1)
    expect(await store.findCode('a')).toEqual({ kind: 'spent', spent: { login, exchange: 2, at: fakeStart } })
    ports.advance(1)
    expect(await store.findCode('a')).toBeNull()
  })

  test('still tells an expired code for an hour, so that a refusal can say expired', async () => {
    const { ports, store } = storeOf(10)
    await store.saveLogin(loginWith('a'))
    ports.advance(codeLifetime + hour - 1)
    expect((await store.findCode('a'))?.kind).toBe('login')
    ports.advance(1)
    expect(await store.findCode('a')).toBeNull()
  })

  test('refuses a new login at the bound and names the bound', async () => {
    const { store } = storeOf(2)
    await store.saveLogin(loginWith('a'))
    await store.saveLogin(loginWith('b'))
    expect(await store.saveLogin(loginWith('c'))).toEqual({ kind: 'full', limit: 'logins', bound: 2 })
    expect((await store.findCode('a'))?.kind).toBe('login')
    expect((await store.findCode('b'))?.kind).toBe('login')
    expect(await store.findCode('c')).toBeNull()
  })

  test('counts a redeemed login until its tokens have expired', async () => {
    const { ports, store, redeem } = storeOf(1)
    const login = loginWith('a')
    await store.saveLogin(login)
    await redeem(login)
    ports.advance(codeLifetime)
    expect((await store.saveLogin(loginWith('b', ports.clock.now()))).kind).toBe('full')
    ports.advance(tokenLifetime - codeLifetime)
    expect((await store.saveLogin(loginWith('b', ports.clock.now()))).kind).toBe('saved')
  })

  test('counts a redeemed login once', async () => {
    const { store, redeem } = storeOf(2)
    const login = loginWith('a')
    await store.saveLogin(login)
    await redeem(login)
    expect((await store.saveLogin(loginWith('b'))).kind).toBe('saved')
  })

  test('makes room by dropping an expired login, the oldest first', async () => {
    const { ports, store } = storeOf(2)
    await store.saveLogin(loginWith('a'))
    ports.advance(100 * second)
    await store.saveLogin(loginWith('b', ports.clock.now()))
    ports.advance(200 * second)
    expect((await store.saveLogin(loginWith('c', ports.clock.now()))).kind).toBe('saved')
    expect(await store.findCode('a')).toBeNull()
    expect((await store.findCode('b'))?.kind).toBe('login')
  })

  test('remembers the newest logins, spent ones included, newest last', async () => {
    const { store, redeem } = storeOf(10)
    for (const code of ['a', 'b', 'c', 'd']) await store.saveLogin(loginWith(code))
    await redeem(loginWith('d'))
    expect((await store.recentLogins()).map(({ code }) => code)).toEqual(['b', 'c', 'd'])
  })

  test('gives back an access token, expired ones for an hour longer', async () => {
    const { ports, store } = storeOf(10)
    const token = tokenOf(loginWith('a'))
    await store.saveAccessToken(token)
    ports.advance(tokenLifetime + hour - 1)
    expect(await store.findAccessToken('token-a')).toEqual(token)
    ports.advance(1)
    expect(await store.findAccessToken('token-a')).toBeNull()
  })

  test('keeps the first cause of a revocation, also for a family without any token', async () => {
    const { store } = storeOf(10)
    const first = { exchange: 5, at: fakeStart, why: 'replay' } as const
    await store.revokeFamily('family', first, fakeStart + hour)
    await store.revokeFamily('family', { exchange: 9, at: fakeStart, why: 'logout' }, fakeStart + hour)
    expect(await store.findRevocation('family')).toEqual(first)
    expect(await store.findRevocation('other')).toBeNull()
  })

  test('keeps a revocation at least until its end', async () => {
    const { ports, store } = storeOf(1)
    const revocation = { exchange: 5, at: fakeStart, why: 'replay' } as const
    await store.revokeFamily('family', revocation, fakeStart + hour)
    ports.advance(hour - 1)
    await store.revokeFamily('other', revocation, fakeStart + 2 * hour)
    expect(await store.findRevocation('family')).toEqual(revocation)
  })

  test('replaces a client with the same id', async () => {
    const { store } = storeOf(10)
    const client = { id: 'x', name: 'First', grantType: 'CODE', redirectUris: [] } as const
    await store.saveClient(client)
    await store.saveClient({ ...client, name: 'Second' })
    expect(await store.clients()).toEqual([{ ...client, name: 'Second' }])
  })

  describe('refresh tokens', () => {
    function rotation(from: string, to: string, at = fakeStart, exchange = 5) {
      return { refresh: refreshTokenOf(from), successor: refreshTokenOf(to, at), exchange, at }
    }

    test('gives back what was saved, and nothing else', async () => {
      const { store } = storeOf(10)
      await store.saveRefreshToken(refreshTokenOf('a'))
      expect(await store.findRefreshToken('a')).toEqual({ kind: 'live', refresh: refreshTokenOf('a') })
      expect(await store.findRefreshToken('b')).toBeNull()
    })

    test('a rotation leaves a tombstone, and its successor is alive at once', async () => {
      const { store } = storeOf(10)
      await store.saveRefreshToken(refreshTokenOf('a'))
      expect(await store.rotateRefreshToken(rotation('a', 'b'))).toEqual({ kind: 'rotated' })
      expect(await store.findRefreshToken('a')).toEqual({ kind: 'spent', spent: rotation('a', 'b') })
      expect(await store.findRefreshToken('b')).toEqual({ kind: 'live', refresh: refreshTokenOf('b') })
    })

    test('of fifty parallel rotations exactly one wins, and the successors of the others are never alive', async () => {
      const { store } = storeOf(10)
      await store.saveRefreshToken(refreshTokenOf('a'))
      const attempts = Array.from({ length: 50 }, (_, index) =>
        store.rotateRefreshToken(rotation('a', `b${index}`, fakeStart, index)),
      )
      const results = await Promise.all(attempts)
      expect(results.filter(({ kind }) => kind === 'rotated')).toHaveLength(1)
      const losers = results.filter((result) => result.kind === 'spent')
      expect(losers).toHaveLength(49)
      for (const { spent } of losers) expect(spent).toEqual(rotation('a', 'b0', fakeStart, 0))
      const found = await Promise.all(attempts.map((_, index) => store.findRefreshToken(`b${index}`)))
      expect(found.filter((one) => one !== null)).toEqual([{ kind: 'live', refresh: refreshTokenOf('b0') }])
    })

    test('says unknown when a token that was never issued is rotated, and saves no successor', async () => {
      const { store } = storeOf(10)
      expect(await store.rotateRefreshToken(rotation('never', 'b'))).toEqual({ kind: 'unknown' })
      expect(await store.findRefreshToken('b')).toBeNull()
    })

    test('a tombstone stays as long as the token would have lived, and an hour more', async () => {
      const { ports, store } = storeOf(10)
      await store.saveRefreshToken(refreshTokenOf('a'))
      ports.advance(700 * hour)
      await store.rotateRefreshToken(rotation('a', 'b', ports.clock.now()))
      ports.advance(21 * hour - 1)
      expect(await store.findRefreshToken('a')).toMatchObject({ kind: 'spent' })
      ports.advance(1)
      expect(await store.findRefreshToken('a')).toBeNull()
      expect(await store.findRefreshToken('b')).toMatchObject({ kind: 'live' })
    })

    test('remembers those issued last, rotated ones included, newest last', async () => {
      const { store } = storeOf(10)
      for (const token of ['a', 'b', 'c']) await store.saveRefreshToken(refreshTokenOf(token))
      await store.rotateRefreshToken(rotation('c', 'd'))
      expect((await store.recentRefreshTokens()).map(({ token }) => token)).toEqual(['b', 'c', 'd'])
    })
  })

  describe('bounds of the tokens', () => {
    test('there is room until the bound of the access tokens, which is then named', async () => {
      const { store } = storeOf(10, { accessTokens: 2 })
      await store.saveAccessToken(tokenOf(loginWith('a')))
      expect(await store.tokensFull()).toBeNull()
      await store.saveAccessToken(tokenOf(loginWith('b')))
      expect(await store.tokensFull()).toEqual({ kind: 'full', limit: 'accessTokens', bound: 2 })
      expect(await store.findAccessToken('token-a')).not.toBeNull()
    })

    test('there is room until the bound of the refresh tokens, tombstones included', async () => {
      const { store } = storeOf(10, { refreshTokens: 2 })
      await store.saveRefreshToken(refreshTokenOf('a'))
      expect(await store.tokensFull()).toBeNull()
      await store.rotateRefreshToken({
        refresh: refreshTokenOf('a'),
        successor: refreshTokenOf('b'),
        exchange: 5,
        at: fakeStart,
      })
      expect(await store.tokensFull()).toEqual({ kind: 'full', limit: 'refreshTokens', bound: 2 })
    })

    test('what has expired makes room, and nothing that is alive does', async () => {
      const { ports, store } = storeOf(10, { accessTokens: 2 })
      await store.saveAccessToken({ ...tokenOf(loginWith('long')), expiresAt: fakeStart + 2 * tokenLifetime })
      await store.saveAccessToken(tokenOf(loginWith('short')))
      ports.advance(tokenLifetime - 1)
      expect((await store.tokensFull())?.limit).toBe('accessTokens')
      ports.advance(1)
      expect(await store.tokensFull()).toBeNull()
      expect(await store.findAccessToken('token-short')).toBeNull()
      expect(await store.findAccessToken('token-long')).not.toBeNull()
    })
  })
})
