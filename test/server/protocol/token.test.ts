import { describe, expect, test } from 'vitest'
import type { Login } from '../../../src/server/protocol/records.js'
import {
  basic,
  challenge,
  classic,
  issuedAt,
  kindsOf,
  login,
  open,
  type Refused,
  type Row,
  redirectUri,
  spa,
  token,
  tokenFields,
  verifier,
  web,
  webFields,
  webLogin,
} from './questions.js'
import { testRefusals } from './refusals.js'

const forgiving = { policy: { forgiving: true } } as const

const parts = Object.entries(tokenFields).map(
  ([name, value]) => `------b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
)
const multipart = `${parts.join('')}------b--\r\n`

describe('token', () => {
  describe('grants', () => {
    test('the honest request, with client and login', () => {
      const decision = token()
      expect(decision).toEqual({
        kind: 'grant',
        grantType: 'authorization_code',
        client: spa,
        proven: false,
        refreshable: false,
        login,
        scope: { scope: ['all'], differs: false },
        mistakes: [],
        forgiven: false,
        register: null,
      })
    })

    const rows: readonly Row[] = [
      { name: 'B073: a public client with client_id in the body and nothing else' },
      {
        name: 'B039: a public client with Basic, an empty secret and no client_id',
        changes: { client_id: null },
        circumstances: { headers: basic(spa.id, '') },
      },
      {
        name: 'a public client with Basic, an empty secret and client_id',
        circumstances: { headers: basic(spa.id, '') },
      },
      { name: 'unknown parameters', changes: { x_gc: '1', code_challenge_method: 'plain', OrgName: 'acme' } },
      { name: 'an empty client secret, which counts as absent', changes: { client_secret: '' } },
      {
        name: 'a charset beside the media type',
        circumstances: { type: 'application/x-www-form-urlencoded; charset=UTF-8' },
      },
      { name: 'a media type in capitals', circumstances: { type: 'Application/X-WWW-Form-URLencoded' } },
      { name: 'a query that means nothing', circumstances: { query: 'region=eu' } },
      {
        name: 'no redirect_uri where none was sent before',
        changes: { redirect_uri: null },
        circumstances: { found: open({ redirectUriSent: false }) },
      },
      {
        name: 'the right redirect_uri where none was sent before',
        circumstances: { found: open({ redirectUriSent: false }) },
      },
      { name: 'the last millisecond of the code', circumstances: { now: issuedAt + 299_999 } },
      {
        name: 'B043: the secret in the body',
        changes: { ...webFields, client_secret: 'Abcd+12%34' },
        circumstances: classic,
      },
      {
        name: 'a confidential client with PKCE and its secret',
        changes: { ...webFields, code_verifier: verifier, client_secret: 'Abcd+12%34' },
        circumstances: { found: { kind: 'login', login: webLogin({ challenge, challengeMethod: 'S256' }) } },
      },
      {
        name: 'a confidential client with PKCE and no secret',
        changes: { ...webFields, code_verifier: verifier },
        circumstances: { found: { kind: 'login', login: webLogin({ challenge, challengeMethod: 'S256' }) } },
      },
    ]
    for (const { name, changes, circumstances } of rows) {
      test(name, () =>
        expect(token(changes, circumstances)).toMatchObject({ kind: 'grant', mistakes: [], forgiven: false }),
      )
    }

    const notes: readonly (Row & { readonly kinds: readonly string[] })[] = [
      {
        name: 'B040: a confidential client with its secret raw in the header',
        changes: webFields,
        circumstances: { ...classic, headers: basic(web.id, 'Abcd+12%34') },
        kinds: ['basic-secret-raw'],
      },
      {
        name: 'B043: the secret form-encoded in the header',
        changes: webFields,
        circumstances: { ...classic, headers: basic(web.id, 'Abcd%2B12%2534') },
        kinds: ['basic-secret-encoded'],
      },
      {
        name: 'a confidential client without client_id in the body',
        changes: { ...webFields, client_id: null },
        circumstances: { ...classic, headers: basic(web.id, 'Abcd+12%34') },
        kinds: ['basic-secret-raw'],
      },
      {
        name: 'a secret in the header whose two readings are one, with nothing to note',
        changes: webFields,
        circumstances: {
          ...classic,
          clients: [{ ...web, secret: 'q7Xb0Zr3Lk9-Tn_Vd6Y.s2Hc8~Mg4' }],
          headers: basic(web.id, 'q7Xb0Zr3Lk9-Tn_Vd6Y.s2Hc8~Mg4'),
        },
        kinds: [],
      },
    ]
    for (const { name, changes, circumstances, kinds } of notes) {
      test(name, () => {
        const decision = token(changes, circumstances)
        expect(decision).toMatchObject({ kind: 'grant', proven: true, forgiven: false })
        expect(kindsOf(decision)).toEqual(kinds)
      })
    }

    test('a JSON body, with a warning that is no pardon', () => {
      const body = JSON.stringify(tokenFields)
      const decision = token({}, { body, type: 'application/json' })
      expect(decision).toMatchObject({ kind: 'grant', forgiven: false })
      expect(kindsOf(decision)).toEqual(['body-json'])
    })

    test('a Bearer header of some interceptor, with a warning', () => {
      const decision = token({}, { headers: [['Authorization', 'Bearer undefined']] })
      expect(decision).toMatchObject({ kind: 'grant', forgiven: false })
      expect(kindsOf(decision)).toEqual(['authorization-not-basic'])
    })

    test('B060: a verifier that was the state, with a warning', () => {
      const decision = token({}, { found: open({ state: verifier }) })
      expect(decision).toMatchObject({ kind: 'grant', forgiven: false })
      expect(kindsOf(decision)).toEqual(['verifier-is-state'])
    })
  })

  describe('refuses', () => {
    testRefusals([
      {
        name: 'everything at once, in the fixed order',
        changes: { redirect_uri: null, code_verifier: null, client_secret: 'any', scope: ['a', 'b'] },
        circumstances: { now: issuedAt + 400_000 },
        kinds: [
          'parameter-doubled',
          'client-secret-unexpected',
          'code-expired',
          'redirect-uri-not-repeated',
          'verifier-missing',
        ],
        error: 'invalid_request',
      },
    ])

    test('says to which login the request belongs', () => {
      expect(token({ code_verifier: null })).toMatchObject({ login: 'login-1' })
      expect(token({ code: 'x' }, { found: null })).toMatchObject({ login: null })
    })

    test('B039: a failed client authentication says nothing about the code, which stays as it is', () => {
      const decision = token({ client_id: null }, { headers: basic('nobody', '') })
      expect(decision).toMatchObject({ kind: 'refuse', status: 401, revoke: null })
      expect(token()).toMatchObject({ kind: 'grant' })
    })
  })

  describe('forgiving', () => {
    const rows: readonly (Row & { readonly kinds: readonly string[] })[] = [
      { name: 'a missing verifier', changes: { code_verifier: null }, kinds: ['verifier-missing'] },
      { name: 'a wrong verifier', changes: { code_verifier: 'A'.repeat(43) }, kinds: ['verifier-mismatch'] },
      { name: 'a short verifier', changes: { code_verifier: 'A'.repeat(20) }, kinds: ['verifier-too-short'] },
      {
        name: 'a doubled parameter',
        changes: { redirect_uri: [redirectUri, redirectUri] },
        kinds: ['parameter-doubled'],
      },
      { name: 'a missing client id', changes: { client_id: null }, kinds: ['token-client-id-missing'] },
      { name: 'a missing grant type', changes: { grant_type: null }, kinds: ['grant-type-missing'] },
      {
        name: 'a form under the wrong media type',
        circumstances: { type: 'text/plain' },
        kinds: ['body-type-wrong'],
      },
      {
        name: 'JSON under the wrong media type',
        circumstances: { type: 'text/plain', body: JSON.stringify(tokenFields) },
        kinds: ['body-type-wrong'],
      },
      {
        name: 'JSON that is called a form',
        circumstances: { body: JSON.stringify(tokenFields) },
        kinds: ['body-json-called-form'],
      },
      {
        name: 'JSON under strictBody',
        circumstances: {
          type: 'application/json',
          body: JSON.stringify(tokenFields),
          policy: { forgiving: true, strictBody: true },
        },
        kinds: ['body-json'],
      },
      {
        name: 'a GET with everything in the URL',
        circumstances: {
          method: 'GET',
          body: '',
          type: null,
          query: new URLSearchParams(tokenFields as Record<string, string>).toString(),
        },
        kinds: ['method-not-post', 'parameters-in-url'],
      },
      {
        name: 'a POST with everything in the URL',
        circumstances: {
          body: '',
          type: null,
          query: new URLSearchParams(tokenFields as Record<string, string>).toString(),
        },
        kinds: ['parameters-in-url'],
      },
      {
        name: 'a multipart body',
        circumstances: {
          type: 'multipart/form-data; boundary="----b"',
          body: multipart,
        },
        kinds: ['body-multipart'],
      },
    ]
    for (const { name, changes, circumstances, kinds } of rows) {
      test(`lets pass and records ${name}`, () => {
        const decision = token(changes, { ...forgiving, ...circumstances })
        expect(decision).toMatchObject({ kind: 'grant', forgiven: true, login: { id: 'login-1' } })
        expect(kindsOf(decision)).toEqual(kinds)
      })
    }

    const never: readonly Refused[] = [
      {
        name: 'an unknown code',
        changes: { code: 'x' },
        circumstances: { found: null },
        kinds: ['code-unknown'],
      },
      { name: 'an expired code', circumstances: { now: issuedAt + 400_000 }, kinds: ['code-expired'] },
      {
        name: 'another redirect URI',
        changes: { redirect_uri: 'https://evil.test/' },
        kinds: ['redirect-uri-differs'],
      },
      {
        name: 'a wrong secret',
        changes: { ...webFields, client_secret: 'wrong' },
        circumstances: classic,
        kinds: ['client-secret-wrong'],
      },
    ]
    for (const { name, changes, circumstances, kinds } of never) {
      test(`never lets pass ${name}`, () => {
        const decision = token(changes, { ...forgiving, ...circumstances })
        expect(decision).toMatchObject({ kind: 'refuse' })
        expect(kindsOf(decision)).toEqual(kinds)
      })
    }

    const told: readonly (Row & { readonly login: Partial<Login> })[] = [
      { name: 'a padded challenge', login: { challenge: `${challenge}=` } },
      { name: 'a challenge in the standard alphabet', login: { challenge: challenge.replace('-', '+') } },
      {
        name: 'a hex challenge',
        login: { challenge: '13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3' },
      },
      { name: 'a plain challenge', login: { challenge: verifier, challengeMethod: 'plain' } },
      { name: 'a plain challenge without a method', login: { challenge: verifier, challengeMethod: null } },
      { name: 'an S256 challenge without a method', login: { challengeMethod: null } },
    ]
    for (const { name, login: changes } of told) {
      test(`does not tell a second time of ${name} whose verifier is right`, () => {
        expect(token({}, { ...forgiving, found: open(changes) })).toMatchObject({
          kind: 'grant',
          mistakes: [],
          forgiven: false,
        })
      })
    }

    const wrong: readonly { name: string; login: Partial<Login>; sent: string; kind?: string }[] = [
      { name: 'a plain challenge', login: { challengeMethod: 'plain' }, sent: 'A'.repeat(43) },
      { name: 'a challenge without a method', login: { challengeMethod: null }, sent: 'A'.repeat(43) },
      { name: 'a hex challenge', login: { challenge: 'ab'.repeat(32) }, sent: verifier },
      {
        name: 'an S256 challenge that is sent as verifier',
        login: {},
        sent: challenge,
        kind: 'verifier-equals-challenge',
      },
    ]
    for (const { name, login: changes, sent, kind = 'verifier-mismatch' } of wrong) {
      test(`tells of a verifier that does not match ${name}`, () => {
        const decision = token({ code_verifier: sent }, { ...forgiving, found: open(changes) })
        expect(decision).toMatchObject({ kind: 'grant', forgiven: true })
        expect(kindsOf(decision)).toEqual([kind])
      })
    }

    test('a padded challenge does not excuse a wrong verifier', () => {
      const found = open({ challenge: `${challenge}=` })
      expect(kindsOf(token({ code_verifier: 'A'.repeat(43) }, { ...forgiving, found }))).toEqual([
        'verifier-mismatch',
      ])
    })
  })
})
