import { describe, expect, test } from 'vitest'
import type { AccessToken, Login, RefreshToken } from '../../../src/server/protocol/records.js'
import { createMemoryStore } from '../../../src/server/state/memory.js'
import { withoutTrace } from '../../../src/server/state/without-trace.js'
import { fakePorts, fakeStart } from '../../support/fake-ports.js'
import { publicClient } from '../../support/login.js'

const login: Login = {
  id: 'login-1',
  code: 'code-1',
  clientId: publicClient.id,
  redirectUri: 'http://127.0.0.1:8976/callback',
  redirectUriSent: true,
  challenge: null,
  challengeMethod: null,
  state: null,
  userEmail: 'agent@example.com',
  exchange: 1,
  issuedAt: fakeStart,
  expiresAt: fakeStart + 300_000,
}
const refresh: RefreshToken = {
  token: 'refresh-1',
  family: 'login-1',
  clientId: publicClient.id,
  userEmail: 'agent@example.com',
  scope: [],
  authenticated: false,
  exchange: 2,
  issuedAt: fakeStart,
  expiresAt: fakeStart + 300_000,
}
const access: AccessToken = { ...refresh, id: 'token-1' }
const until = fakeStart + 600_000

async function stores() {
  const store = createMemoryStore({}, fakePorts().clock)
  await store.saveLogin(login)
  await store.saveRefreshToken(refresh)
  return { store, dry: withoutTrace(store) }
}

describe('without-trace', () => {
  test('a code is redeemed as far as anybody can tell, and stays as it was', async () => {
    const { store, dry } = await stores()
    const tombstone = { login, exchange: 3, at: fakeStart }
    expect(await dry.redeemCode('code-1', tombstone, until)).toEqual({ kind: 'redeemed' })
    expect(await store.findCode('code-1')).toMatchObject({ kind: 'login' })
    expect(await dry.redeemCode('code-2', tombstone, until)).toEqual({ kind: 'unknown' })
  })

  test('a code that is spent is spent here, too', async () => {
    const { store, dry } = await stores()
    const tombstone = { login, exchange: 3, at: fakeStart }
    await store.redeemCode('code-1', tombstone, until)
    expect(await dry.redeemCode('code-1', tombstone, until)).toMatchObject({ kind: 'spent' })
  })

  test('a refusal that spends the code does so', async () => {
    const { store, dry } = await stores()
    await dry.redeemCode('code-1', { login, exchange: 3, at: fakeStart, refused: true }, until)
    expect(await store.findCode('code-1')).toMatchObject({ kind: 'spent' })
  })

  test('a refresh token is rotated as far as anybody can tell, and stays as it was', async () => {
    const { store, dry } = await stores()
    const tombstone = { refresh, successor: { ...refresh, token: 'refresh-2' }, exchange: 3, at: fakeStart }
    expect(await dry.rotateRefreshToken(tombstone)).toEqual({ kind: 'rotated' })
    expect(await store.findRefreshToken('refresh-1')).toMatchObject({ kind: 'live' })
    expect(await store.findRefreshToken('refresh-2')).toBeNull()
    const unknown = { ...tombstone, refresh: { ...refresh, token: 'x' } }
    expect(await dry.rotateRefreshToken(unknown)).toEqual({ kind: 'unknown' })
    await store.rotateRefreshToken(tombstone)
    expect(await dry.rotateRefreshToken(tombstone)).toMatchObject({ kind: 'spent' })
  })

  test('nothing new is kept', async () => {
    const { store, dry } = await stores()
    await dry.saveAccessToken(access)
    await dry.saveRefreshToken({ ...refresh, token: 'refresh-2' })
    await dry.saveClient(publicClient)
    expect(await dry.saveLogin({ ...login, code: 'code-2' })).toEqual({ kind: 'saved' })
    expect(await store.findAccessToken('token-1')).toBeNull()
    expect(await store.findRefreshToken('refresh-2')).toBeNull()
    expect(await store.findCode('code-2')).toBeNull()
    expect(await store.clients()).toEqual([])
  })

  const causes = [
    { why: 'replay', kept: true },
    { why: 'refresh-reuse', kept: true },
    { why: 'logout', kept: false },
    { why: 'deletion', kept: false },
  ] as const
  for (const { why, kept } of causes) {
    test(`a revocation for ${why} ${kept ? 'happens, because it belongs to a refusal' : 'is taken back'}`, async () => {
      const { store, dry } = await stores()
      await dry.revokeFamily('login-1', { exchange: 3, at: fakeStart, why }, until)
      expect((await store.findRevocation('login-1')) !== null).toBe(kept)
    })
  }
})
