import { describe, expect, test } from 'vitest'
import { decideAuthorize } from '../../../src/server/protocol/authorize.js'
import type { Client } from '../../../src/server/protocol/client.js'
import { defaultPolicy } from '../../../src/server/protocol/policy.js'
import { requestFor } from '../../support/requests.js'
import {
  authorize,
  authorizeFields,
  authorizeQuery,
  type Circumstances,
  challenge,
  encoded,
  type Fields,
  kindsOf,
  redirectUri,
  spa,
  web,
} from './questions.js'

const forgiving: Circumstances = { policy: { forgiving: true } }
const webFields: Fields = { client_id: web.id, redirect_uri: 'https://web.test/callback' }

describe('authorize', () => {
  describe('grants', () => {
    test('the honest request, with everything it is bound to', () => {
      expect(authorize({ login_hint: 'agent@mock.test' })).toEqual({
        kind: 'grant',
        client: spa,
        redirectUri: 'http://127.0.0.1:8976/callback',
        redirectUriSent: true,
        state: 'af0ifjsldkj',
        challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        challengeMethod: 'S256',
        loginHint: 'agent@mock.test',
        requestedScopes: null,
        mistakes: [],
        forgiven: false,
        register: null,
      })
    })

    const rows: readonly { name: string; changes: Fields; expected?: object }[] = [
      { name: 'without state', changes: { state: null }, expected: { state: null } },
      {
        name: 'with an empty state, which counts as absent',
        changes: { state: '' },
        expected: { state: null },
      },
      {
        name: 'with unknown parameters',
        changes: { x_gc: '1', audience: 'x', code_challenge_methods: 'plain' },
      },
      { name: 'with an unknown parameter doubled', changes: { x_gc: ['1', '2'] } },
      {
        name: 'with several resources (RFC 8707)',
        changes: { resource: ['https://a.test', 'https://b.test'] },
      },
      {
        name: 'with scopes that exist',
        changes: { scope: 'analytics:readonly users' },
        expected: { requestedScopes: ['analytics:readonly', 'users'] },
      },
      {
        name: 'with a name of an object in its prototype',
        changes: { constructor: 'x', toString: 'y' },
      },
      {
        name: 'with another registered redirect URI',
        changes: { redirect_uri: 'https://app.test/cb?tenant=a%2Fb' },
      },
      {
        name: 'with state of every printable character',
        changes: { state: ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~' },
      },
      {
        name: 'of a confidential client without PKCE',
        changes: { ...webFields, code_challenge: null, code_challenge_method: null },
        expected: { challenge: null, challengeMethod: null },
      },
      { name: 'of a confidential client with PKCE', changes: webFields, expected: { challenge } },
      {
        name: 'of a client that may leave out its only redirect URI',
        changes: { client_id: web.id, redirect_uri: null },
        expected: { redirectUri: 'https://web.test/callback', redirectUriSent: false },
      },
      {
        name: 'with an empty redirect URI where it may be left out',
        changes: { client_id: web.id, redirect_uri: '' },
        expected: { redirectUriSent: false },
      },
    ]
    for (const { name, changes, expected = {} } of rows) {
      test(name, () => {
        const decision = authorize(changes)
        expect(decision).toMatchObject({
          kind: 'grant',
          mistakes: [],
          forgiven: false,
          register: null,
          ...expected,
        })
      })
    }

    test('hands back state exactly as received', () => {
      const state = ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'.repeat(60)
      expect(authorize({ state })).toMatchObject({ kind: 'grant', state })
    })

    test('B013: a redirect URI that was not escaped at all', () => {
      const query = encoded({ ...authorizeFields, redirect_uri: null })
      expect(authorizeQuery(`${query}&redirect_uri=http://127.0.0.1:8976/callback`)).toMatchObject({
        kind: 'grant',
        redirectUri,
      })
    })

    test('B044: a raw + in state is a space, with a warning that says so', () => {
      const decision = authorizeQuery(`${encoded({ ...authorizeFields, state: null })}&state=wXy+abc`)
      expect(decision).toMatchObject({ kind: 'grant', state: 'wXy abc', forgiven: false })
      expect(kindsOf(decision)).toEqual(['state-raw-plus'])
      expect(decision.mistakes[0]?.fix).toContain('%2B')
    })

    test('B047: redirects to exactly the URI that was requested', () => {
      const client: Client = { ...spa, redirectUris: ['http://localhost/cb', 'http://127.0.0.1/cb'] }
      const decision = authorize({ redirect_uri: 'http://127.0.0.1:50123/cb' }, { clients: [client] })
      expect(decision).toMatchObject({ kind: 'grant', redirectUri: 'http://127.0.0.1:50123/cb' })
    })

    test('a POST with a form body', () => {
      const type = [['Content-Type', 'application/x-www-form-urlencoded']] as const
      const request = requestFor('POST', '/oauth/authorize', type, encoded(authorizeFields))
      expect(decideAuthorize({ request, clients: [spa], policy: defaultPolicy })).toMatchObject({
        kind: 'grant',
      })
    })

    const warned: readonly { name: string; query: string; kinds: readonly string[] }[] = [
      { name: 'state of base64 with a raw +', query: 'state=x7f%2F+9Qa%3D%3D', kinds: ['state-raw-plus'] },
      { name: 'state of a few letters with a raw +', query: 'state=a+b', kinds: ['state-raw-plus'] },
      { name: 'state of words, where + is a blank', query: 'state=return+to+cart', kinds: [] },
      { name: 'state of JSON, where + is a blank', query: 'state=%7B%22a%22%3A+1%7D', kinds: [] },
      { name: 'state with an encoded plus', query: 'state=x7f%2B9Qa', kinds: [] },
      { name: 'an unset state', query: 'state=undefined', kinds: ['state-stringified'] },
      { name: 'an object as state', query: 'state=%5Bobject+Object%5D', kinds: ['state-stringified'] },
      {
        name: 'B060: the verifier as state',
        query: 'state=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
        kinds: ['state-is-verifier'],
      },
      { name: 'a raw + in an address', query: 'login_hint=ada+1@mock.test', kinds: ['login-hint-raw-plus'] },
      {
        name: 'a raw + in an address that is encoded otherwise',
        query: 'login_hint=ada+1%40mock.test%3AAcme',
        kinds: ['login-hint-raw-plus'],
      },
      {
        name: 'an address that is encoded twice',
        query: 'login_hint=ada%2540mock.test',
        kinds: ['login-hint-double-encoded'],
      },
      { name: 'a blank in an organisation', query: 'login_hint=ada%40mock.test%3AAcme+Corp', kinds: [] },
    ]
    for (const { name, query, kinds } of warned) {
      test(`with ${kinds.length === 0 ? 'no warning' : 'a warning'}: ${name}`, () => {
        const decision = authorizeQuery(`${encoded({ ...authorizeFields, state: null })}&${query}`)
        expect(decision).toMatchObject({ kind: 'grant', forgiven: false })
        expect(kindsOf(decision)).toEqual(kinds)
      })
    }

    test('a challenge that is the hash of nothing is warned of', () => {
      // printf '' | openssl dgst -sha256 -binary | basenc --base64url, without =
      const decision = authorize({ code_challenge: '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU' })
      expect(decision.kind).toBe('grant')
      expect(decision.mistakes.map(({ sentence }) => sentence)).toEqual([
        'code_challenge is the hash of the empty text: the verifier was not there when it was made',
      ])
    })

    test('a verifier in the URL is warned of', () => {
      expect(kindsOf(authorize({ code_verifier: 'x'.repeat(43) }))).toEqual(['verifier-in-authorize'])
    })
  })

  describe('sees that a URL was broken as a whole', () => {
    const cut = [
      { name: 'B057: response_type alone', query: 'response_type=code' },
      { name: 'B057: a registered client_id alone', query: `client_id=${web.id}` },
      { name: 'an unknown name alone', query: 'whatever=1' },
    ]
    for (const { name, query } of cut) {
      test(`a URL cut by a shell: ${name}`, () => {
        const decision = authorizeQuery(query)
        expect(decision).toMatchObject({ kind: 'page', registrable: null })
        expect(kindsOf(decision)).toEqual(['authorize-url-cut'])
        expect(decision.mistakes[0]?.sentence).toMatch(/cut at the first & by a shell\?/)
      })
    }

    const broken: readonly { name: string; change: (query: string) => string; kind: string }[] = [
      {
        name: 'a URL whose & are encoded',
        change: (query) => encodeURIComponent(query),
        kind: 'authorize-url-joined',
      },
      {
        name: 'a URL with two question marks',
        change: (query) => `x=1?${query}`,
        kind: 'authorize-url-two-question-marks',
      },
      {
        name: 'a URL escaped for cmd inside of quotes',
        change: (query) => query.replaceAll('&', '^&'),
        kind: 'authorize-url-shell-escaped',
      },
      {
        name: 'a URL written over several lines',
        change: (query) => query.replaceAll('&', '&%0A%20%20'),
        kind: 'authorize-url-white-space',
      },
    ]
    for (const { name, change, kind } of broken) {
      test(name, () => {
        const decision = authorizeQuery(change(encoded(authorizeFields)))
        expect(decision).toMatchObject({ kind: 'page', registrable: null })
        expect(kindsOf(decision)).toEqual([kind])
        expect(decision.mistakes[0]?.sentence).not.toMatch(/[{}]/)
      })
    }

    test('a token request that came here', () => {
      const decision = authorizeQuery('grant_type=authorization_code&code=a&client_id=b&code_verifier=c')
      expect(decision).toMatchObject({ kind: 'page', registrable: null })
      expect(kindsOf(decision)).toEqual(['token-request-at-authorize'])
    })

    test('a URL with &amp; in it', () => {
      const decision = authorizeQuery(encoded(authorizeFields).replaceAll('&', '&amp;'))
      expect(kindsOf(decision)).toEqual(['authorize-url-html-escaped'])
    })
  })

  describe('B003: a client that lives in another region', () => {
    const home: Client = { ...spa, region: 'us-west-2' }
    const ask = (origin: string, changes: Fields = {}) => {
      const request = requestFor('GET', `/oauth/authorize?${encoded({ ...authorizeFields, ...changes })}`)
      return decideAuthorize({ request: { ...request, origin }, clients: [home, web], policy: defaultPolicy })
    }

    test('gets a page that names its region and offers no registration', () => {
      const decision = ask('https://login.mypurecloud.com')
      expect(decision).toMatchObject({ kind: 'page', registrable: null })
      expect(kindsOf(decision)).toEqual(['client-of-other-region'])
    })
    test('gets its other mistakes named as well', () => {
      expect(kindsOf(ask('https://login.mypurecloud.de', { redirect_uri: 'https://x.test/' }))).toEqual([
        'client-of-other-region',
        'redirect-uri-unregistered',
      ])
    })
    test('logs in at home, and at an address of no region', () => {
      expect(ask('https://login.usw2.pure.cloud').kind).toBe('grant')
      expect(ask('http://127.0.0.1:7636').kind).toBe('grant')
    })
  })

  describe('unknown scopes', () => {
    const changes = { scope: 'openid offline_access analytics' }

    test('B015: are refused by a redirect that says what they are', () => {
      const decision = authorize(changes)
      expect(decision).toMatchObject({ kind: 'refuse', redirectUri, error: 'invalid_scope' })
      expect(decision.mistakes.map(({ sentence }) => sentence)).toEqual([
        'unknown scope: openid, offline_access (there are no OpenID scopes here)',
      ])
    })

    test('are ignored and told where the policy says so', () => {
      const decision = authorize(changes, { policy: { unknownScopes: 'ignore' } })
      expect(decision).toMatchObject({ kind: 'grant', forgiven: false })
      expect(kindsOf(decision)).toEqual(['scope-unknown'])
    })

    test('no policy lets a client have what its registration leaves out', () => {
      const clients = [{ ...spa, scopes: ['users'] }]
      const asked = { scope: 'analytics' }
      const decision = authorize(asked, { clients, policy: { unknownScopes: 'ignore', forgiving: true } })
      expect(decision).toMatchObject({ kind: 'refuse', error: 'invalid_scope' })
      expect(kindsOf(decision)).toEqual(['scope-none-allowed'])
    })
  })

  describe('forgiving', () => {
    const rows: readonly { name: string; changes: Fields; kinds: readonly string[]; kept?: object }[] = [
      {
        name: 'a missing challenge',
        changes: { code_challenge: null, code_challenge_method: null },
        kinds: ['challenge-missing'],
        kept: { challenge: null, challengeMethod: null },
      },
      {
        name: 'a plain challenge',
        changes: { code_challenge: 'a'.repeat(50), code_challenge_method: 'plain' },
        kinds: ['method-plain'],
        kept: { challenge: 'a'.repeat(50), challengeMethod: 'plain' },
      },
      {
        name: 'a padded challenge without a method',
        changes: { code_challenge: `${challenge}=`, code_challenge_method: null },
        kinds: ['challenge-padded', 'method-missing'],
        kept: { challenge: `${challenge}=`, challengeMethod: null },
      },
      {
        name: 'a doubled parameter, whose first value counts',
        changes: { state: ['a', 'b'] },
        kinds: ['parameter-doubled'],
        kept: { state: 'a' },
      },
      { name: 'a missing response type', changes: { response_type: null }, kinds: ['response-type-missing'] },
      {
        name: 'several at once',
        changes: { scope: ['a', 'b'], code_challenge: '[object Promise]' },
        kinds: ['parameter-doubled', 'value-promise'],
      },
    ]
    for (const { name, changes, kinds, kept = {} } of rows) {
      test(`lets pass and records ${name}`, () => {
        const decision = authorize(changes, forgiving)
        expect(decision).toMatchObject({ kind: 'grant', forgiven: true, ...kept })
        expect(kindsOf(decision)).toEqual(kinds)
      })
    }

    test('forgives nothing where nothing is wrong', () => {
      expect(authorize({}, forgiving)).toMatchObject({ kind: 'grant', forgiven: false, mistakes: [] })
    })

    test('does not begin an implicit login', () => {
      expect(authorize({ response_type: 'token' }, forgiving)).toMatchObject({
        kind: 'refuse',
        error: 'unsupported_response_type',
      })
    })
  })
})
