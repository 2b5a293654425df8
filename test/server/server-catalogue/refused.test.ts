// Thirty-five client bugs and attacks that servers for development often let through: all of them are refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confidentialClient } from '../../support/login.js'
import {
  answeredWith,
  apiStatus,
  authorize,
  basic,
  type Changes,
  challenge,
  codeFrom,
  postToken,
  publicClient,
  type Served,
  s256,
  secret,
  served,
  tokenBody,
  verifier,
  webBegun,
  webToken,
  withoutPkce,
} from '../../support/socket-client.js'

let at: Served
beforeAll(async () => {
  at = await served()
})
afterAll(() => at.mock.stop())

interface Refusal {
  readonly id: string
  readonly name: string
}

describe('refused: authorize requests', () => {
  const hex = '13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3'
  const rows: readonly (Refusal & { readonly changes: Changes; readonly page?: true })[] = [
    { id: 'A1', name: 'no challenge, public client', changes: withoutPkce },
    { id: 'A4', name: 'method s256', changes: { code_challenge_method: 's256' } },
    { id: 'A5', name: 'method S512', changes: { code_challenge_method: 'S512' } },
    { id: 'A6', name: 'a challenge of 20 characters', changes: { code_challenge: challenge.slice(0, 20) } },
    { id: 'A7', name: 'a challenge with padding', changes: { code_challenge: `${challenge}=` } },
    {
      id: 'A8',
      name: 'a challenge with + and /',
      changes: { code_challenge: 'a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s' },
    },
    { id: 'A9', name: 'a hex digest as challenge', changes: { code_challenge: hex } },
    {
      id: 'A10',
      name: 'an unregistered redirect URI',
      changes: { redirect_uri: 'https://attacker.example/cb' },
      page: true,
    },
    { id: 'A11', name: 'an unknown client', changes: { client_id: 'nobody' }, page: true },
    { id: 'A12', name: 'response_type token', changes: { response_type: 'token' } },
    { id: 'A14', name: 'the challenge twice', changes: { code_challenge: [challenge, challenge] } },
  ]
  for (const { id, name, changes, page } of rows) {
    test(`${id}: ${name}`, async () => {
      const response = await authorize(at, changes)
      const answered = answeredWith(response)
      expect(answered.get('code')).toBeNull()
      expect(answered.get('access_token')).toBeNull()
      if (page) expect(response.status).toBe(400)
      else expect(answered.get('error')).toMatch(/^(?:invalid_request|unsupported_response_type)$/)
    })
  }
})

