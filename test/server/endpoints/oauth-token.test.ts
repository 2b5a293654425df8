import { createPublicKey } from 'node:crypto'
import jsonwebtoken from 'jsonwebtoken'
import { describe, expect, test } from 'vitest'
import { oauthToken } from '../../../src/server/endpoints/oauth-token.js'
import { type HttpRequest, headerOf, type Pair } from '../../../src/server/protocol/message.js'
import type { Login } from '../../../src/server/protocol/records.js'
import { fakeStart } from '../../support/fake-ports.js'
import { testKey } from '../../support/keys.js'
import { confidentialClient, memberOf, publicClient, tokenRequest } from '../../support/login.js'
import { mockWith } from '../../support/mock.js'
import { requestFor } from '../../support/requests.js'

const code = 'a-code-that-was-issued'

const openLogin: Login = {
  id: 'login-1',
  code,
  clientId: publicClient.id,
  redirectUri: 'http://127.0.0.1:8976/callback',
  redirectUriSent: true,
  challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  challengeMethod: 'S256',
  state: null,
  userEmail: 'agent@example.com',
  exchange: 3,
  issuedAt: fakeStart,
  expiresAt: fakeStart + 300_000,
}

async function mockWithLogin(changes: Parameters<typeof mockWith>[0] = {}, login: Partial<Login> = {}) {
  const mock = mockWith(changes)
  await mock.store.saveLogin({ ...openLogin, ...login })
  const send = async (request: HttpRequest) => {
    const handler = oauthToken.methods.POST
    if (handler === undefined) throw new Error('no handler')
    return handler(request, mock.context)
  }
  return { ...mock, send }
}

function claimsOf(token: unknown): jsonwebtoken.JwtPayload {
  const { kty, n, e } = testKey
  const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' })
  const options = { algorithms: ['RS256' as const], ignoreExpiration: true, ignoreNotBefore: true }
  const claims = jsonwebtoken.verify(String(token), key, options)
  if (typeof claims === 'string') throw new Error('no claims')
  return claims
}

describe('oauth-token', () => {
  test('gives a bearer token for code and verifier', async () => {
    const { send } = await mockWithLogin()
    const { reply, outcome } = await send(tokenRequest(code))
    expect(reply.status).toBe(200)
    expect(headerOf(reply, 'content-type')).toBe('application/json')
    expect(JSON.parse(reply.body)).toEqual({
      access_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 86_400,
    })
    expect(outcome).toMatchObject({ kind: 'granted', login: 'login-1', mistakes: [], forgiven: false })
  })

  test('issuer and audience are the origin on which the request arrived', async () => {
    const { send } = await mockWithLogin()
    const { reply } = await send({ ...tokenRequest(code), origin: 'http://localhost:9999' })
    expect(claimsOf(memberOf(reply, 'access_token'))).toMatchObject({
      iss: 'http://localhost:9999',
      aud: 'http://localhost:9999',
      client_id: publicClient.id,
      scope: 'all',
      iat: 1_768_478_400,
      exp: 1_768_564_800,
    })
  })

  test('issuer and audience may be fixed', async () => {
    const names = { issuer: 'https://login.example', audience: 'https://api.example' }
    const { send } = await mockWithLogin({ names })
    const { reply } = await send(tokenRequest(code))
    expect(claimsOf(memberOf(reply, 'access_token'))).toMatchObject({
      iss: names.issuer,
      aud: names.audience,
    })
  })

  test('refuses with the same description twice, in the characters of RFC 6749, and a link to the explanation', async () => {
    const { send } = await mockWithLogin()
    const { reply, outcome } = await send(tokenRequest(code, { code_verifier: 'x'.repeat(43) }))
    expect(reply.status).toBe(400)
    const body = JSON.parse(reply.body)
    expect(Object.keys(body)).toEqual(['error', 'description', 'error_description'])
    expect(body.error).toBe('invalid_grant')
    expect(body.description).toBe(body.error_description)
    expect(body.description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]{10,200}$/)
    expect(headerOf(reply, 'link')).toBe('<http://127.0.0.1:7636/_mock/help?exchange=7>; rel="help"')
    expect(headerOf(reply, 'www-authenticate')).toBeUndefined()
    expect(outcome).toMatchObject({ kind: 'refused', login: 'login-1' })
  })

  test('a refusal leaves the code as it was', async () => {
    const { send } = await mockWithLogin()
    await send(tokenRequest(code, { code_verifier: 'x'.repeat(43) }))
    expect((await send(tokenRequest(code))).reply.status).toBe(200)
  })

  test('asks for Basic where Basic was used and is wrong', async () => {
    const login = { clientId: confidentialClient.id, redirectUri: 'https://web.example/callback' }
    const { send } = await mockWithLogin({}, login)
    const basic = Buffer.from(`${confidentialClient.id}:wrong`).toString('base64')
    const request = tokenRequest(code, { redirect_uri: login.redirectUri, client_id: login.clientId })
    const header: Pair = ['Authorization', `Basic ${basic}`]
    const { reply } = await send({ ...request, headers: [...request.headers, header] })
    expect(reply.status).toBe(401)
    expect(memberOf(reply, 'error')).toBe('invalid_client')
    expect(headerOf(reply, 'www-authenticate')).toBe('Basic realm="gc-mock-oauth", charset="UTF-8"')
  })

  test('a complete replay is refused, names the first exchange and revokes the family', async () => {
    const { send, store, ports } = await mockWithLogin()
    await send(tokenRequest(code))
    ports.advance(60_000)
    const { reply, outcome } = await send(tokenRequest(code))
    expect(reply.status).toBe(400)
    expect(memberOf(reply, 'error')).toBe('invalid_grant')
    expect(outcome).toMatchObject({ kind: 'refused', login: 'login-1', cause: 7 })
    expect(await store.findRevocation('login-1')).toEqual({
      exchange: 7,
      at: fakeStart + 60_000,
      why: 'replay',
    })
  })

  test('a replay with a wrong verifier revokes nothing', async () => {
    const { send, store } = await mockWithLogin()
    await send(tokenRequest(code))
    await send(tokenRequest(code, { code_verifier: 'x'.repeat(43) }))
    expect(await store.findRevocation('login-1')).toBeNull()
  })

  test('an expired code is refused as expired, not as unknown', async () => {
    const { send, ports } = await mockWithLogin()
    ports.advance(300_000)
    const { reply } = await send(tokenRequest(code))
    expect(reply.status).toBe(400)
    expect(memberOf(reply, 'error')).toBe('invalid_grant')
    expect(memberOf(reply, 'description')).toMatch(/expired/)
  })

  test('explains itself to other methods', async () => {
    const mock = await mockWithLogin()
    const { reply, outcome } = await (oauthToken.otherMethods?.(
      requestFor('GET', '/oauth/token'),
      mock.context,
    ) ?? Promise.reject(new Error('no handler')))
    expect(memberOf(reply, 'error')).toBe('invalid_request')
    expect(memberOf(reply, 'description')).toMatch(/POST/)
    expect(outcome.kind).toBe('refused')
  })
})
