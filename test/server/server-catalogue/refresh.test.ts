// The server catalogue, refresh and revocation: every row by its id, against a mock over sockets.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confidentialClient } from '../../support/login.js'
import {
  apiStatus,
  basic,
  type Changes,
  codeFrom,
  login,
  postToken,
  publicClient,
  type Served,
  secret,
  served,
  tokenBody,
  webBegun,
  webToken,
} from '../../support/socket-client.js'

let at: Served
beforeAll(async () => {
  at = await served()
})
afterAll(() => at.mock.stop())

function refresh(token: unknown, changes: Record<string, string> = {}, headers: Record<string, string> = {}) {
  const form = {
    grant_type: 'refresh_token',
    refresh_token: String(token),
    client_id: publicClient.id,
    ...changes,
  }
  return postToken(at, new URLSearchParams(form).toString(), headers)
}

/** A login of the confidential client, by which refresh tokens come without asking. */
async function webLogin(changes: Changes = {}) {
  const code = await codeFrom(at, { ...webBegun, ...changes })
  return postToken(at, tokenBody(code, { ...webToken, client_secret: secret }))
}

describe('server catalogue: refresh and revocation', () => {
  test('as.refresh.bound: to its client', async () => {
    const mine = (await login(at)).body.refresh_token
    const other = await refresh(mine, { client_id: confidentialClient.id, client_secret: secret })
    expect({ status: other.status, error: other.body.error }).toEqual({ status: 400, error: 'invalid_grant' })
    const theirs = (await webLogin()).body.refresh_token
    expect((await refresh(theirs)).body.error).toBe('invalid_grant')
    expect((await refresh(mine)).status).toBe(200)
  })
  test('as.refresh.bound: a confidential client must authenticate', async () => {
    const { body } = await webLogin()
    expect((await refresh(body.refresh_token, { client_id: confidentialClient.id })).body.error).toBe(
      'invalid_client',
    )
    const wrong = await postToken(
      at,
      `grant_type=refresh_token&refresh_token=${body.refresh_token}`,
      basic(confidentialClient.id, 'wrong'),
    )
    expect(wrong.status).toBe(401)
  })

  test('as.refresh.rotation: a new token each time, and a replay kills the family', async () => {
    const first = (await login(at)).body
    const second = (await refresh(first.refresh_token)).body
    const third = (await refresh(second.refresh_token)).body
    expect(new Set([first.refresh_token, second.refresh_token, third.refresh_token]).size).toBe(3)
    const replay = await refresh(first.refresh_token)
    expect({ status: replay.status, error: replay.body.error }).toEqual({
      status: 400,
      error: 'invalid_grant',
    })
    expect((await refresh(third.refresh_token)).body.error).toBe('invalid_grant')
    expect(await apiStatus(at, third.access_token)).toBe(401)
  })

  test('as.refresh.scope: cannot grow', async () => {
    const begun = { scope: 'users:readonly user-basic-info' }
    const token = (await login(at, {}, begun)).body.refresh_token
    expect((await refresh(token, { scope: 'users:readonly analytics' })).body.error).toBe('invalid_scope')
    const narrower = await refresh(token, { scope: 'users:readonly' })
    expect(narrower.status).toBe(200)
    expect(
      (await refresh(narrower.body.refresh_token, { scope: 'users:readonly user-basic-info' })).status,
    ).toBe(200)
  })

  test('as.refresh.expiry: ends when it was not used for a month', async () => {
    const { mock, ports } = at
    const token = (await login(at)).body.refresh_token
    ports.advance((mock.policy.refreshTokenLifetimeSeconds - 1) * 1000)
    const next = await refresh(token)
    expect(next.status).toBe(200)
    ports.advance(mock.policy.refreshTokenLifetimeSeconds * 1000)
    const late = await refresh(next.body.refresh_token)
    expect({ status: late.status, error: late.body.error }).toEqual({ status: 400, error: 'invalid_grant' })
  })

  test('as.revoke.protocol: RFC 7009 is not promised, as by the real service; DELETE /api/v2/tokens/me ends a token and its family', async () => {
    const metadata = await (await fetch(`${at.mock.url}/.well-known/oauth-authorization-server`)).json()
    expect(Object.hasOwn(metadata, 'revocation_endpoint')).toBe(false)
    const { access_token: token, refresh_token: further } = (await login(at)).body
    const headers = { Authorization: `Bearer ${token}` }
    expect((await fetch(`${at.mock.url}/api/v2/tokens/me`, { method: 'DELETE', headers })).status).toBe(200)
    expect(await apiStatus(at, token)).toBe(401)
    expect((await refresh(further)).body.error).toBe('invalid_grant')
    expect((await fetch(`${at.mock.url}/oauth/revoke`, { method: 'POST' })).status).toBe(404)
  })
})
