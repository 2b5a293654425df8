import { describe, expect, test } from 'vitest'
import { headerOf } from '../../../src/server/protocol/message.js'
import { publicClient } from '../../support/login.js'
import { postForm, requestFor } from '../../support/requests.js'
import { scenarioMock } from '../../support/scenario-mock.js'

const metadataRequest = requestFor('GET', '/.well-known/oauth-authorization-server')

function revocation(token: unknown) {
  return postForm('/oauth/revoke', { token: String(token), client_id: publicClient.id })
}

describe('logout', () => {
  test('tokens-kept: the end of a token is answered 503 with Retry-After, and the token stays good', async () => {
    const mock = scenarioMock('logout/tokens-kept')
    const { access_token: token } = await mock.login()
    const reply = await mock.call(token, '/api/v2/tokens/me', { method: 'DELETE' })
    expect([reply.status, headerOf(reply, 'retry-after')]).toEqual([503, '3'])
    expect((await mock.call(token, '/api/v2/tokens/me')).status).toBe(200)
    mock.control.set({ id: 'honest' })
    expect((await mock.call(token, '/api/v2/tokens/me', { method: 'DELETE' })).status).toBe(200)
    expect((await mock.call(token)).status).toBe(401)
  })

  test('revocation-offered: the metadata name an endpoint that ends the login', async () => {
    const mock = scenarioMock('logout/revocation-offered')
    const { access_token: token } = await mock.login()
    expect(JSON.parse((await mock.ask(metadataRequest)).body)).toMatchObject({
      revocation_endpoint: 'http://127.0.0.1:7636/oauth/revoke',
    })
    expect(await mock.ask(revocation(token))).toMatchObject({ status: 200, body: '' })
    expect((await mock.call(token)).status).toBe(401)
  })

  test('an honest mock has no such endpoint, and its metadata name none', async () => {
    const mock = scenarioMock('honest')
    const { access_token: token } = await mock.login()
    expect((await mock.ask(revocation(token))).status).toBe(404)
    expect((await mock.ask(metadataRequest)).body).not.toContain('revocation_endpoint')
    expect((await mock.call(token)).status).toBe(200)
  })

  test('revocation-unavailable: the endpoint answers 503 with Retry-After, and the token stays good', async () => {
    const mock = scenarioMock('logout/revocation-unavailable')
    const { access_token: token } = await mock.login()
    const reply = await mock.ask(revocation(token))
    expect([reply.status, headerOf(reply, 'retry-after')]).toEqual([503, '3'])
    expect((await mock.call(token)).status).toBe(200)
  })

  test('revocation-unavailable: a fault of the client is refused as ever', async () => {
    const mock = scenarioMock('logout/revocation-unavailable')
    expect((await mock.ask(postForm('/oauth/revoke', { client_id: publicClient.id }))).status).toBe(400)
  })

  test('revocation-over-http: metadata over https name an endpoint over http', async () => {
    const mock = scenarioMock('logout/revocation-over-http')
    const secure = { ...metadataRequest, origin: 'https://localhost:7636' }
    expect(JSON.parse((await mock.ask(secure)).body)).toMatchObject({
      token_endpoint: 'https://localhost:7636/oauth/token',
      revocation_endpoint: 'http://localhost:7636/oauth/revoke',
    })
  })
})
