import { describe, expect, test } from 'vitest'
import { oauthAuthorize } from '../../../src/server/endpoints/oauth-authorize.js'
import { type HttpRequest, headerOf } from '../../../src/server/protocol/message.js'
import { createMemoryStore } from '../../../src/server/state/memory.js'
import { fakeStart } from '../../support/fake-ports.js'
import {
  authorizeForm,
  authorizeRequest,
  codeOf,
  publicClient,
  redirectParameters,
} from '../../support/login.js'
import { mockWith } from '../../support/mock.js'
import { postForm } from '../../support/requests.js'

async function handle(request: HttpRequest, mock = mockWith()) {
  const handler = request.method === 'POST' ? oauthAuthorize.methods.POST : oauthAuthorize.methods.GET
  if (handler === undefined) throw new Error('no handler')
  return handler(request, mock.context)
}

const states = [
  { name: 'plain text', state: 'af0ifjsldkj', raw: 'af0ifjsldkj' },
  { name: 'a space', state: 'a b', raw: 'a+b' },
  { name: 'a plus', state: 'a+b', raw: 'a%2Bb' },
  { name: 'marks that a query uses itself', state: '?&=#%', raw: '%3F%26%3D%23%25' },
  { name: 'JSON', state: '{"a":1}', raw: '%7B%22a%22%3A1%7D' },
  { name: 'text outside ASCII', state: 'é🔑', raw: '%C3%A9%F0%9F%94%91' },
]

