import { describe, expect, test } from 'vitest'
import type { Client } from '../../src/server/protocol/client.js'
import type { HttpReply, Pairs } from '../../src/server/protocol/message.js'
import { createMemoryStore } from '../../src/server/state/memory.js'
import { fakePorts } from '../support/fake-ports.js'
import {
  authorizeRequest,
  codeOf,
  confidentialClient,
  memberOf,
  publicClient,
  redirectParameters,
  tokenForm,
} from '../support/login.js'
import { mockWith, testUsers } from '../support/mock.js'
import { type Form, postForm, requestFor } from '../support/requests.js'

const robot: Client = {
  id: 'cccccccc-2222-4333-8444-555555555555',
  name: 'Robot',
  secret: 'robot-secret',
  grantType: 'CLIENT-CREDENTIALS',
  redirectUris: [],
}

type Mock = ReturnType<typeof mockWith>

const secret = { client_id: confidentialClient.id, client_secret: confidentialClient.secret }

async function startWith(changes: Parameters<typeof mockWith>[0] = {}, clients: readonly Client[] = []) {
  const mock = mockWith(changes)
  for (const client of [robot, ...clients]) await mock.store.saveClient(client)
  return mock
}

/** The code of a classic login: a confidential client without PKCE. */
async function classicCode({ ask }: Mock, changes: Form = {}): Promise<string> {
  const fields = {
    response_type: 'code',
    client_id: confidentialClient.id,
    redirect_uri: 'https://web.example/callback',
    ...changes,
  }
  return codeOf(await ask(requestFor('GET', `/oauth/authorize?${new URLSearchParams(fields)}`)))
}

function redeem({ ask }: Mock, code: string, changes: Form = {}): Promise<HttpReply> {
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: 'https://web.example/callback',
    ...secret,
  }
  return ask(postForm('/oauth/token', { ...form, ...changes }))
}

async function logIn(mock: Mock, changes: Form = {}): Promise<{ access: string; refresh: string }> {
  const reply = await redeem(mock, await classicCode(mock, changes))
  return {
    access: String(memberOf(reply, 'access_token')),
    refresh: String(memberOf(reply, 'refresh_token')),
  }
}

function refresh({ ask }: Mock, token: string, changes: Form = {}): Promise<HttpReply> {
  return ask(
    postForm('/oauth/token', { grant_type: 'refresh_token', refresh_token: token, ...secret, ...changes }),
  )
}

function me({ ask }: Mock, token: string): Promise<HttpReply> {
  return ask(requestFor('GET', '/api/v2/tokens/me', [['Authorization', `Bearer ${token}`]]))
}

function asRobot({ ask }: Mock, changes: Form = {}, headers: Pairs = []): Promise<HttpReply> {
  const form = { grant_type: 'client_credentials', client_id: robot.id, client_secret: 'robot-secret' }
  return ask(postForm('/oauth/token', { ...form, ...changes }, headers))
}

const bodyOf = ({ body }: HttpReply) => JSON.parse(body)
const claimsOf = (text: unknown) =>
  JSON.parse(Buffer.from(String(text).split('.')[1] ?? '', 'base64url').toString())

