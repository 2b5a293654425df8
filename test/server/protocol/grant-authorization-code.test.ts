import { describe, expect, test } from 'vitest'
import type { Login } from '../../../src/server/protocol/records.js'
import {
  challenge,
  classic,
  code,
  issuedAt,
  kindsOf,
  login,
  open,
  type Refused,
  type Row,
  redirectUri,
  spa,
  spent,
  token,
  verifier,
  web,
  webFields,
  webLogin,
} from './questions.js'
import { testRefusals } from './refusals.js'

const forgiving = { policy: { forgiving: true } } as const
const otherVerifier = 'ELR_1qaIalLAmvoT7N83YzdCdj-XD22XGIP53t5tELM'
/** printf %s ELR_1qaIalLAmvoT7N83YzdCdj-XD22XGIP53t5tELM | openssl dgst -sha256 -binary | basenc --base64url */
const otherChallenge = '54qBOJYbUOyir4Ms6LgQDtyzu6zU8k_p-wHc013U3J8'

describe('grant-authorization-code', () => {
  describe('refuses', () => {
    testRefusals([
      {
        name: 'no code',
        changes: { code: null },
        circumstances: { found: null },
        kinds: ['code-missing'],
        error: 'invalid_request',
      },
      {
        name: 'the code under another name',
        changes: { code: null, auth_code: code },
        circumstances: { found: null },
        kinds: ['parameter-misnamed'],
        error: 'invalid_request',
      },
      {
        name: 'B082: a code that was never issued',
        changes: { code: 'anything' },
        circumstances: { found: null },
        kinds: ['code-unknown'],
      },
      {
        name: 'an unset code',
        changes: { code: 'undefined' },
        circumstances: { found: null },
        kinds: ['value-stringified'],
      },
      {
        name: 'a code of a guide',
        changes: { code: 'AUTHORIZATION_CODE' },
        circumstances: { found: null },
        kinds: ['value-placeholder'],
      },
      {
        name: 'the state in place of the code',
        changes: { code: 'af0ifjsldkj' },
        circumstances: { found: null },
        kinds: ['code-unknown'],
        says: /the state of a login/,
      },
      {
        name: 'code and verifier swapped',
        changes: { code: verifier, code_verifier: code },
        circumstances: { found: null },
        kinds: ['code-and-verifier-swapped'],
      },
      {
        name: 'an unknown code with a short verifier: both are named',
        changes: { code: 'anything', code_verifier: 'short' },
        circumstances: { found: null },
        kinds: ['code-unknown', 'verifier-too-short'],
      },
      {
        name: 'an expired code',
        circumstances: { now: issuedAt + 312_000 },
        kinds: ['code-expired'],
        says: /expired 12 s ago; it was good for 5 min/,
      },
      {
        name: 'a code in the very millisecond in which it expires',
        circumstances: { now: issuedAt + 300_000 },
        kinds: ['code-expired'],
      },
      {
        name: 'the code of another client',
        circumstances: { found: open({ clientId: web.id }) },
        kinds: ['code-of-another-client'],
      },
      {
        name: 'redirect_uri not repeated',
        changes: { redirect_uri: null },
        kinds: ['redirect-uri-not-repeated'],
        says: /exchange 3 sent one/,
      },
      { name: 'redirect_uri empty', changes: { redirect_uri: '' }, kinds: ['redirect-uri-not-repeated'] },
      {
        name: 'redirect_uri with a slash more',
        changes: { redirect_uri: `${redirectUri}/` },
        kinds: ['redirect-uri-differs'],
        says: /trailing slash was added/,
      },
      {
        name: 'redirect_uri with another port',
        changes: { redirect_uri: 'http://127.0.0.1:8977/callback' },
        kinds: ['redirect-uri-differs'],
        says: /the port/,
      },
      {
        name: 'B047: redirect_uri with localhost',
        changes: { redirect_uri: 'http://localhost:8976/callback' },
        kinds: ['redirect-uri-differs'],
        says: /localhost is not 127\.0\.0\.1/,
      },
      { name: 'redirect_uri unset', changes: { redirect_uri: 'null' }, kinds: ['value-stringified'] },
      {
        name: 'another redirect_uri where none was sent before',
        changes: { redirect_uri: 'https://x.test/' },
        circumstances: { found: open({ redirectUriSent: false }) },
        kinds: ['redirect-uri-differs'],
      },
      {
        name: 'B032, B085, B087: no verifier',
        changes: { code_verifier: null },
        kinds: ['verifier-missing'],
        says: /challenge came with exchange 3/,
      },
      {
        name: 'B033: an empty verifier counts as absent',
        changes: { code_verifier: '' },
        kinds: ['verifier-empty'],
      },
      {
        name: 'the verifier under another name',
        changes: { code_verifier: null, codeVerifier: verifier },
        kinds: ['parameter-misnamed'],
      },
      {
        name: 'a lost verifier turned into text',
        changes: { code_verifier: 'null' },
        kinds: ['value-stringified'],
        error: 'invalid_request',
        says: /the text null/,
      },
      {
        name: 'B087: a verifier of 20 characters',
        changes: { code_verifier: 'A'.repeat(20) },
        kinds: ['verifier-too-short'],
        error: 'invalid_request',
        says: /20 characters/,
      },
      {
        name: 'a verifier of 42 characters',
        changes: { code_verifier: verifier.slice(1) },
        kinds: ['verifier-too-short'],
        error: 'invalid_request',
      },
      {
        name: 'a verifier of 129 characters',
        changes: { code_verifier: 'A'.repeat(129) },
        kinds: ['verifier-too-long'],
        error: 'invalid_request',
      },
      {
        name: 'B027: a verifier from which characters were deleted',
        changes: { code_verifier: 'dBjftJeZ4CVPmB92K27uhbUJU1p1rwW1gFWFOEjXk' },
        kinds: ['verifier-too-short'],
        error: 'invalid_request',
        says: /41 characters, needs 43 to 128; characters deleted instead of replaced/,
      },
      {
        name: 'a verifier with padding',
        changes: { code_verifier: `${verifier}=` },
        kinds: ['verifier-illegal-character'],
        error: 'invalid_request',
        says: /U\+003D at index 43 \(base64 padding\)/,
      },
      {
        name: 'a verifier with a line feed',
        changes: { code_verifier: `${verifier}\n` },
        kinds: ['verifier-illegal-character'],
        error: 'invalid_request',
        says: /line break/,
      },
      {
        name: 'a verifier encoded twice',
        changes: { code_verifier: verifier.replace('-', '%2D') },
        kinds: ['verifier-double-encoded'],
        error: 'invalid_request',
      },
      {
        name: 'B087: a well-formed verifier that is wrong',
        changes: { code_verifier: 'A'.repeat(43) },
        kinds: ['verifier-mismatch'],
      },
      {
        name: 'the challenge as verifier',
        changes: { code_verifier: challenge },
        kinds: ['verifier-equals-challenge'],
        says: /the challenge itself, or nothing was hashed/,
      },
      {
        name: 'a verifier where no challenge came',
        changes: { ...webFields, code_verifier: verifier, client_secret: 'Abcd+12%34' },
        circumstances: classic,
        kinds: ['verifier-without-challenge'],
      },
      {
        name: 'a public client whose login has no challenge',
        changes: { code_verifier: null },
        circumstances: { found: open({ challenge: null, challengeMethod: null }) },
        kinds: ['challenge-missing'],
        error: 'invalid_request',
      },
    ])

    test('B028: a short verifier that hashes right is called short and nothing else', () => {
      // printf %s AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA | openssl dgst -sha256 -binary | basenc --base64url
      const found = open({ challenge: 'IqSAUVlMGUne7XBAhQwfD4dkU39Rkb5Wcy0WpUwdgVM' })
      expect(kindsOf(token({ code_verifier: 'A'.repeat(32) }, { found }))).toEqual(['verifier-too-short'])
    })

    test('B029: a long verifier that hashes right is called long and nothing else', () => {
      // printf %s AAA...(134) | openssl dgst -sha256 -binary | basenc --base64url
      const found = open({ challenge: 'k5yfWXuA8D2mRFf8NTU22oyux4HpvQehvRX0Tjk3PSM' })
      expect(kindsOf(token({ code_verifier: 'A'.repeat(134) }, { found }))).toEqual(['verifier-too-long'])
    })

    test('a short verifier that belongs to another login: both are named', () => {
      // printf %s AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA | openssl dgst -sha256 -binary | basenc --base64url
      const other = {
        ...login,
        id: 'login-2',
        challenge: 'IqSAUVlMGUne7XBAhQwfD4dkU39Rkb5Wcy0WpUwdgVM',
        exchange: 5,
      }
      const decision = token({ code_verifier: 'A'.repeat(32) }, { recentLogins: [login, other] })
      expect(kindsOf(decision)).toEqual(['verifier-too-short', 'verifier-of-other-login'])
    })

    test('B035: a verifier that belongs to another login, and says to which', () => {
      const later: Login = {
        ...login,
        id: 'login-2',
        code: 'x'.repeat(32),
        challenge: otherChallenge,
        exchange: 5,
        issuedAt: issuedAt + 3000,
      }
      const decision = token({ code_verifier: otherVerifier }, { recentLogins: [login, later] })
      expect(decision).toMatchObject({ kind: 'refuse', error: 'invalid_grant' })
      expect(kindsOf(decision)).toEqual(['verifier-of-other-login'])
      expect(decision.mistakes[0]?.sentence).toMatch(
        /login of exchange 5, 3 s later by the same client, the code to that of exchange 3/,
      )
    })
  })

  describe('a code that was redeemed before', () => {
    const rows: readonly (Refused & { readonly revoke: object | null })[] = [
      {
        name: 'a complete replay revokes the family',
        kinds: ['code-used-twice'],
        revoke: { family: 'login-1', why: 'replay' },
      },
      {
        name: 'a wrong verifier revokes nothing',
        changes: { code_verifier: 'A'.repeat(43) },
        kinds: ['code-used-twice', 'verifier-mismatch'],
        revoke: null,
      },
      {
        name: 'a missing verifier revokes nothing',
        changes: { code_verifier: null },
        kinds: ['code-used-twice', 'verifier-missing'],
        revoke: null,
      },
      {
        name: 'another client revokes nothing',
        changes: { client_id: web.id, client_secret: 'Abcd+12%34' },
        kinds: ['code-used-twice', 'code-of-another-client'],
        revoke: null,
      },
      {
        name: 'another redirect URI revokes nothing',
        changes: { redirect_uri: 'https://evil.test/' },
        kinds: ['code-used-twice', 'redirect-uri-differs'],
        revoke: null,
      },
      {
        name: 'an unknown client revokes nothing',
        changes: { client_id: 'nobody' },
        kinds: ['client-unknown', 'code-used-twice'],
        error: 'invalid_client',
        revoke: null,
      },
      {
        name: 'a wrong verifier revokes nothing under the forgiving policy either',
        changes: { code_verifier: 'A'.repeat(43) },
        circumstances: forgiving,
        kinds: ['code-used-twice', 'verifier-mismatch'],
        revoke: null,
      },
      {
        name: 'it is refused under the forgiving policy as well',
        circumstances: forgiving,
        kinds: ['code-used-twice'],
        revoke: { family: 'login-1', why: 'replay' },
      },
    ]
    for (const { name, changes, circumstances, kinds, error = 'invalid_grant', revoke } of rows) {
      test(name, () => {
        const decision = token(changes, { found: spent(12), ...circumstances })
        expect(decision).toMatchObject({
          kind: 'refuse',
          status: 400,
          error,
          cause: 4,
          login: 'login-1',
          revoke,
        })
        expect(kindsOf(decision)).toEqual(kinds)
      })
    }

    test('B038: under a second it asks whether an effect ran twice', () => {
      expect(token({}, { found: spent(12) }).mistakes[0]?.sentence).toBe(
        'same code again, 12 ms after exchange 4 redeemed it: an effect that ran twice?',
      )
      expect(token({}, { found: spent(3000) }).mistakes[0]?.sentence).toBe(
        'same code again, 3 s after exchange 4 redeemed it',
      )
    })

    test('a replay by a confidential client with a wrong secret revokes nothing', () => {
      const found = { kind: 'spent', spent: { login: webLogin(), exchange: 4, at: issuedAt } } as const
      expect(token({ ...webFields, client_secret: 'wrong' }, { found })).toMatchObject({
        revoke: null,
        error: 'invalid_client',
      })
      expect(token({ ...webFields, client_secret: 'Abcd+12%34' }, { found })).toMatchObject({
        revoke: { family: 'login-1', why: 'replay' },
      })
    })

    test('revokes nothing under the policy that says so', () => {
      expect(token({}, { found: spent(12), policy: { revokeOnReplay: false } })).toMatchObject({
        kind: 'refuse',
        cause: 4,
        revoke: null,
      })
    })
  })

  describe('spendCodeOnFailure', () => {
    const policy = { spendCodeOnFailure: true }
    const refusals: readonly Row[] = [
      { name: 'a wrong verifier', changes: { code_verifier: 'A'.repeat(43) } },
      { name: 'a client that is not known', changes: { client_id: 'nobody' } },
      { name: 'another grant type', changes: { grant_type: 'password' } },
    ]
    for (const { name, changes } of refusals) {
      test(`${name} spends the code`, () =>
        expect(token(changes, { policy })).toMatchObject({ kind: 'refuse', spend: { code } }))
      test(`${name} spends no code without it`, () =>
        expect(token(changes)).toMatchObject({ kind: 'refuse', spend: null }))
    }

    test('there is nothing to spend where no open code is known', () => {
      expect(token({}, { policy, found: null })).toMatchObject({ kind: 'refuse', spend: null })
      expect(token({}, { policy, found: spent(12) })).toMatchObject({ kind: 'refuse', spend: null })
    })

    test('a code spent by a refusal is refused as that, and revokes nothing, because it gave nothing', () => {
      const { spent: tombstone } = spent(3000)
      const decision = token({}, { policy, found: { kind: 'spent', spent: { ...tombstone, refused: true } } })
      expect(decision).toMatchObject({ kind: 'refuse', error: 'invalid_grant', cause: 4, revoke: null })
      expect(decision.mistakes.map(({ sentence }) => sentence)).toEqual([
        'code was spent by the refused token request of exchange 4, 3 s before',
      ])
    })
  })

  describe('what goes with the grant', () => {
    const secret = { ...webFields, client_secret: 'Abcd+12%34' }
    const pkce = { found: open({ ...webLogin({ challenge, challengeMethod: 'S256' }) }) }
    const clientsWith = (refreshTokens: boolean) => [
      { ...spa, refreshTokens },
      { ...web, refreshTokens },
    ]
    const rows: readonly (Row & { readonly refreshable: boolean; readonly proven: boolean })[] = [
      {
        name: 'a confidential client with its secret gets a refresh token',
        changes: secret,
        circumstances: classic,
        refreshable: true,
        proven: true,
      },
      { name: 'a public client gets none', refreshable: false, proven: false },
      {
        name: 'a public client for which they are on gets one',
        circumstances: { clients: clientsWith(true) },
        refreshable: true,
        proven: false,
      },
      {
        name: 'a confidential client that leaves its secret out gets none',
        changes: { ...webFields, code_verifier: verifier },
        circumstances: pkce,
        refreshable: false,
        proven: false,
      },
      {
        name: 'a confidential client with PKCE and its secret gets one',
        changes: { ...secret, code_verifier: verifier },
        circumstances: pkce,
        refreshable: true,
        proven: true,
      },
      {
        name: 'a confidential client for which they are off gets none',
        changes: secret,
        circumstances: { ...classic, clients: clientsWith(false) },
        refreshable: false,
        proven: true,
      },
      {
        name: 'a client whose secret is learned gets one',
        changes: { client_secret: 'any' },
        circumstances: { policy: { registration: 'learn' } },
        refreshable: true,
        proven: true,
      },
    ]
    for (const { name, changes, circumstances, refreshable, proven } of rows) {
      test(name, () =>
        expect(token(changes, circumstances)).toMatchObject({ kind: 'grant', refreshable, proven }),
      )
    }

    const scopes: readonly {
      name: string
      requestedScopes?: readonly string[]
      scopes?: readonly string[]
      scope: readonly string[]
      differs: boolean
    }[] = [
      { name: 'all, where nothing is said', scope: ['all'], differs: false },
      {
        name: 'those of the client, where none was asked for',
        scopes: ['users'],
        scope: ['users'],
        differs: false,
      },
      {
        name: 'those asked for',
        requestedScopes: ['users:readonly'],
        scopes: ['users', 'analytics'],
        scope: ['users:readonly'],
        differs: false,
      },
      {
        name: 'those asked for as far as the client has them',
        requestedScopes: ['users', 'analytics'],
        scopes: ['users'],
        scope: ['users'],
        differs: true,
      },
    ]
    for (const { name, requestedScopes, scopes: registered, scope, differs } of scopes) {
      test(`the token has ${name}`, () => {
        const found = open(requestedScopes === undefined ? {} : { requestedScopes })
        const clients = [registered === undefined ? spa : { ...spa, scopes: registered }]
        expect(token({}, { found, clients })).toMatchObject({ kind: 'grant', scope: { scope, differs } })
      })
    }

    test('a scope in the token request means nothing for a code', () => {
      expect(token({ scope: 'openid' })).toMatchObject({
        kind: 'grant',
        mistakes: [],
        scope: { scope: ['all'] },
      })
    })
  })
})
