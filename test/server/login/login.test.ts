// The login page from the first visit to the code, without sockets.
import { describe, expect, test } from 'vitest'
import { headerOf } from '../../../src/server/protocol/message.js'
import { authorizeForm, codeOf, memberOf, redirectParameters, tokenRequest } from '../../support/login.js'
import { browserFor, fieldsOf, loginFormOf } from '../../support/login-page.js'
import { mockWith } from '../../support/mock.js'
import { formOf, postForm, requestFor } from '../../support/requests.js'

const target = `/oauth/authorize?${formOf(authorizeForm)}`
const right = { email: 'second@example.com', password: 'y' }

function interactive() {
  const mock = mockWith({ policy: { interactive: true } })
  return { mock, browser: browserFor(mock) }
}

describe('login page: the way through', () => {
  test('an interactive mock shows the page, and the right password leads back to the client', async () => {
    const { mock, browser } = interactive()
    const page = await browser.open(target)
    expect(page.status).toBe(200)
    expect(headerOf(page, 'content-type')).toBe('text/html; charset=utf-8')
    const redirect = await browser.logIn(page, right)
    expect(redirect.status).toBe(303)
    expect(redirectParameters(redirect).get('state')).toBe('af0ifjsldkj')
    const token = await mock.ask(tokenRequest(codeOf(redirect)))
    const me = await mock.ask(
      requestFor('GET', '/api/v2/users/me', [['Authorization', `Bearer ${memberOf(token, 'access_token')}`]]),
    )
    expect(memberOf(me, 'email')).toBe('second@example.com')
  })

  test('page, form and token request are told as one login', async () => {
    const { mock, browser } = interactive()
    const redirect = await browser.logIn(await browser.open(target), right)
    await mock.ask(tokenRequest(codeOf(redirect)))
    const seen = mock.recorder.exchanges.map(({ endpoint, outcome }) => [
      endpoint,
      outcome.kind,
      outcome.login,
    ])
    const login = mock.recorder.exchanges[0]?.outcome.login
    expect(login).toMatch(/^[0-9a-f-]{36}$/)
    expect(seen).toEqual([
      ['oauth-authorize', 'answered', login],
      ['oauth-authorize', 'granted', login],
      ['oauth-token', 'granted', login],
    ])
    const found = await mock.store.findCode(codeOf(redirect))
    expect(found).toMatchObject({ kind: 'spent', spent: { login: { exchange: 1 } } })
  })

  test('everything of the request reaches the code, what the page cannot show included', async () => {
    const { mock, browser } = interactive()
    const state = '</form><script>"&\' \u{1F511}\r\nx=%00'
    const page = await browser.open(`/oauth/authorize?${formOf({ ...authorizeForm, state })}`)
    const redirect = await browser.logIn(page, right)
    expect(redirectParameters(redirect).get('state')).toBe(state)
    expect((await mock.ask(tokenRequest(codeOf(redirect)))).status).toBe(200)
  })

  test('a request by POST gets the page as well, and its parameters survive', async () => {
    const { browser } = interactive()
    const page = await browser.send('/oauth/authorize', authorizeForm)
    const redirect = await browser.logIn(page, right)
    expect(redirectParameters(redirect).get('state')).toBe('af0ifjsldkj')
  })

  test('under a prefix the form goes back to the prefix', async () => {
    const mock = mockWith({ policy: { interactive: true }, prefixes: { login: '/gate', api: '' } })
    const browser = browserFor(mock)
    const page = await browser.open(`/gate${target}`)
    expect(loginFormOf(page).attributes['action']).toBe('/gate/oauth/authorize')
    expect((await browser.logIn(page, right)).status).toBe(303)
  })

  test('a user is taken by one click, without a password', async () => {
    const { mock, browser } = interactive()
    const page = await browser.open(target)
    const redirect = await browser.logIn(page, { gc_choice: 'pick third@example.com' })
    const found = await mock.store.findCode(codeOf(redirect))
    expect(found).toMatchObject({ login: { userEmail: 'Third@Example.com' } })
  })

  test('a form that is sent twice gives two codes of two logins', async () => {
    const { mock, browser } = interactive()
    const page = await browser.open(target)
    const [one, two] = [await browser.logIn(page, right), await browser.logIn(page, right)]
    expect(codeOf(one)).not.toBe(codeOf(two))
    const logins = mock.recorder.exchanges.map(({ outcome }) => outcome.login)
    expect(logins[1]).toBe(logins[0])
    expect(logins[2]).not.toBe(logins[0])
    expect((await mock.ask(tokenRequest(codeOf(two)))).status).toBe(200)
  })

  test('a form cannot put its code into a login that has one already', async () => {
    const { mock, browser } = interactive()
    const first = await browser.logIn(await browser.open(target), right)
    await mock.ask(tokenRequest(codeOf(first)))
    const taken = mock.recorder.exchanges[0]?.outcome.login ?? ''
    const page = await browser.open(`${target}&prompt=login`)
    await browser.logIn(page, { ...right, gc_flow: taken })
    expect(mock.recorder.exchanges.at(-1)?.outcome.login).not.toBe(taken)
  })

  test('warnings about the request are told with the page, and not once more', async () => {
    const { mock, browser } = interactive()
    const page = await browser.open(`${target.replace('af0ifjsldkj', 'a+b')}`)
    await browser.logIn(page, right)
    const told = mock.recorder.exchanges.map(({ outcome }) => outcome.mistakes.map(({ kind }) => kind))
    expect(told).toEqual([['state-raw-plus'], []])
  })

  test('a mistake in the request is answered before anybody is asked', async () => {
    const { browser } = interactive()
    const reply = await browser.open(target.replace('S256', 'plain'))
    expect(redirectParameters(reply).get('error')).toBe('invalid_request')
  })
})

