import { describe, expect, test } from 'vitest'
import { confidentialClient, publicClient, tokenRequest } from '../../support/login.js'
import type { Form } from '../../support/requests.js'
import { postForm, requestFor } from '../../support/requests.js'
import { scenarioMock } from '../../support/scenario-mock.js'

const offered = () => scenarioMock('logout/revocation-offered')

const basic = `Basic ${Buffer.from(`${confidentialClient.id}:wrong`).toString('base64')}`

describe('oauth-revoke', () => {
  test('ends the whole login by its access token', async () => {
    const mock = offered()
    const { access_token: token } = await mock.login()
    const form = { token: String(token), token_type_hint: 'access_token', client_id: publicClient.id }
    expect(await mock.ask(postForm('/oauth/revoke', form))).toMatchObject({ status: 200, body: '' })
    expect((await mock.call(token)).status).toBe(401)
  })

  test('ends it by its refresh token, too', async () => {
    const mock = scenarioMock('refresh-trouble/rotates')
    const tokens = await mock.login()
    mock.control.set({ id: 'logout/revocation-offered' })
    const form = { token: String(tokens['refresh_token']), client_id: publicClient.id }
    expect((await mock.ask(postForm('/oauth/revoke', form))).status).toBe(200)
    expect((await mock.call(tokens['access_token'])).status).toBe(401)
    expect((await mock.refresh(String(tokens['refresh_token']))).status).toBe(400)
  })

  test('answers 200 for a token that nobody knows, as RFC 7009 section 2.2 has it', async () => {
    const form = { token: 'unknown', client_id: publicClient.id }
    expect((await offered().ask(postForm('/oauth/revoke', form))).status).toBe(200)
  })

  test('answers 405 to other methods', async () => {
    expect((await offered().ask(requestFor('GET', '/oauth/revoke'))).status).toBe(405)
  })

  const faults: readonly { name: string; form: Form; status: number; error: string }[] = [
    { name: 'no token', form: { client_id: publicClient.id }, status: 400, error: 'invalid_request' },
    { name: 'no client', form: { token: '(own)' }, status: 400, error: 'invalid_request' },
    {
      name: 'an unknown client',
      form: { token: '(own)', client_id: 'x' },
      status: 400,
      error: 'invalid_client',
    },
    {
      name: 'a confidential client without its secret',
      form: { token: '(own)', client_id: confidentialClient.id },
      status: 400,
      error: 'invalid_client',
    },
    {
      name: 'the token of another client',
      form: {
        token: '(own)',
        client_id: confidentialClient.id,
        client_secret: confidentialClient.secret,
      },
      status: 400,
      error: 'unauthorized_client',
    },
  ]
  for (const { name, form, status, error } of faults) {
    test(`refuses ${name}, and the token stays good`, async () => {
      const mock = offered()
      const { access_token: token } = await mock.login()
      const own = form['token'] === '(own)' ? { ...form, token: String(token) } : form
      const reply = await mock.ask(postForm('/oauth/revoke', own))
      expect({ status: reply.status, error: JSON.parse(reply.body).error }).toEqual({ status, error })
      expect((await mock.call(token)).status).toBe(200)
    })
  }

  test('a refused Basic header gets 401', async () => {
    const request = postForm('/oauth/revoke', { token: 'x' }, [['Authorization', basic]])
    expect((await offered().ask(request)).status).toBe(401)
  })

  test('a code that is no token is unknown, and stays good', async () => {
    const mock = offered()
    const code = await mock.code()
    const form = { token: code, client_id: publicClient.id }
    expect((await mock.ask(postForm('/oauth/revoke', form))).status).toBe(200)
    expect((await mock.ask(tokenRequest(code))).status).toBe(200)
  })
})
