import { describe, expect, test } from 'vitest'
import type { HttpRequest } from '../../src/server/protocol/message.js'
import { subjectOf } from '../../src/server/subject.js'
import { authorizeRequest, codeOf, memberOf, publicClient, tokenRequest } from '../support/login.js'
import { mockWith, testUsers } from '../support/mock.js'
import { postForm, requestFor } from '../support/requests.js'

const nobody = { user: null, login: null }

function mock() {
  const { ask, parts, store, recorder } = mockWith()
  const { tokens } = parts
  const find = (request: HttpRequest, endpoint: string | null) =>
    subjectOf(request, endpoint, { store, tokens, users: testUsers })
  const loginId = () => recorder.exchanges.at(-1)?.outcome.login
  return { ask, store, find, loginId }
}

describe('subject: who begins a login', () => {
  const hints = [
    { hint: 'second@example.com', user: 'second@example.com' },
    { hint: 'SECOND@example.com:some-org', user: 'second@example.com' },
    { hint: 'some-org', user: 'agent@example.com' },
  ]
  for (const { hint, user } of hints) {
    test(`the hint ${hint} picks ${user}`, async () => {
      const request = authorizeRequest({ login_hint: hint })
      expect(await mock().find(request, 'oauth-authorize')).toEqual({ user, login: null })
    })
  }

  test('the hint may stand in a posted form', async () => {
    const request = postForm('/oauth/authorize', { login_hint: 'second@example.com' })
    expect(await mock().find(request, 'oauth-authorize')).toEqual({ user: 'second@example.com', login: null })
  })

  test('without a hint it is the user of the session, else the default user', async () => {
    const { find, store } = mock()
    await store.saveSession({ id: 'a'.repeat(32), userEmail: 'second@example.com', expiresAt: 9e15 })
    const plain = authorizeRequest()
    const cookies = `gc_mock_session_7636=${'a'.repeat(32)}`
    expect(await find(plain, 'oauth-authorize')).toEqual({ user: 'agent@example.com', login: null })
    const withSession = { ...plain, headers: [['Cookie', cookies]] as const }
    expect((await find(withSession, 'oauth-authorize')).user).toBe('second@example.com')
  })

  test('a login form names its user and its login', async () => {
    const form = postForm('/oauth/authorize', {
      gc_request: 'client_id=x',
      gc_flow: 'login-7',
      email: 'Third@example.com',
      password: 'z',
    })
    expect(await mock().find(form, 'oauth-authorize')).toEqual({
      user: 'Third@Example.com',
      login: 'login-7',
    })
  })
})

describe('subject: who goes on with a login', () => {
  test('a code names its login, before and after it was spent', async () => {
    const { ask, find, loginId } = mock()
    const code = codeOf(await ask(authorizeRequest({ login_hint: 'second@example.com' })))
    const expected = { user: 'second@example.com', login: loginId() }
    expect(await find(tokenRequest(code), 'oauth-token')).toEqual(expected)
    await ask(tokenRequest(code))
    expect(await find(tokenRequest(code), 'oauth-token')).toEqual(expected)
  })

  test('a code in a JSON body does as well', async () => {
    const { ask, find, loginId } = mock()
    const code = codeOf(await ask(authorizeRequest()))
    const type = [['Content-Type', 'application/json']] as const
    const request = requestFor('POST', '/oauth/token', type, JSON.stringify({ code }))
    expect((await find(request, 'oauth-token')).login).toBe(loginId())
  })

  test('a refresh token names the family that it belongs to', async () => {
    const { ask, find, store, loginId } = mock()
    await store.saveClient({ ...publicClient, refreshTokens: true })
    const token = await ask(tokenRequest(codeOf(await ask(authorizeRequest()))))
    const request = postForm('/oauth/token', {
      grant_type: 'refresh_token',
      client_id: publicClient.id,
      refresh_token: String(memberOf(token, 'refresh_token')),
    })
    const expected = { user: 'agent@example.com', login: loginId() }
    expect(await find(request, 'oauth-token')).toEqual(expected)
    expect((await ask(request)).status).toBe(200)
    expect(await find(request, 'oauth-token')).toEqual(expected)
  })

  test('an access token names its login at every resource', async () => {
    const { ask, find, loginId } = mock()
    const token = await ask(
      tokenRequest(codeOf(await ask(authorizeRequest({ login_hint: 'second@example.com' })))),
    )
    const headers = [['Authorization', `Bearer ${String(memberOf(token, 'access_token'))}`]] as const
    const request = requestFor('GET', '/api/v2/anything', headers)
    expect(await find(request, null)).toEqual({ user: 'second@example.com', login: loginId() })
  })

  const unknown = [
    { name: 'an unknown code', request: tokenRequest('unknown'), endpoint: 'oauth-token' },
    { name: 'no code', request: postForm('/oauth/token', {}), endpoint: 'oauth-token' },
    {
      name: 'an unknown refresh token',
      request: postForm('/oauth/token', { refresh_token: 'x' }),
      endpoint: 'oauth-token',
    },
    { name: 'no token', request: requestFor('GET', '/api/v2/users/me'), endpoint: 'api-v2-users-me' },
    {
      name: 'an unknown token',
      request: requestFor('GET', '/api/v2/users/me', [['Authorization', 'Bearer x.y.z']]),
      endpoint: 'api-v2-users-me',
    },
  ]
  for (const { name, request, endpoint } of unknown) {
    test(`${name} belongs to nobody`, async () => {
      expect(await mock().find(request, endpoint)).toEqual(nobody)
    })
  }
})
