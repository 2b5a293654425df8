import { describe, expect, test } from 'vitest'
import {
  authorize,
  authorizeQuery,
  type Circumstances,
  type Fields,
  kindsOf,
  redirectUri,
  robot,
  spa,
  web,
} from './questions.js'

const forgiving: Circumstances = { policy: { forgiving: true } }
const learning: Circumstances = { policy: { registration: 'learn' }, clients: [] }

describe('authorize-client', () => {
  describe('shows a page and redirects nowhere', () => {
    const rows: readonly {
      name: string
      changes: Fields
      kinds: readonly string[]
      circumstances?: Circumstances
      says?: RegExp
    }[] = [
      { name: 'client_id missing', changes: { client_id: null }, kinds: ['client-id-missing'] },
      { name: 'client_id empty', changes: { client_id: '' }, kinds: ['client-id-missing'] },
      { name: 'client_id doubled', changes: { client_id: [spa.id, spa.id] }, kinds: ['parameter-doubled'] },
      {
        name: 'client_id under another name',
        changes: { client_id: null, clientId: spa.id },
        kinds: ['parameter-misnamed'],
        says: /clientId was sent, but the parameter is called client_id/,
      },
      {
        name: 'client unknown',
        changes: { client_id: 'dddddddd-1111-4111-8111-111111111111' },
        kinds: ['client-unknown'],
      },
      {
        name: 'client one letter off',
        changes: { client_id: spa.id.replace('8', '9') },
        kinds: ['client-unknown'],
        says: /nearest is aaaaaaaa-0000-4000-8000-000000000001/,
      },
      {
        name: 'client id in capitals',
        changes: { client_id: spa.id.toUpperCase() },
        kinds: ['client-unknown'],
        says: /nearest is aaaaaaaa/,
      },
      {
        name: 'client id with a blank',
        changes: { client_id: `${spa.id} ` },
        kinds: ['client-unknown'],
        says: /nearest is aaaaaaaa/,
      },
      {
        name: 'client id left in from a guide',
        changes: { client_id: 'YOUR_CLIENT_ID' },
        kinds: ['value-placeholder'],
      },
      {
        name: 'client id that is not set',
        changes: { client_id: 'undefined' },
        kinds: ['value-stringified'],
      },
      {
        name: 'the secret in place of the client id',
        changes: { client_id: web.secret ?? '' },
        kinds: ['client-id-is-secret'],
      },
      {
        name: 'redirect_uri missing where a port is free',
        changes: { redirect_uri: null },
        kinds: ['redirect-uri-missing'],
      },
      {
        name: 'redirect_uri missing where the only one has no port',
        changes: { redirect_uri: null },
        circumstances: { clients: [{ ...spa, redirectUris: ['http://localhost/cb'] }] },
        kinds: ['redirect-uri-missing'],
        says: /has no port/,
      },
      {
        name: 'redirect_uri missing where any loopback URI may be meant',
        changes: { redirect_uri: null },
        circumstances: {
          clients: [{ ...spa, redirectUris: ['https://a.test/'], anyLoopbackRedirect: true }],
        },
        kinds: ['redirect-uri-missing'],
      },
      {
        name: 'redirect_uri under another name',
        changes: { redirect_uri: null, redirect_url: redirectUri },
        kinds: ['parameter-misnamed'],
      },
      {
        name: 'redirect_uri doubled',
        changes: { redirect_uri: [redirectUri, redirectUri] },
        kinds: ['parameter-doubled'],
      },
      {
        name: 'redirect_uri relative',
        changes: { redirect_uri: '/callback' },
        kinds: ['redirect-uri-not-absolute'],
      },
      {
        name: 'redirect_uri without scheme',
        changes: { redirect_uri: 'localhost:8976/callback' },
        kinds: ['redirect-uri-not-absolute'],
      },
      {
        name: 'redirect_uri encoded twice',
        changes: { redirect_uri: 'http%3A%2F%2F127.0.0.1%3A8976%2Fcallback' },
        kinds: ['redirect-uri-double-encoded'],
      },
      {
        name: 'redirect_uri with a fragment',
        changes: { redirect_uri: 'https://app.test/#/cb' },
        kinds: ['redirect-uri-fragment'],
      },
      {
        name: 'redirect_uri with a script',
        changes: { redirect_uri: 'javascript:alert(1)' },
        kinds: ['redirect-uri-unsafe-scheme'],
      },
      {
        name: 'redirect_uri with a line end',
        changes: { redirect_uri: 'http://127.0.0.1/\r\nSet-Cookie:x' },
        kinds: ['redirect-uri-illegal-character'],
        says: /U\+000D at index 17/,
      },
      {
        name: 'redirect_uri of a guide',
        changes: { redirect_uri: '<redirect-uri>' },
        kinds: ['value-placeholder'],
      },
      {
        name: 'redirect_uri of an example host',
        changes: { redirect_uri: 'https://example.com/callback' },
        kinds: ['value-placeholder'],
      },
      {
        name: 'B088: redirect_uri not registered',
        changes: { redirect_uri: 'https://evil.test/cb' },
        kinds: ['redirect-uri-unregistered'],
      },
      {
        name: 'B046: a slash too many',
        changes: { redirect_uri: 'https://web.test/callback/', client_id: web.id },
        kinds: ['redirect-uri-unregistered'],
        says: /trailing slash was added; after '.*callback' expected the end, got '\/'/,
      },
      {
        name: 'localhost for 127.0.0.1',
        changes: { redirect_uri: 'http://localhost:8976/callback' },
        kinds: ['redirect-uri-unregistered'],
        says: /localhost is not 127\.0\.0\.1/,
      },
      {
        name: 'a client that has no redirect URI at all',
        changes: { client_id: robot.id },
        kinds: ['client-grant-type'],
        says: /CLIENT-CREDENTIALS/,
      },
      {
        name: 'client unknown and redirect_uri malformed: both are named',
        changes: { client_id: 'nobody-knows-this', redirect_uri: '/cb' },
        kinds: ['client-unknown', 'redirect-uri-not-absolute'],
      },
      {
        name: 'nothing of what is wrong besides',
        changes: { redirect_uri: 'https://evil.test/cb', response_type: null, code_challenge: null },
        kinds: ['redirect-uri-unregistered'],
      },
      {
        name: 'even under the forgiving policy',
        changes: { redirect_uri: 'https://evil.test/cb' },
        circumstances: forgiving,
        kinds: ['redirect-uri-unregistered'],
      },
      {
        name: 'even under the forgiving policy, for a doubled parameter',
        changes: { redirect_uri: [redirectUri, redirectUri] },
        circumstances: forgiving,
        kinds: ['parameter-doubled'],
      },
      {
        name: 'a second client after the first was learned',
        changes: { client_id: 'a-second-client' },
        circumstances: { policy: { registration: 'learn' }, clients: [spa] },
        kinds: ['client-unknown'],
      },
      {
        name: 'a second redirect URI after the first was learned',
        changes: { redirect_uri: 'http://127.0.0.1:1/other' },
        circumstances: {
          policy: { registration: 'learn' },
          clients: [{ ...spa, redirectUris: ['http://127.0.0.1/callback'] }],
        },
        kinds: ['redirect-uri-unregistered'],
      },
    ]
    for (const { name, changes, kinds, circumstances, says } of rows) {
      test(name, () => {
        const decision = authorize(changes, circumstances)
        expect(decision).toMatchObject({ kind: 'page', status: 400 })
        expect(kindsOf(decision)).toEqual(kinds)
        if (says !== undefined) expect(decision.mistakes[0]?.sentence).toMatch(says)
        expect(decision).not.toHaveProperty('redirectUri')
      })
    }

    test('no parameters at all', () => {
      expect(kindsOf(authorizeQuery(''))).toEqual(['client-id-missing', 'redirect-uri-missing'])
    })
  })

  describe('offers to register', () => {
    const rows: readonly {
      name: string
      changes: Fields
      circumstances?: Circumstances
      offer: object | null
    }[] = [
      {
        name: 'an unknown client',
        changes: { client_id: 'new-client-4711' },
        offer: { clientId: 'new-client-4711', redirectUri },
      },
      {
        name: 'an unregistered redirect URI',
        changes: { redirect_uri: 'https://new.test/cb' },
        offer: { clientId: spa.id, redirectUri: 'https://new.test/cb' },
      },
      { name: 'no placeholder', changes: { client_id: 'YOUR_CLIENT_ID' }, offer: null },
      { name: 'no malformed redirect URI', changes: { redirect_uri: 'https://new.test/#cb' }, offer: null },
      {
        name: 'nothing while a redirect URI is missing',
        changes: { client_id: 'new-client-4711', redirect_uri: null },
        offer: null,
      },
      {
        name: 'nothing where registrations are learned',
        changes: { client_id: 'new-client-4711' },
        circumstances: { policy: { registration: 'learn' }, clients: [spa] },
        offer: null,
      },
    ]
    for (const { name, changes, circumstances, offer } of rows) {
      test(name, () =>
        expect(authorize(changes, circumstances)).toMatchObject({ kind: 'page', registrable: offer }),
      )
    }
  })

  describe('learning', () => {
    const rows: readonly { name: string; changes: Fields; redirectUris: readonly string[] }[] = [
      {
        name: 'a loopback redirect URI without its port',
        changes: {},
        redirectUris: ['http://127.0.0.1/callback'],
      },
      {
        name: 'localhost without its port',
        changes: { redirect_uri: 'http://localhost:3000/cb?a=1' },
        redirectUris: ['http://localhost/cb?a=1'],
      },
      {
        name: 'another redirect URI as it is',
        changes: { redirect_uri: 'https://any.test:8443/cb' },
        redirectUris: ['https://any.test:8443/cb'],
      },
      {
        name: 'a private-use scheme',
        changes: { redirect_uri: 'com.example.app:/cb' },
        redirectUris: ['com.example.app:/cb'],
      },
    ]
    for (const { name, changes, redirectUris } of rows) {
      test(`registers the first client with ${name}`, () => {
        const client = { id: spa.id, name: spa.id, grantType: 'CODE', redirectUris }
        expect(authorize(changes, learning)).toMatchObject({
          kind: 'grant',
          client,
          register: client,
          mistakes: [],
        })
      })
    }

    test('is over once a client is known', () => {
      const known = { ...learning, clients: [spa] }
      expect(authorize({}, known)).toMatchObject({ kind: 'grant', register: null })
      expect(authorize({ redirect_uri: 'http://127.0.0.1:1/callback' }, known)).toMatchObject({
        kind: 'grant',
      })
    })

    const refused: readonly { name: string; changes: Fields; kinds: readonly string[] }[] = [
      { name: 'without a client id', changes: { client_id: null }, kinds: ['client-id-missing'] },
      { name: 'without a redirect URI', changes: { redirect_uri: null }, kinds: ['redirect-uri-missing'] },
      {
        name: 'with a fragment',
        changes: { redirect_uri: 'http://localhost/#cb' },
        kinds: ['redirect-uri-fragment'],
      },
      {
        name: 'with a relative redirect URI',
        changes: { redirect_uri: 'cb' },
        kinds: ['redirect-uri-not-absolute'],
      },
    ]
    for (const { name, changes, kinds } of refused) {
      test(`learns nothing from a request ${name}`, () => {
        const decision = authorize(changes, learning)
        expect(decision).toMatchObject({ kind: 'page', registrable: null })
        expect(kindsOf(decision)).toEqual(kinds)
      })
    }

    test('warns of a client id that was never set, and goes on', () => {
      const decision = authorize({ client_id: 'YOUR_CLIENT_ID' }, learning)
      expect(decision).toMatchObject({ kind: 'grant', forgiven: false, register: { id: 'YOUR_CLIENT_ID' } })
      expect(kindsOf(decision)).toEqual(['client-id-unset'])
    })

    test('a public client is learned, so it needs PKCE', () => {
      const decision = authorize({ code_challenge: null, code_challenge_method: null }, learning)
      expect(decision).toMatchObject({ kind: 'refuse', error: 'invalid_request' })
    })
  })
})
