// The consent page from the request to the code, without sockets.
import { describe, expect, test } from 'vitest'
import { type HttpReply, headerOf } from '../../../src/server/protocol/message.js'
import {
  authorizeForm,
  codeOf,
  memberOf,
  publicClient,
  redirectParameters,
  tokenRequest,
} from '../../support/login.js'
import { browserFor, elementsOf, fieldsOf } from '../../support/login-page.js'
import { mockWith } from '../../support/mock.js'
import { type Form, formOf, postForm, requestFor } from '../../support/requests.js'

const target = `/oauth/authorize?${formOf(authorizeForm)}`
const right = { email: 'second@example.com', password: 'y' }
const allow = { gc_choice: 'allow' }
const deny = { gc_choice: 'deny' }

function asking(interactive = true) {
  const mock = mockWith({ policy: { interactive, consent: true } })
  return { mock, browser: browserFor(mock) }
}

function isConsent({ body }: HttpReply): boolean {
  return elementsOf(body).some(({ name, text }) => name === 'button' && text === 'Allow')
}

function fieldsIn({ body }: HttpReply): Form {
  const form = elementsOf(body).find(({ name }) => name === 'form')
  if (form === undefined) throw new Error('the page has no form')
  return fieldsOf(form)
}

function answer(browser: ReturnType<typeof browserFor>, page: HttpReply, changes: Form) {
  return browser.send('/oauth/authorize', { ...fieldsIn(page), ...changes })
}

describe('consent: the way through', () => {
  test('is asked for after the login, and allowing it leads back to the client', async () => {
    const { mock, browser } = asking()
    const page = await browser.logIn(await browser.open(target), right)
    expect(page.status).toBe(200)
    expect(isConsent(page)).toBe(true)
    expect(headerOf(page, 'location')).toBeUndefined()
    const redirect = await answer(browser, page, allow)
    expect(redirect.status).toBe(303)
    expect(redirectParameters(redirect).get('state')).toBe('af0ifjsldkj')
    const token = await mock.ask(tokenRequest(codeOf(redirect)))
    const me = await mock.ask(
      requestFor('GET', '/api/v2/users/me', [['Authorization', `Bearer ${memberOf(token, 'access_token')}`]]),
    )
    expect(memberOf(me, 'email')).toBe('second@example.com')
  })

  test('all its pages and the code are told as one login', async () => {
    const { mock, browser } = asking()
    await answer(browser, await browser.logIn(await browser.open(target), right), allow)
    const login = mock.recorder.exchanges[0]?.outcome.login
    expect(login).toMatch(/^[0-9a-f-]{36}$/)
    expect(mock.recorder.exchanges.map(({ outcome }) => [outcome.kind, outcome.login])).toEqual([
      ['answered', login],
      ['answered', login],
      ['granted', login],
    ])
  })

  test('is asked for where nobody has to log in, too', async () => {
    const { mock, browser } = asking(false)
    const page = await browser.open(`${target}&login_hint=third%40example.com`)
    expect(page.body).toContain('Third@Example.com')
    const redirect = await answer(browser, page, allow)
    expect(await mock.store.findCode(codeOf(redirect))).toMatchObject({
      login: { userEmail: 'Third@Example.com' },
    })
  })

  test('under a prefix the form goes back to the prefix', async () => {
    const mock = mockWith({ policy: { consent: true }, prefixes: { login: '/gate', api: '' } })
    const page = await browserFor(mock).open(`/gate${target}`)
    const form = elementsOf(page.body).find(({ name }) => name === 'form')
    expect(form?.attributes['action']).toBe('/gate/oauth/authorize')
  })

  test('denying it sends the client access_denied and the state, and gives no code', async () => {
    const { mock, browser } = asking()
    const denied = await answer(browser, await browser.logIn(await browser.open(target), right), deny)
    expect(denied.status).toBe(303)
    expect(headerOf(denied, 'location')?.split('?')[0]).toBe(authorizeForm['redirect_uri'])
    expect(Object.fromEntries(redirectParameters(denied))).toEqual({
      error: 'access_denied',
      error_description: 'the user denied the client what it asked for',
      state: 'af0ifjsldkj',
    })
    expect(mock.recorder.exchanges.at(-1)?.outcome).toMatchObject({
      kind: 'refused',
      login: mock.recorder.exchanges[0]?.outcome.login,
      mistakes: [{ kind: 'consent-denied' }],
    })
    expect(await mock.store.recentLogins()).toEqual([])
  })

  test('a mistake in the request is answered before anybody is asked', async () => {
    const { browser } = asking(false)
    const reply = await browser.open(target.replace('S256', 'plain'))
    expect(redirectParameters(reply).get('error')).toBe('invalid_request')
  })

  test('is off by default, and the login page leads straight back', async () => {
    const browser = browserFor(mockWith({ policy: { interactive: true } }))
    expect((await browser.logIn(await browser.open(target), right)).status).toBe(303)
  })
})