describe('issuance', () => {
  test('a classic login answers with a refresh token of 43 characters, and tells no scope', async () => {
    const mock = await startWith()
    const reply = await redeem(mock, await classicCode(mock))
    expect(reply.status).toBe(200)
    expect(bodyOf(reply)).toEqual({
      access_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 86_400,
      refresh_token: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    })
  })

  test('a client that acts for itself gets a token without a user', async () => {
    const mock = await startWith()
    const reply = await asRobot(mock)
    expect(Object.keys(bodyOf(reply))).toEqual(['access_token', 'token_type', 'expires_in'])
    expect(claimsOf(memberOf(reply, 'access_token'))).toMatchObject({
      sub: robot.id,
      client_id: robot.id,
      scope: 'all',
    })
    expect((await me(mock, String(memberOf(reply, 'access_token')))).status).toBe(200)
    const user = await mock.ask(
      requestFor('GET', '/api/v2/users/me', [['Authorization', `Bearer ${memberOf(reply, 'access_token')}`]]),
    )
    expect(bodyOf(user)).toMatchObject({ status: 400, code: 'not.a.user' })
  })

  test('two tokens of one client that acts for itself are two families', async () => {
    const mock = await startWith()
    const [first, second] = [await asRobot(mock), await asRobot(mock)]
    await mock.ask(
      requestFor('DELETE', '/api/v2/tokens/me', [
        ['Authorization', `Bearer ${memberOf(first, 'access_token')}`],
      ]),
    )
    expect((await me(mock, String(memberOf(first, 'access_token')))).status).toBe(401)
    expect((await me(mock, String(memberOf(second, 'access_token')))).status).toBe(200)
  })

  describe('refresh', () => {
    test('gives a new pair; the old access token stays good, the old refresh token does not', async () => {
      const mock = await startWith()
      const { access, refresh: first } = await logIn(mock)
      mock.ports.advance(1000)
      const reply = await refresh(mock, first)
      expect(reply.status).toBe(200)
      const { access_token: next, refresh_token: second } = bodyOf(reply)
      expect(second).not.toBe(first)
      expect((await me(mock, access)).status).toBe(200)
      expect((await me(mock, next)).status).toBe(200)
      expect(claimsOf(next)).toMatchObject({ sub: claimsOf(access).sub, iat: claimsOf(access).iat + 1 })
      expect((await refresh(mock, second)).status).toBe(200)
      expect((await refresh(mock, first)).status).toBe(400)
    })

    test('starts the lifetime anew', async () => {
      const mock = await startWith({ policy: { refreshTokenLifetimeSeconds: 100 } })
      const { refresh: first } = await logIn(mock)
      mock.ports.advance(99_999)
      const second = String(memberOf(await refresh(mock, first), 'refresh_token'))
      mock.ports.advance(99_999)
      const reply = await refresh(mock, second)
      expect(reply.status).toBe(200)
      mock.ports.advance(100_000)
      const late = await refresh(mock, String(memberOf(reply, 'refresh_token')))
      expect(bodyOf(late)).toMatchObject({
        error: 'invalid_grant',
        description: 'refresh_token expired 0 ms ago; it was good for 100 s',
      })
    })

    test('B066: of two refreshes 13 ms apart the second revokes everything, and the API says why', async () => {
      const mock = await startWith()
      const { access, refresh: token } = await logIn(mock)
      const first = await refresh(mock, token)
      mock.ports.advance(13)
      const second = await refresh(mock, token)
      expect(second.status).toBe(400)
      expect(bodyOf(second)).toMatchObject({
        error: 'invalid_grant',
        description:
          'refresh_token was reused 13 ms after exchange 3 rotated it: parallel refresh, not theft',
      })
      const later = await refresh(mock, String(memberOf(first, 'refresh_token')))
      expect(bodyOf(later)).toMatchObject({
        error: 'invalid_grant',
        description: 'refresh_token was revoked by the reuse of a rotated refresh token in exchange 4',
      })
      for (const text of [access, String(memberOf(first, 'access_token'))]) {
        expect((await me(mock, text)).status).toBe(401)
        const { outcome } = mock.recorder.exchanges.at(-1) ?? {}
        expect(outcome).toMatchObject({ kind: 'refused', cause: 4 })
        expect(outcome?.mistakes.map(({ sentence }) => sentence)).toEqual([
          'the access token was revoked by the reuse of a rotated refresh token in exchange 4',
        ])
      }
    })

    test('of fifty at once exactly one wins, and the others revoke the family', async () => {
      const mock = await startWith()
      const { refresh: token } = await logIn(mock)
      const replies = await Promise.all(Array.from({ length: 50 }, () => refresh(mock, token)))
      expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
      expect(replies.filter(({ status }) => status === 400)).toHaveLength(49)
      const winner = replies.find(({ status }) => status === 200)
      expect(winner && (await refresh(mock, String(memberOf(winner, 'refresh_token')))).status).toBe(400)
      expect(mock.faults).toEqual([])
    })

    test('of fifty at once within the reuse window all get the same successor', async () => {
      const mock = await startWith({ policy: { refreshReuseWindowSeconds: 2 } })
      const { refresh: token } = await logIn(mock)
      const replies = await Promise.all(Array.from({ length: 50 }, () => refresh(mock, token)))
      expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200))
      const successors = new Set(replies.map((reply) => memberOf(reply, 'refresh_token')))
      expect(successors.size).toBe(1)
      expect(new Set(replies.map((reply) => memberOf(reply, 'access_token'))).size).toBe(50)
      const [successor] = successors
      expect((await refresh(mock, String(successor))).status).toBe(200)
      mock.ports.advance(2000)
      expect((await refresh(mock, token)).status).toBe(400)
    })

    test('reuse revokes nothing where the mock is set so', async () => {
      const mock = await startWith({ policy: { revokeOnReplay: false } })
      const { access, refresh: token } = await logIn(mock)
      const first = await refresh(mock, token)
      expect((await refresh(mock, token)).status).toBe(400)
      expect((await me(mock, access)).status).toBe(200)
      expect((await refresh(mock, String(memberOf(first, 'refresh_token')))).status).toBe(200)
    })

    test('a logout ends the refresh token as well', async () => {
      const mock = await startWith()
      const { access, refresh: token } = await logIn(mock)
      await mock.ask(requestFor('DELETE', '/api/v2/tokens/me', [['Authorization', `Bearer ${access}`]]))
      expect(bodyOf(await refresh(mock, token))).toMatchObject({
        error: 'invalid_grant',
        description: 'refresh_token was revoked by a logout in exchange 3',
      })
    })

    test('a public client for which refresh tokens are on rotates them without a secret', async () => {
      const mock = await startWith({}, [{ ...publicClient, refreshTokens: true }])
      const code = codeOf(await mock.ask(authorizeRequest()))
      const reply = await mock.ask(postForm('/oauth/token', tokenForm(code)))
      const form = { grant_type: 'refresh_token', client_id: publicClient.id }
      const next = await mock.ask(
        postForm('/oauth/token', { ...form, refresh_token: String(memberOf(reply, 'refresh_token')) }),
      )
      expect(next.status).toBe(200)
      expect(memberOf(next, 'refresh_token')).not.toBe(memberOf(reply, 'refresh_token'))
    })
  })

  test('of fifty redemptions of one code at once exactly one wins', async () => {
    const mock = await startWith()
    const code = await classicCode(mock)
    const replies = await Promise.all(Array.from({ length: 50 }, () => redeem(mock, code)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.filter((reply) => memberOf(reply, 'error') === 'invalid_grant')).toHaveLength(49)
    expect(mock.faults).toEqual([])
  })

  test('the replay of a code revokes the refresh token of its login, however late it comes', async () => {
    const mock = await startWith()
    const code = await classicCode(mock)
    const { refresh_token: token } = bodyOf(await redeem(mock, code))
    mock.ports.advance(20 * 86_400_000)
    expect((await redeem(mock, code)).status).toBe(400)
    expect(bodyOf(await refresh(mock, token)).description).toMatch(/^refresh_token was revoked by the replay/)
  })

  test('a replay revokes nothing where the mock is set so', async () => {
    const mock = await startWith({ policy: { revokeOnReplay: false } })
    const code = await classicCode(mock)
    const first = await redeem(mock, code)
    expect((await redeem(mock, code)).status).toBe(400)
    expect((await me(mock, String(memberOf(first, 'access_token')))).status).toBe(200)
  })

  test('a refused request spends the code where the mock is set so', async () => {
    const mock = await startWith({ policy: { spendCodeOnFailure: true } })
    const code = await classicCode(mock)
    expect(memberOf(await redeem(mock, code, { client_secret: 'wrong' }), 'error')).toBe('invalid_client')
    expect(bodyOf(await redeem(mock, code))).toMatchObject({
      error: 'invalid_grant',
      description: 'code was spent by the refused token request of exchange 2, 0 ms before',
    })
  })

  test('a refused request leaves the code as it was where the mock is not', async () => {
    const mock = await startWith()
    const code = await classicCode(mock)
    expect(memberOf(await redeem(mock, code, { client_secret: 'wrong' }), 'error')).toBe('invalid_client')
    expect((await redeem(mock, code)).status).toBe(200)
  })

  describe('scopes', () => {
    const limited = { ...confidentialClient, scopes: ['users', 'analytics:readonly'] }

    test('a login has those of its client', async () => {
      const mock = await startWith({}, [limited])
      const { access } = await logIn(mock)
      expect(claimsOf(access).scope).toBe('users analytics:readonly')
    })

    test('a login has those asked for, and the answer is silent about what was asked for', async () => {
      const mock = await startWith({}, [limited])
      const reply = await redeem(mock, await classicCode(mock, { scope: 'users:readonly' }))
      expect(claimsOf(memberOf(reply, 'access_token')).scope).toBe('users:readonly')
      expect(bodyOf(reply)).not.toHaveProperty('scope')
    })

    test('an answer that grants less than was asked for says what', async () => {
      const mock = await startWith({}, [limited])
      const reply = await redeem(mock, await classicCode(mock, { scope: 'users routing' }))
      expect(memberOf(reply, 'scope')).toBe('users')
    })

    test('B015: unknown scopes come back as invalid_scope with the nearest ones', async () => {
      const mock = await startWith()
      const reply = await mock.ask(authorizeRequest({ scope: 'analytics:conversations:read openid' }))
      expect(redirectParameters(reply).get('error')).toBe('invalid_scope')
      expect(redirectParameters(reply).get('error_description')).toBe(
        'unknown scope: analytics:conversations:read (nearest is analytics:readonly), openid (there are no OpenID scopes here)',
      )
    })

    test('a refresh keeps those of the login, also after a narrower one', async () => {
      const mock = await startWith({}, [limited])
      const { refresh: token } = await logIn(mock)
      const narrow = await refresh(mock, token, { scope: 'users:readonly' })
      expect(claimsOf(memberOf(narrow, 'access_token')).scope).toBe('users:readonly')
      const wide = await refresh(mock, String(memberOf(narrow, 'refresh_token')))
      expect(claimsOf(memberOf(wide, 'access_token')).scope).toBe('users analytics:readonly')
    })

    test('a refresh cannot add any', async () => {
      const mock = await startWith({}, [limited])
      const { refresh: token } = await logIn(mock, { scope: 'users:readonly' })
      expect(memberOf(await refresh(mock, token, { scope: 'users' }), 'error')).toBe('invalid_scope')
      expect((await refresh(mock, token)).status).toBe(200)
    })
  })

  test('claims of client and user are in the token, and those of the user count more', async () => {
    const [user, ...others] = testUsers
    const users = [{ ...user, claims: { level: 'user', team: 'blue' } }, ...others] as const
    const client = { ...confidentialClient, claims: { level: 'client', roles: ['agent'] } }
    const mock = await startWith({ users }, [client, { ...robot, claims: { level: 'robot' } }])
    const { access } = await logIn(mock)
    expect(claimsOf(access)).toMatchObject({ level: 'user', team: 'blue', roles: ['agent'] })
    const own = claimsOf(memberOf(await asRobot(mock), 'access_token'))
    expect(own).toMatchObject({ level: 'robot' })
    expect(own).not.toHaveProperty('team')
  })

  test('the lifetime of a client counts more than that of the policy', async () => {
    const mock = await startWith({}, [{ ...robot, accessTokenSeconds: 10 }])
    const reply = await asRobot(mock)
    expect(memberOf(reply, 'expires_in')).toBe(10)
    const text = String(memberOf(reply, 'access_token'))
    expect(claimsOf(text).exp - claimsOf(text).iat).toBe(10)
    mock.ports.advance(9_999)
    expect((await me(mock, text)).status).toBe(200)
    mock.ports.advance(1)
    expect((await me(mock, text)).status).toBe(401)
  })

  test('tokens remember the region whose login host issued them', async () => {
    const mock = await startWith()
    const code = await classicCode(mock)
    const origin = 'https://login.mypurecloud.de'
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'https://web.example/callback',
      ...secret,
    }
    const reply = await mock.ask({ ...postForm('/oauth/token', form), origin })
    const { jti } = claimsOf(memberOf(reply, 'access_token'))
    expect(await mock.store.findAccessToken(jti)).toMatchObject({ region: 'mypurecloud.de' })
    const token = String(memberOf(reply, 'refresh_token'))
    expect(await mock.store.findRefreshToken(token)).toMatchObject({ refresh: { region: 'mypurecloud.de' } })
    const local = await asRobot(mock)
    const { jti: other } = claimsOf(memberOf(local, 'access_token'))
    expect(await mock.store.findAccessToken(other)).not.toHaveProperty('region')
  })

  describe('bounds', () => {
    async function boundTo(bounds: { accessTokens?: number; refreshTokens?: number }) {
      const ports = fakePorts()
      const store = createMemoryStore(bounds, ports.clock)
      for (const client of [confidentialClient, { ...robot, accessTokenSeconds: 100 }]) {
        await store.saveClient(client)
      }
      return { ...(await startWith({ ports, store })), store, ports }
    }

    test('at the bound of access tokens the answer is 503, it names the bound, and the code stays good', async () => {
      const mock = await boundTo({ accessTokens: 1 })
      expect((await asRobot(mock)).status).toBe(200)
      const code = await classicCode(mock)
      const full = await redeem(mock, code)
      expect(full.status).toBe(503)
      expect(bodyOf(full)).toMatchObject({
        error: 'temporarily_unavailable',
        description:
          'temporarily_unavailable: the mock holds 1 live access tokens, its bound, and takes no new one',
      })
      mock.ports.advance(99_999)
      expect((await redeem(mock, code)).status).toBe(503)
      mock.ports.advance(1)
      expect((await redeem(mock, code)).status).toBe(200)
    })

    test('at the bound of refresh tokens a refresh token stays good until there is room', async () => {
      const mock = await boundTo({ refreshTokens: 2 })
      const { refresh: token } = await logIn(mock)
      const second = String(memberOf(await refresh(mock, token), 'refresh_token'))
      const full = await refresh(mock, second)
      expect(full.status).toBe(503)
      expect(memberOf(full, 'description')).toMatch(/holds 2 live refresh tokens/)
      expect((await mock.store.findRefreshToken(second))?.kind).toBe('live')
    })

    test('tokens that have expired make room', async () => {
      const mock = await boundTo({ accessTokens: 1 })
      expect((await asRobot(mock)).status).toBe(200)
      mock.ports.advance(99_999)
      expect((await asRobot(mock)).status).toBe(503)
      mock.ports.advance(1)
      expect((await asRobot(mock)).status).toBe(200)
    })
  })
})