describe('login page: sessions', () => {
  test('the second login goes straight through, as the user of the first', async () => {
    const { mock, browser } = interactive()
    await browser.logIn(await browser.open(target), right)
    const again = await browser.open(target)
    expect(again.status).toBe(302)
    expect(await mock.store.findCode(codeOf(again))).toMatchObject({
      login: { userEmail: 'second@example.com' },
    })
  })

  test('prompt=login asks in spite of the session, also in a mock that asks nobody', async () => {
    const mock = mockWith()
    const browser = browserFor(mock)
    const page = await browser.open(`${target}&prompt=login`)
    expect(page.status).toBe(200)
    expect((await browser.logIn(page, right)).status).toBe(303)
    expect((await browser.open(`${target}&prompt=login`)).status).toBe(200)
    const straight = await browser.open(target)
    expect(await mock.store.findCode(codeOf(straight))).toMatchObject({
      login: { userEmail: 'second@example.com' },
    })
  })

  test('login_hint fills in the address', async () => {
    const { browser } = interactive()
    const page = await browser.open(`${target}&login_hint=third%40example.com%3Aacme`)
    expect(fieldsOf(loginFormOf(page))['email']).toBe('Third@Example.com')
  })

  test('a session ends after twelve hours by the clock of the mock', async () => {
    const { mock, browser } = interactive()
    await browser.logIn(await browser.open(target), right)
    mock.ports.advance(43_199_999)
    expect((await browser.open(target)).status).toBe(302)
    mock.ports.advance(1)
    expect((await browser.open(target)).status).toBe(200)
  })

  test('the cookies are kept from scripts and from other sites, and bound to the port of the mock', async () => {
    const { browser } = interactive()
    const page = await browser.open(target)
    expect(headerOf(page, 'set-cookie')).toMatch(
      /^gc_mock_ticket_7636=[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    const redirect = await browser.logIn(page, right)
    expect(headerOf(redirect, 'set-cookie')).toMatch(
      /^gc_mock_session_7636=[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })

  test('over https they are secure', async () => {
    const { mock } = interactive()
    const page = await mock.ask({ ...requestFor('GET', target), origin: 'https://login.example' })
    expect(headerOf(page, 'set-cookie')).toMatch(/^gc_mock_ticket_default=.*; SameSite=Lax; Secure$/)
  })

  for (const session of ['nonsense', '__proto__', '', 'x'.repeat(40_000)]) {
    test(`the session ${session.slice(0, 12)} is none`, async () => {
      const { mock } = interactive()
      const cookie = ['Cookie', `gc_mock_session_7636=${session}`] as const
      expect((await mock.ask(requestFor('GET', target, [cookie]))).status).toBe(200)
    })
  }
})

describe('login page: what is refused', () => {
  const wrong = [
    {
      name: 'a wrong password',
      changes: { email: 'second@example.com', password: 'x' },
      kind: 'login-password-wrong',
      text: 'not the password',
    },
    {
      name: 'the password of somebody else',
      changes: { email: 'second@example.com', password: 'z' },
      kind: 'login-password-wrong',
      text: 'not the password',
    },
    {
      name: 'no password',
      changes: { email: 'second@example.com', password: '' },
      kind: 'login-password-wrong',
      text: 'not the password',
    },
    {
      name: 'an unknown address',
      changes: { email: 'eve@example.com', password: 'y' },
      kind: 'login-user-unknown',
      text: 'No user of this mock',
    },
    {
      name: 'a form without the ticket of its page',
      changes: { ...right, gc_ticket: '' },
      kind: 'login-form-stale',
      text: 'too old',
    },
    {
      name: 'a form with another ticket',
      changes: { ...right, gc_ticket: 'A'.repeat(32) },
      kind: 'login-form-stale',
      text: 'too old',
    },
  ]
  for (const row of wrong) {
    test(`${row.name} shows the page again, and the next try works`, async () => {
      const { mock, browser } = interactive()
      const again = await browser.logIn(await browser.open(target), row.changes)
      expect(again.status).toBe(403)
      expect(again.body).toContain(row.text)
      expect(headerOf(again, 'location')).toBeUndefined()
      expect(fieldsOf(loginFormOf(again))['password']).toBe('')
      expect(mock.recorder.exchanges.at(-1)?.outcome).toMatchObject({
        kind: 'refused',
        login: mock.recorder.exchanges[0]?.outcome.login,
        mistakes: [{ kind: row.kind }],
      })
      expect((await browser.logIn(again, right)).status).toBe(303)
    })
  }

  test('a form from another site, which has no cookie along, logs nobody in', async () => {
    const { mock, browser } = interactive()
    const page = await browser.open(target)
    const fields = fieldsOf(loginFormOf(page))
    const reply = await mock.ask(postForm('/oauth/authorize', { ...fields, ...right }))
    expect(reply.status).toBe(403)
    expect(headerOf(reply, 'set-cookie')).not.toContain('session')
  })

  test('cancelling sends the client access_denied and the state', async () => {
    const { mock, browser } = interactive()
    const page = await browser.open(target)
    const denied = await browser.logIn(page, { gc_choice: 'cancel' })
    expect(denied.status).toBe(303)
    const parameters = redirectParameters(denied)
    expect(Object.fromEntries(parameters)).toEqual({
      error: 'access_denied',
      error_description: 'the user cancelled the login',
      state: 'af0ifjsldkj',
    })
    expect(mock.recorder.exchanges.at(-1)?.outcome).toMatchObject({ kind: 'refused' })
  })

  test('a form around a request that is not good gets the answer that the request gets', async () => {
    const { browser } = interactive()
    const page = await browser.open(target)
    const foreign = await browser.logIn(page, {
      ...right,
      gc_request: formOf({ ...authorizeForm, redirect_uri: 'https://evil.example/' }),
    })
    expect(foreign.status).toBe(400)
    expect(headerOf(foreign, 'location')).toBeUndefined()
    const cut = await browser.logIn(page, { ...right, gc_request: 'client_id=x' })
    expect(cut.status).toBe(400)
  })
})