describe('consent: what is remembered', () => {
  async function consented(scope = 'users routing:readonly') {
    const mock = mockWith({ policy: { consent: true } })
    await mock.store.saveClient({ ...publicClient, scopes: ['users', 'routing', 'presence:readonly'] })
    await mock.store.saveClient({ ...publicClient, id: 'other', name: 'Other' })
    const browser = browserFor(mock)
    const open = (changes: Form) =>
      browser.open(`/oauth/authorize?${formOf({ ...authorizeForm, ...changes })}`)
    await answer(browser, await open({ scope }), allow)
    return { mock, browser, open }
  }

  const rows = [
    { name: 'the same scopes', changes: { scope: 'users routing:readonly' }, asked: false },
    { name: 'the same scopes in another order', changes: { scope: 'routing:readonly users' }, asked: false },
    { name: 'one of them', changes: { scope: 'users' }, asked: false },
    { name: 'reading what may be changed', changes: { scope: 'users:readonly' }, asked: false },
    { name: 'changing what may be read', changes: { scope: 'routing' }, asked: true },
    { name: 'one more scope', changes: { scope: 'users presence:readonly' }, asked: true },
    { name: 'no scope, which is all of the client', changes: {}, asked: true },
    { name: 'another client', changes: { client_id: 'other', scope: 'users' }, asked: true },
    {
      name: 'another user',
      changes: { scope: 'users', login_hint: 'second@example.com' },
      asked: true,
    },
  ]
  for (const { name, changes, asked } of rows) {
    test(`${name}: ${asked ? 'asked again' : 'not asked again'}`, async () => {
      const { open } = await consented()
      const reply = await open(changes)
      expect([reply.status, isConsent(reply)]).toEqual(asked ? [200, true] : [302, false])
    })
  }

  test('what was allowed before stays allowed when more is', async () => {
    const { browser, open } = await consented()
    await answer(browser, await open({ scope: 'presence:readonly' }), allow)
    expect((await open({ scope: 'users presence:readonly' })).status).toBe(302)
  })

  test('a new login of the same user keeps it, that of another one does not', async () => {
    const { browser, open } = await consented()
    const again = (changes: Form) =>
      open({ scope: 'users', prompt: 'login' }).then((p) => browser.logIn(p, changes))
    expect((await again({ email: 'agent@example.com', password: 'x' })).status).toBe(303)
    expect(isConsent(await again(right))).toBe(true)
    expect(isConsent(await again({ email: 'agent@example.com', password: 'x' }))).toBe(true)
  })

  test('denying more takes nothing back', async () => {
    const { browser, open } = await consented()
    await answer(browser, await open({ scope: 'presence:readonly' }), deny)
    expect((await open({ scope: 'users' })).status).toBe(302)
    expect(isConsent(await open({ scope: 'presence:readonly' }))).toBe(true)
  })

  test('the logout ends it, and so does the session', async () => {
    const { browser, open } = await consented()
    await browser.open('/logout')
    expect(isConsent(await open({ scope: 'users' }))).toBe(true)
    const later = await consented()
    later.mock.ports.advance(43_200_000)
    expect(isConsent(await later.open({ scope: 'users' }))).toBe(true)
  })

  test('another browser is asked', async () => {
    const { mock } = await consented()
    const reply = await browserFor(mock).open(
      `/oauth/authorize?${formOf({ ...authorizeForm, scope: 'users' })}`,
    )
    expect(isConsent(reply)).toBe(true)
  })

  test('where scopes of the request change nothing, those of the client are allowed', async () => {
    const mock = mockWith({ policy: { consent: true, requestedScopes: 'ignore' } })
    const page = await browserFor(mock).open(
      `/oauth/authorize?${formOf({ ...authorizeForm, scope: 'users' })}`,
    )
    expect(page.body).toContain('Everything that you may do')
  })
})