describe('refused: token requests', () => {
  const odd = `${'A'.repeat(41)} +\u00e9`
  const rows: readonly (Refusal & {
    readonly begun?: Changes
    readonly changes: Changes
    readonly headers?: Record<string, string>
  })[] = [
    { id: 'T1', name: 'no verifier', changes: { code_verifier: null } },
    { id: 'T2', name: 'a wrong verifier', changes: { code_verifier: 'x'.repeat(43) } },
    { id: 'T3', name: 'the challenge as verifier', changes: { code_verifier: challenge } },
    { id: 'T4', name: 'an empty verifier', changes: { code_verifier: '' } },
    {
      id: 'T5',
      name: 'a verifier of 20 characters, whose hash matches',
      begun: { code_challenge: s256('A'.repeat(20)) },
      changes: { code_verifier: 'A'.repeat(20) },
    },
    {
      id: 'T6',
      name: 'a verifier of 129 characters, whose hash matches',
      begun: { code_challenge: s256('A'.repeat(129)) },
      changes: { code_verifier: 'A'.repeat(129) },
    },
    {
      id: 'T7',
      name: 'a verifier with a space, + and \u00e9, whose hash matches',
      begun: { code_challenge: s256(odd) },
      changes: { code_verifier: odd },
    },
    { id: 'T12', name: 'no redirect URI', changes: { redirect_uri: null } },
    {
      id: 'T13',
      name: 'another redirect URI',
      changes: { redirect_uri: 'https://app.example/cb?tenant=a%2Fb' },
    },
    {
      id: 'T14',
      name: 'another client',
      changes: { client_id: confidentialClient.id, client_secret: secret },
    },
    { id: 'T15', name: 'a made-up code with a valid verifier', changes: { code: 'made-up-code' } },
    {
      id: 'T16',
      name: 'a made-up code without a verifier',
      changes: { code: 'made-up-code', code_verifier: null },
    },
    {
      id: 'T17',
      name: 'a verifier where no challenge was sent',
      begun: { ...webBegun, ...withoutPkce },
      changes: { ...webToken, client_secret: secret },
    },
    { id: 'T21', name: 'the verifier twice', changes: { code_verifier: [verifier, verifier] } },
  ]
  for (const { id, name, begun = {}, changes, headers = {} } of rows) {
    test(`${id}: ${name}`, async () => {
      const { status, body } = await postToken(at, tokenBody(await codeFrom(at, begun), changes), headers)
      expect(status).toBe(400)
      expect(body.error).toMatch(/^invalid_(?:grant|request)$/)
      expect(Object.hasOwn(body, 'access_token')).toBe(false)
    })
  }

  test('T8: a code used twice', async () => {
    const code = await codeFrom(at)
    await postToken(at, tokenBody(code))
    expect(await postToken(at, tokenBody(code))).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    })
  })
  test('T9: a code used twice, the second time without a verifier', async () => {
    const code = await codeFrom(at)
    await postToken(at, tokenBody(code))
    const again = await postToken(at, tokenBody(code, { code_verifier: null }))
    expect(again).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })
  test('T10: the first token after a replay', async () => {
    const code = await codeFrom(at)
    const { body } = await postToken(at, tokenBody(code))
    await postToken(at, tokenBody(code))
    expect(await apiStatus(at, body.access_token)).toBe(401)
  })

  test('T19: the parameters in the query', async () => {
    const url = `${at.mock.url}/oauth/token?${tokenBody(await codeFrom(at))}`
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    expect(response.status).toBe(400)
    expect((await response.json()).error).toBe('invalid_request')
  })
  test('T20: GET', async () => {
    const response = await fetch(`${at.mock.url}/oauth/token?${tokenBody(await codeFrom(at))}`)
    expect(response.status).toBe(405)
  })

  function refresh(token: unknown) {
    const form = { grant_type: 'refresh_token', refresh_token: String(token), client_id: publicClient.id }
    return postToken(at, new URLSearchParams(form).toString())
  }
  test('T22: an old refresh token', async () => {
    const { body } = await postToken(at, tokenBody(await codeFrom(at)))
    expect((await refresh(body.refresh_token)).status).toBe(200)
    expect(await refresh(body.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })
  test('T23: a made-up refresh token', async () => {
    expect(await refresh('made-up')).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })
})

describe('refused: calls with a token', () => {
  test('U1: the user without a token', async () => {
    expect((await fetch(`${at.mock.url}/api/v2/users/me`)).status).toBe(401)
  })
  test('U2: the user with a junk token', async () => {
    expect(await apiStatus(at, 'junk')).toBe(401)
    expect(await apiStatus(at, 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.')).toBe(401)
  })
  test('U3: junk is never introspected as active', async () => {
    const body = new URLSearchParams({ token: 'junk' })
    const headers = basic(confidentialClient.id, secret)
    const response = await fetch(`${at.mock.url}/oauth/introspect`, { method: 'POST', body, headers })
    expect(response.status).toBe(404)
    expect(await response.text()).not.toMatch(/"active"\s*:\s*true/)
  })
  test('U4: the user after the token was revoked', async () => {
    const { body } = await postToken(at, tokenBody(await codeFrom(at)))
    const headers = { Authorization: `Bearer ${body.access_token}` }
    expect(await apiStatus(at, body.access_token)).toBe(200)
    await fetch(`${at.mock.url}/api/v2/tokens/me`, { method: 'DELETE', headers })
    expect(await apiStatus(at, body.access_token)).toBe(401)
  })
})
