// The server catalogue, authorization endpoint: every row by its id, against a mock over sockets.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { headerOf } from '../../../src/server/protocol/message.js'
import { authorizeForm } from '../../support/login.js'
import { browserFor } from '../../support/login-page.js'
import { mockWith } from '../../support/mock.js'
import { requestFor } from '../../support/requests.js'
import {
  answeredWith,
  authorize,
  type Changes,
  formOf,
  postToken,
  publicClient,
  type Served,
  served,
} from '../../support/socket-client.js'

let at: Served
beforeAll(async () => {
  at = await served()
})
afterAll(() => at.mock.stop())

/** The error of an authorize request; fails when there is a code. */
async function errorOf(changes: Changes): Promise<string | null> {
  const answered = answeredWith(await authorize(at, changes))
  expect(answered.get('code')).toBeNull()
  return answered.get('error')
}

/** Expects an HTML page and no redirect. */
async function expectPage(changes: Changes): Promise<void> {
  const response = await authorize(at, changes)
  expect(response.status).toBe(400)
  expect(response.headers.get('location')).toBeNull()
  expect(response.headers.get('content-type')).toMatch(/^text\/html/)
}

describe('server catalogue: authorization endpoint', () => {
  test('as.authz.get: GET and POST', async () => {
    expect(answeredWith(await authorize(at)).get('code')).not.toBeNull()
    const body = new URLSearchParams(formOf(authorizeForm))
    const posted = await fetch(`${at.mock.url}/oauth/authorize`, { method: 'POST', body, redirect: 'manual' })
    expect(answeredWith(posted).get('code')).not.toBeNull()
  })

  test('as.authz.params: unknown ones are ignored, empty ones are absent', async () => {
    const answered = answeredWith(await authorize(at, { x_gc: '1', state: '', scope: '' }))
    expect(answered.get('code')).not.toBeNull()
    expect(answered.has('state')).toBe(false)
  })
  for (const name of [
    'code_challenge',
    'code_challenge_method',
    'scope',
    'state',
    'response_type',
    'prompt',
  ]) {
    test(`as.authz.params: ${name} twice is refused by a redirect`, async () => {
      const value = authorizeForm[name] ?? 'login'
      expect(await errorOf({ [name]: [value, value] })).toBe('invalid_request')
    })
  }
  for (const name of ['redirect_uri', 'client_id']) {
    test(`as.authz.params: ${name} twice is refused on a page`, async () => {
      const value = authorizeForm[name] ?? ''
      await expectPage({ [name]: [value, value] })
    })
  }

  test('as.authz.response-type: absent, unknown', async () => {
    expect(await errorOf({ response_type: null })).toBe('invalid_request')
    expect(await errorOf({ response_type: 'foo' })).toBe('unsupported_response_type')
  })

  const registered = 'https://app.example/cb?tenant=a%2Fb'
  const near = [
    'https://app.example/cb/x?tenant=a%2Fb',
    'https://app.example/cb?tenant=a%2Fb&x=1',
    'https://app.example/cb',
    'https://app.example/CB?tenant=a%2Fb',
    'https://APP.example/cb?tenant=a%2Fb',
    'https://app.example/cb/?tenant=a%2Fb',
    'https://app.example/x/../cb?tenant=a%2Fb',
    'https://user@app.example/cb?tenant=a%2Fb',
    'https://app.example%2E/cb?tenant=a%2Fb',
    'https://app.example/%63b?tenant=a%2Fb',
    'https://app.example/cb?tenant=a%2fb',
    'https://app.example/cb?tenant=a/b',
    'https://sub.app.example/cb?tenant=a%2Fb',
    'https://app.example.attacker.example/cb?tenant=a%2Fb',
    'https://app.example:443/cb?tenant=a%2Fb',
    'http://app.example/cb?tenant=a%2Fb',
    'https:/app.example/cb?tenant=a%2Fb',
    ' https://app.example/cb?tenant=a%2Fb',
    'https://app.example/cb?tenant=a%2Fb#',
    'https://app.example\\@attacker.example/cb',
  ]
  for (const uri of near) {
    test(`as.authz.redirect-uri-exact: ${uri}`, () => expectPage({ redirect_uri: uri }))
  }
  test('as.authz.redirect-uri-exact: the registered one itself', async () => {
    const response = await authorize(at, { redirect_uri: registered })
    expect(response.headers.get('location')).toMatch(/^https:\/\/app\.example\/cb\?tenant=a%2Fb&code=/)
  })

  test('as.authz.no-redirect-to-invalid: a foreign URI, an unknown client, neither', async () => {
    await expectPage({ redirect_uri: 'https://attacker.example/cb' })
    await expectPage({ client_id: 'nobody' })
    await expectPage({ client_id: null })
    await expectPage({ redirect_uri: null })
    await expectPage({ client_id: 'nobody', response_type: 'token' })
  })

  test('as.authz.redirect-uri-scheme: no http but on loopback, no fragment, nothing that a browser runs', async () => {
    for (const uri of [
      'http://app.example/cb?tenant=a%2Fb',
      'http://127.0.0.1:8976/callback#x',
      'javascript:alert(1)',
      'data:text/html,x',
    ]) {
      await expectPage({ redirect_uri: uri })
    }
  })

  for (const port of [1, 8976, 51_234, 65_535]) {
    test(`as.authz.loopback-port: 127.0.0.1:${port}`, async () => {
      const response = await authorize(at, { redirect_uri: `http://127.0.0.1:${port}/callback` })
      expect(response.headers.get('location')).toMatch(
        new RegExp(`^http://127\\.0\\.0\\.1:${port}/callback\\?code=`),
      )
    })
  }
  test('as.authz.loopback-port: [::1], and not the other name of loopback', async () => {
    const client = { ...publicClient, id: 'six', redirectUris: ['http://[::1]/cb'] }
    await at.mock.saveClient(client)
    for (const port of [1, 8976, 51_234]) {
      const response = await authorize(at, { client_id: 'six', redirect_uri: `http://[::1]:${port}/cb` })
      expect(answeredWith(response).get('code')).not.toBeNull()
    }
    await expectPage({ client_id: 'six', redirect_uri: 'http://127.0.0.1:8976/cb' })
  })

  const states = [
    Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join(''),
    'x'.repeat(2000),
    '+ % & = # ? / \\ " < >',
    'sp\u00e4ter \u{1F511}',
    'a\r\nSet-Cookie: x=1',
    '%00%0d%0a',
  ]
  for (const state of states) {
    test(`as.authz.state-echo: ${JSON.stringify(state).slice(0, 40)}, on success and on error`, async () => {
      expect(answeredWith(await authorize(at, { state })).get('state')).toBe(state)
      const refused = await authorize(at, { state, response_type: 'foo' })
      expect(answeredWith(refused).get('state')).toBe(state)
      expect(refused.headers.get('set-cookie')).toBeNull()
    })
  }

  test('as.authz.iss: is neither promised nor sent', async () => {
    const metadata = await (await fetch(`${at.mock.url}/.well-known/oauth-authorization-server`)).json()
    expect(metadata.authorization_response_iss_parameter_supported ?? false).toBe(false)
    expect(answeredWith(await authorize(at)).has('iss')).toBe(false)
    expect(answeredWith(await authorize(at, { response_type: 'foo' })).has('iss')).toBe(false)
  })

  const refused: readonly Changes[] = [
    { scope: 'openid' },
    { scope: 'a"b' },
    { response_type: 'foo' },
    { code_challenge: '"\\\u0000\u00e9' },
    { code_challenge_method: 'pla\u00efn' },
    { code_challenge: ['a', 'b'], state: ['a', 'b'], scope: ['a', 'b'], response_type: null },
  ]
  const codes = [
    'invalid_request',
    'unauthorized_client',
    'access_denied',
    'unsupported_response_type',
    'invalid_scope',
    'server_error',
    'temporarily_unavailable',
  ]
  for (const changes of refused) {
    test(`as.authz.error-shape: ${JSON.stringify(changes).slice(0, 60)}`, async () => {
      const answered = answeredWith(await authorize(at, changes))
      expect(codes).toContain(answered.get('error'))
      expect(answered.get('error_description')).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]{1,200}$/)
      expect(
        [...answered.keys()].every((key) =>
          ['error', 'error_description', 'error_uri', 'state'].includes(key),
        ),
      ).toBe(true)
    })
  }

  test('as.authz.redirect-status: 303 after a form post, never 307', async () => {
    const browser = browserFor(mockWith({ policy: { interactive: true } }))
    const page = await browser.open(`/oauth/authorize?${formOf(authorizeForm)}`)
    expect((await browser.logIn(page, { email: 'agent@example.com', password: 'x' })).status).toBe(303)
    const body = new URLSearchParams(formOf(authorizeForm))
    const posted = await fetch(`${at.mock.url}/oauth/authorize`, { method: 'POST', body, redirect: 'manual' })
    expect(posted.status).toBe(303)
  })

  test('as.authz.no-cors: no page of another origin may read the endpoint', async () => {
    const headers = { Origin: 'https://app.example' }
    const asked = await authorize(at, {}, { headers })
    const preflight = await fetch(`${at.mock.url}/oauth/authorize`, {
      method: 'OPTIONS',
      headers: { ...headers, 'Access-Control-Request-Method': 'GET' },
    })
    for (const response of [asked, preflight]) {
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  })

  test('as.authz.page-hardening: pages cannot be framed, load nothing foreign and tell no Referer', async () => {
    const mock = mockWith({ policy: { interactive: true } })
    const login = await mock.ask(requestFor('GET', `/oauth/authorize?${formOf(authorizeForm)}`))
    const error = await mock.ask(requestFor('GET', '/oauth/authorize?client_id=nobody&response_type=code'))
    for (const page of [login, error]) {
      expect(headerOf(page, 'content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(headerOf(page, 'x-frame-options')).toBe('DENY')
      expect(headerOf(page, 'referrer-policy')).toBe('no-referrer')
      expect(page.body).not.toMatch(/(?:src|href)=["']?(?:https?:)?\/\//)
    }
  })

  test('as.authz.consent-csrf: a login form without its ticket gives no code', async () => {
    const mock = mockWith({ policy: { interactive: true } })
    const browser = browserFor(mock)
    const page = await browser.open(`/oauth/authorize?${formOf(authorizeForm)}`)
    const forged = await browser.logIn(page, {
      email: 'agent@example.com',
      password: 'x',
      gc_ticket: 'forged',
    })
    expect(headerOf(forged, 'location')).toBeUndefined()
    const foreign = await browserFor(mock).logIn(page, { email: 'agent@example.com', password: 'x' })
    expect(headerOf(foreign, 'location')).toBeUndefined()
    const silent = await browserFor(mock).open(`/oauth/authorize?${formOf(authorizeForm)}`)
    expect(headerOf(silent, 'location')).toBeUndefined()
    expect(await mock.store.recentLogins()).toEqual([])
  })

  test('as.legacy-grants: the implicit and the password grant are off', async () => {
    for (const type of ['token', 'id_token', 'code token', 'code id_token token', 'none']) {
      expect(await errorOf({ response_type: type })).toBe('unsupported_response_type')
    }
    const body = formOf({
      grant_type: 'password',
      username: 'agent@example.com',
      password: 'x',
      client_id: publicClient.id,
    })
    expect((await postToken(at, body)).body.error).toBe('unsupported_grant_type')
  })
})