describe('consent: what is refused (as.authz.consent-csrf)', () => {
  const forged = [
    { name: 'without its ticket', changes: { gc_ticket: '' } },
    { name: 'with another ticket', changes: { gc_ticket: 'A'.repeat(32) } },
    { name: 'for another user', changes: { email: 'third@example.com' } },
    { name: 'for nobody', changes: { email: 'eve@example.com' } },
    { name: 'without a button', changes: { gc_choice: '' } },
    { name: 'with a button that the page does not have', changes: { gc_choice: 'log-in' } },
  ]
  for (const { name, changes } of forged) {
    test(`a form ${name} gives no code, and the page that is shown instead works`, async () => {
      const { mock, browser } = asking()
      const page = await browser.logIn(await browser.open(target), right)
      const again = await answer(browser, page, { ...allow, ...changes })
      expect(again.status).toBe(403)
      expect(headerOf(again, 'location')).toBeUndefined()
      expect(again.body).toContain('This page was too old')
      expect(mock.recorder.exchanges.at(-1)?.outcome).toMatchObject({
        kind: 'refused',
        mistakes: [{ kind: 'consent-form-stale' }],
      })
      expect(await mock.store.recentLogins()).toEqual([])
      expect((await answer(browser, again, allow)).status).toBe(303)
    })
  }

  test('a form from another site, which has no cookies along, gives no code', async () => {
    const { mock, browser } = asking()
    const page = await browser.logIn(await browser.open(target), right)
    const reply = await mock.ask(postForm('/oauth/authorize', { ...fieldsIn(page), ...allow }))
    expect(reply.status).toBe(403)
    expect(headerOf(reply, 'location')).toBeUndefined()
    expect(await mock.store.recentLogins()).toEqual([])
  })

  test('a stale form gives no code even where consent was given before', async () => {
    const { mock, browser } = asking(false)
    const page = await browser.open(target)
    await answer(browser, page, allow)
    const again = await answer(browser, page, { ...allow, gc_ticket: 'A'.repeat(32) })
    expect([again.status, isConsent(again)]).toEqual([403, true])
    expect(await mock.store.recentLogins()).toHaveLength(1)
  })

  test('after a logout in another tab the form leads to the login page', async () => {
    const { browser } = asking()
    const page = await browser.logIn(await browser.open(target), right)
    await browser.open('/logout')
    const again = await answer(browser, page, allow)
    expect([again.status, isConsent(again)]).toEqual([403, false])
    expect(again.body).toContain('Email Address')
  })

  test('after another user logged in in another tab, nothing is allowed in the name of that one', async () => {
    const { mock, browser } = asking()
    const page = await browser.logIn(await browser.open(target), right)
    await browser.logIn(await browser.open(`${target}&prompt=login`), {
      email: 'agent@example.com',
      password: 'x',
    })
    const again = await answer(browser, page, allow)
    expect([again.status, isConsent(again)]).toEqual([403, true])
    expect(again.body).toContain('agent@example.com')
    expect(await mock.store.recentLogins()).toEqual([])
  })

  test('a form around a request that is not good gets the answer that the request gets', async () => {
    const { browser } = asking()
    const page = await browser.logIn(await browser.open(target), right)
    const gc_request = formOf({ ...authorizeForm, redirect_uri: 'https://evil.example/' })
    const foreign = await answer(browser, page, { ...allow, gc_request })
    expect(foreign.status).toBe(400)
    expect(headerOf(foreign, 'location')).toBeUndefined()
  })

  test('a form that is sent twice gives two codes of two logins', async () => {
    const { mock, browser } = asking()
    const page = await browser.logIn(await browser.open(target), right)
    const [one, two] = [await answer(browser, page, allow), await answer(browser, page, allow)]
    expect(codeOf(one)).not.toBe(codeOf(two))
    expect((await mock.ask(tokenRequest(codeOf(two)))).status).toBe(200)
  })
})