describe('oauth-authorize', () => {
  test('sends a code and the state to the redirect URI, and begins a login with everything the code is bound to', async () => {
    const mock = mockWith()
    const { reply, outcome } = await handle(authorizeRequest(), mock)
    expect(reply.status).toBe(302)
    expect(reply.body).toBe('')
    const location = headerOf(reply, 'location') ?? ''
    expect(location).toMatch(
      /^http:\/\/127\.0\.0\.1:8976\/callback\?code=[A-Za-z0-9_-]{32}&state=af0ifjsldkj$/,
    )
    const found = await mock.store.findCode(codeOf(reply))
    expect(found).toEqual({
      kind: 'login',
      login: {
        id: outcome.login,
        code: codeOf(reply),
        clientId: publicClient.id,
        redirectUri: 'http://127.0.0.1:8976/callback',
        redirectUriSent: true,
        challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        challengeMethod: 'S256',
        state: 'af0ifjsldkj',
        userEmail: 'agent@example.com',
        exchange: 7,
        issuedAt: fakeStart,
        expiresAt: fakeStart + 300_000,
      },
    })
    expect(outcome).toMatchObject({ kind: 'granted', mistakes: [], forgiven: false, cause: null })
  })

  test('answers a form post with 303, so that no browser posts the form to the client', async () => {
    const { reply } = await handle(postForm('/oauth/authorize', authorizeForm))
    expect(reply.status).toBe(303)
    expect(codeOf(reply)).toHaveLength(32)
  })

  for (const row of states) {
    test(`hands back a state of ${row.name}, form-encoded once`, async () => {
      const { reply } = await handle(authorizeRequest({ state: row.state }))
      expect((headerOf(reply, 'location') ?? '').split('&state=')[1]).toBe(row.raw)
      expect(redirectParameters(reply).get('state')).toBe(row.state)
    })
  }

  const further = [
    { name: 'org and provider together', form: { org: 'acme', provider: 'okta' }, error: null },
    { name: 'target', form: { target: '11111111-2222-4333-8444-555555555555' }, error: null },
    { name: 'an organisation as a hint', form: { login_hint: 'acme' }, error: null },
    { name: 'a prompt that the service does not know', form: { prompt: 'none' }, error: null },
    {
      name: 'parameters of OpenID Connect',
      form: { nonce: 'n', display: 'popup', acr_values: 'x' },
      error: null,
    },
    { name: 'parameters that nobody knows', form: { x_gc: '1', __proto__x: '2' }, error: null },
    { name: 'org alone', form: { org: 'acme' }, error: 'invalid_request' },
    { name: 'provider alone', form: { provider: 'okta' }, error: 'invalid_request' },
    { name: 'org with an empty provider', form: { org: 'acme', provider: '' }, error: 'invalid_request' },
  ]
  for (const row of further) {
    test(`${row.name} ${row.error === null ? 'is taken' : 'is refused'}`, async () => {
      const { reply } = await handle(authorizeRequest(row.form))
      expect(redirectParameters(reply).get('error')).toBe(row.error)
      expect(redirectParameters(reply).get('state')).toBe('af0ifjsldkj')
    })
  }

  test('adds no state where none was sent', async () => {
    const { state: _state, ...form } = authorizeForm
    const { reply } = await handle(postForm('/oauth/authorize', form))
    expect(headerOf(reply, 'location')).toMatch(/\?code=[A-Za-z0-9_-]{32}$/)
  })

  test('goes on with & where the redirect URI has a query, which stays byte for byte', async () => {
    const { reply } = await handle(authorizeRequest({ redirect_uri: 'https://app.example/cb?tenant=a%2Fb' }))
    expect(headerOf(reply, 'location')).toMatch(
      /^https:\/\/app\.example\/cb\?tenant=a%2Fb&code=[^&]+&state=af0ifjsldkj$/,
    )
  })

  const hints = [
    { hint: 'second@example.com', email: 'second@example.com' },
    { hint: 'SECOND@example.com:Test organisation', email: 'second@example.com' },
    { hint: 'third@example.com', email: 'Third@Example.com' },
    { hint: 'Test organisation', email: 'agent@example.com' },
    { hint: 'nobody@example.com', email: 'agent@example.com' },
  ]
  for (const row of hints) {
    test(`login_hint "${row.hint}" logs in ${row.email}`, async () => {
      const mock = mockWith()
      const { reply } = await handle(authorizeRequest({ login_hint: row.hint }), mock)
      const found = await mock.store.findCode(codeOf(reply))
      expect(found?.kind === 'login' ? found.login.userEmail : null).toBe(row.email)
    })
  }

  test('refuses over the redirect with error, description and state, and a link to the explanation', async () => {
    const { reply, outcome } = await handle(authorizeRequest({ code_challenge_method: 'plain' }))
    const parameters = redirectParameters(reply)
    expect(reply.status).toBe(302)
    expect([...parameters.keys()]).toEqual(['error', 'error_description', 'state'])
    expect(parameters.get('error')).toBe('invalid_request')
    expect(parameters.get('error_description')).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]{10,200}$/)
    expect(parameters.get('state')).toBe('af0ifjsldkj')
    expect(headerOf(reply, 'link')).toBe('<http://127.0.0.1:7636/_mock/help?exchange=7>; rel="help"')
    expect(outcome.kind).toBe('refused')
    expect(outcome.mistakes.length).toBeGreaterThan(0)
  })

  test('a refusal carries no state where none was sent', async () => {
    const { state: _state, ...form } = authorizeForm
    const { reply } = await handle(postForm('/oauth/authorize', { ...form, code_challenge_method: 'plain' }))
    expect([...redirectParameters(reply).keys()]).toEqual(['error', 'error_description'])
  })

  const untrusted = [
    { name: 'an unknown client', changes: { client_id: 'nobody' } },
    { name: 'an unregistered redirect URI', changes: { redirect_uri: 'https://evil.example/cb' } },
    { name: 'a redirect URI with a fragment', changes: { redirect_uri: 'http://127.0.0.1:8976/callback#x' } },
    {
      name: 'a redirect URI with a line break',
      changes: { redirect_uri: 'http://127.0.0.1:8976/callback\r\nX-Bad: 1' },
    },
  ]
  for (const row of untrusted) {
    test(`shows a page and never redirects for ${row.name}`, async () => {
      const mock = mockWith()
      const { reply, outcome } = await handle(authorizeRequest(row.changes), mock)
      expect(reply.status).toBe(400)
      expect(headerOf(reply, 'location')).toBeUndefined()
      expect(headerOf(reply, 'content-type')).toBe('text/html; charset=utf-8')
      expect(outcome.kind).toBe('refused')
      expect(await mock.store.recentLogins()).toEqual([])
    })
  }

  test('at the bound of live logins answers 503 temporarily_unavailable and names the bound', async () => {
    const mock = mockWith({ logins: 1 })
    await handle(authorizeRequest(), mock)
    const { reply, outcome } = await handle(authorizeRequest(), mock)
    expect(reply.status).toBe(503)
    expect(headerOf(reply, 'location')).toBeUndefined()
    expect(reply.body).toContain('temporarily_unavailable')
    expect(reply.body).toContain('1 live logins')
    expect(outcome).toMatchObject({ kind: 'refused', mistakes: [{ kind: 'mock-full' }] })
  })

  test('under the policy learn registers the first client and is strict from then on', async () => {
    const mock = mockWith({ policy: { registration: 'learn' } })
    const empty = { ...mock, context: { ...mock.context, store: mockStoreWithoutClients(mock) } }
    const first = await handle(
      authorizeRequest({ client_id: 'learned', redirect_uri: 'http://localhost:4000/cb' }),
      empty,
    )
    expect(first.reply.status).toBe(302)
    const clients = await empty.context.store.clients()
    expect(clients.map(({ id, redirectUris }) => ({ id, redirectUris }))).toEqual([
      { id: 'learned', redirectUris: ['http://localhost/cb'] },
    ])
    const second = await handle(
      authorizeRequest({ client_id: 'other', redirect_uri: 'http://localhost:4000/cb' }),
      empty,
    )
    expect(second.reply.status).toBe(400)
  })

  test('is at its path, and no page of another origin may call it', () => {
    expect(oauthAuthorize).toMatchObject({ path: '/oauth/authorize', crossOrigin: false, origin: 'login' })
  })
})

function mockStoreWithoutClients({ ports }: ReturnType<typeof mockWith>) {
  return createMemoryStore({ logins: 10, recentLogins: 10 }, ports.clock)
}
