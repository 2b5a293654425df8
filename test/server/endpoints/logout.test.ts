import { describe, expect, test } from 'vitest'
import { headerOf } from '../../../src/server/protocol/message.js'
import { authorizeForm, publicClient } from '../../support/login.js'
import { browserFor } from '../../support/login-page.js'
import { mockWith } from '../../support/mock.js'
import { formOf, requestFor } from '../../support/requests.js'

const target = `/oauth/authorize?${formOf(authorizeForm)}`

function logoutTarget(form: Record<string, string>): string {
  return `/logout?${formOf(form)}`
}

describe('logout', () => {
  test('ends the session: the next login asks again, also with the old cookie', async () => {
    const browser = browserFor(mockWith({ policy: { interactive: true } }))
    await browser.logIn(await browser.open(target), { email: 'agent@example.com', password: 'x' })
    expect((await browser.open(target)).status).toBe(302)
    const old = new Map(browser.jar)
    const page = await browser.open('/logout')
    expect(page.status).toBe(200)
    expect(page.body).toContain('You are logged out')
    expect(headerOf(page, 'set-cookie')).toMatch(/^gc_mock_session_7636=; Max-Age=0; Path=\/; HttpOnly/)
    expect((await browser.open(target)).status).toBe(200)
    for (const [name, value] of old) browser.jar.set(name, value)
    expect((await browser.open(target)).status).toBe(200)
  })

  const sent = [
    { name: 'a loopback URI with any port', uri: 'http://127.0.0.1:8976/callback' },
    { name: 'a URI with a query', uri: 'https://app.example/cb?tenant=a%2Fb' },
  ]
  for (const row of sent) {
    test(`sends the browser on to ${row.name} when it is registered, and adds nothing`, async () => {
      const { ask, recorder } = mockWith()
      const form = { client_id: publicClient.id, redirect_uri: row.uri }
      const reply = await ask(requestFor('GET', logoutTarget(form)))
      expect(reply.status).toBe(302)
      expect(headerOf(reply, 'location')).toBe(row.uri)
      expect(recorder.exchanges[0]?.outcome.kind).toBe('answered')
    })
  }

  const refused = [
    {
      name: 'a foreign URI',
      form: { client_id: publicClient.id, redirect_uri: 'https://evil.example/' },
      kind: 'redirect-uri-unregistered',
    },
    {
      name: 'a path more',
      form: { client_id: publicClient.id, redirect_uri: 'http://127.0.0.1:8976/callback/x' },
      kind: 'redirect-uri-unregistered',
    },
    {
      name: 'a script',
      form: { client_id: publicClient.id, redirect_uri: 'javascript:alert(1)' },
      kind: 'redirect-uri-unregistered',
    },
    {
      name: 'a URI of another client',
      form: { client_id: publicClient.id, redirect_uri: 'https://web.example/callback' },
      kind: 'redirect-uri-unregistered',
    },
    {
      name: 'an unknown client',
      form: { client_id: 'nobody', redirect_uri: 'http://127.0.0.1/callback' },
      kind: 'client-unknown',
    },
    { name: 'no client', form: { redirect_uri: 'http://127.0.0.1/callback' }, kind: 'client-id-missing' },
  ]
  for (const row of refused) {
    test(`shows a page for ${row.name}, and sends nobody there`, async () => {
      const { ask, recorder } = mockWith()
      const reply = await ask(requestFor('GET', logoutTarget(row.form)))
      expect(reply.status).toBe(400)
      expect(headerOf(reply, 'location')).toBeUndefined()
      expect(headerOf(reply, 'content-security-policy')).toContain("default-src 'none'")
      expect(reply.body).toContain('does not send you on')
      expect(recorder.exchanges[0]?.outcome).toMatchObject({
        kind: 'refused',
        mistakes: [{ kind: row.kind }],
      })
    })
  }

  test('a doubled redirect URI is none', async () => {
    const uri = encodeURIComponent('http://127.0.0.1:1/callback')
    const reply = await mockWith().ask(
      requestFor('GET', `/logout?client_id=${publicClient.id}&redirect_uri=${uri}&redirect_uri=${uri}`),
    )
    expect(reply.status).toBe(400)
  })

  test('is shared with no page of another origin', async () => {
    const reply = await mockWith().ask(requestFor('GET', '/logout', [['Origin', 'https://app.example']]))
    expect(headerOf(reply, 'access-control-allow-origin')).toBeUndefined()
  })
})
