import { describe, expect, test } from 'vitest'
import { apiV2TokensMe } from '../../../src/server/endpoints/api-v2-tokens-me.js'
import { type HttpRequest, headerOf, type Pairs } from '../../../src/server/protocol/message.js'
import type { AccessToken } from '../../../src/server/protocol/records.js'
import { fakeStart } from '../../support/fake-ports.js'
import { deviationsFrom, genesysErrors, genesysTokensMe } from '../../support/genesys.js'
import { publicClient } from '../../support/login.js'
import { mockWith } from '../../support/mock.js'
import { requestFor } from '../../support/requests.js'

const record: AccessToken = {
  id: 'token-1',
  family: 'login-1',
  clientId: publicClient.id,
  userEmail: 'agent@example.com',
  scope: ['user-basic-info'],
  issuedAt: fakeStart,
  expiresAt: fakeStart + 86_400_000,
  exchange: 4,
}

async function mockWithToken() {
  const mock = mockWith()
  await mock.store.saveAccessToken(record)
  const token = await mock.context.tokens.issue(record, { issuer: 'i', audience: 'a' })
  const send = async (method: 'GET' | 'DELETE', headers: Pairs, target = '/api/v2/tokens/me') => {
    const request: HttpRequest = requestFor(method, target, headers)
    const handler = apiV2TokensMe.methods[method]
    if (handler === undefined) throw new Error('no handler')
    return handler(request, mock.context)
  }
  return { ...mock, token, bearer: [['Authorization', `Bearer ${token}`]] as const, send }
}

describe('api-v2-tokens-me', () => {
  test('tells about a good token', async () => {
    const { send, bearer } = await mockWithToken()
    const { reply, outcome } = await send('GET', bearer)
    expect(reply.status).toBe(200)
    expect(JSON.parse(reply.body)).toEqual(genesysTokensMe)
    expect(deviationsFrom('tokens-me', reply.body)).toEqual([])
    expect(outcome).toMatchObject({ kind: 'granted', login: 'login-1', mistakes: [] })
  })

  test('DELETE ends the token', async () => {
    const { send, bearer, ports } = await mockWithToken()
    ports.advance(1000)
    const { reply } = await send('DELETE', bearer)
    expect(reply).toMatchObject({ status: 200, body: '' })
    const after = await send('GET', bearer)
    expect(after.reply.status).toBe(401)
    expect(JSON.parse(after.reply.body)).toEqual(genesysErrors['bad-token'])
    expect(headerOf(after.reply, 'www-authenticate')).toMatch(
      /error="invalid_token", error_description="[^"]*logout[^"]*7"$/,
    )
    expect(after.outcome).toMatchObject({ kind: 'refused', login: 'login-1', cause: 7 })
  })

  test('DELETE ends the refresh token of the login too, which lives longer', async () => {
    const { send, bearer, ports, store } = await mockWithToken()
    await send('DELETE', bearer)
    ports.advance(20 * 86_400_000)
    expect(await store.findRevocation('login-1')).toMatchObject({ why: 'logout', exchange: 7 })
  })

  test('without a token: 401 with a body and the bare challenge', async () => {
    const { send } = await mockWithToken()
    const { reply, outcome } = await send('GET', [])
    expect(reply.status).toBe(401)
    expect(JSON.parse(reply.body)).toEqual(genesysErrors['missing-token'])
    expect(headerOf(reply, 'www-authenticate')).toBe('Bearer realm="gc-mock-oauth"')
    expect(headerOf(reply, 'link')).toBe('<http://127.0.0.1:7636/_mock/help?exchange=7>; rel="help"')
    expect(outcome).toMatchObject({ kind: 'refused', login: null, cause: null })
  })

  test('with an expired token: 401 that says expired', async () => {
    const { send, bearer, ports } = await mockWithToken()
    ports.advance(86_400_000)
    const { reply } = await send('GET', bearer)
    expect(reply.status).toBe(401)
    expect(JSON.parse(reply.body)).toEqual(genesysErrors['bad-token'])
    expect(headerOf(reply, 'www-authenticate')).toMatch(
      /^Bearer realm="gc-mock-oauth", error="invalid_token", error_description="[^"]*expired/,
    )
  })

  const wrong = [
    { name: 'a token of nobody', value: 'Bearer abcdef' },
    { name: 'another scheme', value: 'Basic abcdef' },
    { name: 'no token after the scheme', value: 'Bearer ' },
    { name: 'the text undefined', value: 'Bearer undefined' },
  ]
  for (const row of wrong) {
    test(`with ${row.name}: 401 with a body and a diagnosis in legal characters`, async () => {
      const { send } = await mockWithToken()
      const { reply } = await send('GET', [['Authorization', row.value]])
      expect(reply.status).toBe(401)
      expect(JSON.parse(reply.body)).toEqual(genesysErrors['bad-token'])
      expect(headerOf(reply, 'www-authenticate')).toMatch(
        /^Bearer realm="gc-mock-oauth", error="(invalid_token|invalid_request)", error_description="[\x20-\x21\x23-\x5b\x5d-\x7e]{5,200}"$/,
      )
    })
  }

  test('a token in the query is refused, and the challenge says so', async () => {
    const { send, token } = await mockWithToken()
    const { reply, outcome } = await send('GET', [], `/api/v2/tokens/me?access_token=${token}`)
    expect(reply.status).toBe(401)
    expect(headerOf(reply, 'www-authenticate')).toContain('error="invalid_request"')
    expect(outcome.mistakes).toMatchObject([{ area: 'token-placement' }])
  })

  test('a well-signed token that the mock has not issued is refused', async () => {
    const { send, context } = await mockWithToken()
    const alien = await context.tokens.issue(
      { ...record, id: 'never-issued' },
      { issuer: 'i', audience: 'a' },
    )
    const { reply } = await send('GET', [['Authorization', `Bearer ${alien}`]])
    expect(reply.status).toBe(401)
  })
})
