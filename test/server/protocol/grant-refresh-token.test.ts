import { describe, expect, test } from 'vitest'
import {
  basic,
  issuedAt,
  kindsOf,
  login,
  type Row,
  refresh,
  refreshToken,
  refreshTokenText,
  robot,
  rotated,
  spa,
  web,
} from './questions.js'

const live = (changes: Parameters<typeof refreshToken>[0] = {}) =>
  ({ kind: 'live', refresh: refreshToken(changes), revocation: null }) as const

/** A refresh token of the public client, which got it without a secret. */
const free = live({ clientId: spa.id, authenticated: false })
const freely = { client_id: spa.id, client_secret: null }
const refreshing = [{ ...spa, refreshTokens: true }, web, robot]

describe('grant-refresh-token', () => {
  describe('grants', () => {
    test('a rotation, within the scopes of the login', () => {
      expect(refresh()).toEqual({
        kind: 'grant',
        grantType: 'refresh_token',
        client: web,
        proven: true,
        refreshable: true,
        refresh: refreshToken(),
        give: 'rotate',
        scope: { scope: ['users', 'analytics:readonly'], differs: false },
        mistakes: [],
        forgiven: false,
        register: null,
      })
    })

    const rows: readonly Row[] = [
      { name: 'B068: a refresh without a verifier' },
      { name: 'B068: a refresh with a verifier, which is ignored', changes: { code_verifier: 'x' } },
      { name: 'a redirect URI, which is ignored', changes: { redirect_uri: 'https://evil.test/' } },
      {
        name: 'a public client with its id alone',
        changes: freely,
        circumstances: { clients: refreshing, foundRefreshToken: free },
      },
      {
        name: 'a public client with Basic and an empty secret',
        changes: { ...freely, client_id: null },
        circumstances: { clients: refreshing, foundRefreshToken: free, headers: basic(spa.id, '') },
      },
      {
        name: 'a confidential client without its secret, as its login was',
        changes: { client_secret: null },
        circumstances: { foundRefreshToken: live({ authenticated: false }) },
      },
      {
        name: 'the last millisecond of the token',
        circumstances: { now: issuedAt + 2_592_003_999 },
      },
    ]
    for (const { name, changes, circumstances } of rows) {
      test(name, () =>
        expect(refresh(changes, circumstances)).toMatchObject({
          kind: 'grant',
          give: 'rotate',
          mistakes: [],
        }),
      )
    }

    test('B040: the secret in the header, whatever way was used before', () => {
      const changes = { client_id: null, client_secret: null }
      expect(refresh(changes, { headers: basic(web.id, 'Abcd+12%34') })).toMatchObject({
        kind: 'grant',
        proven: true,
      })
    })

    test('a narrower scope for the access token', () => {
      expect(refresh({ scope: 'users:readonly' })).toMatchObject({
        kind: 'grant',
        refresh: { scope: ['users', 'analytics:readonly'] },
        scope: { scope: ['users:readonly'], differs: false },
      })
    })
  })

  describe('refuses', () => {
    const rows: readonly (Row & {
      readonly kinds: readonly string[]
      readonly error?: string
      readonly status?: number
      readonly login?: string | null
      readonly cause?: number
    })[] = [
      {
        name: 'no refresh token',
        changes: { refresh_token: null },
        circumstances: { foundRefreshToken: null },
        kinds: ['refresh-token-missing'],
        error: 'invalid_request',
        login: null,
      },
      {
        name: 'an empty one, which counts as absent',
        changes: { refresh_token: '' },
        circumstances: { foundRefreshToken: null },
        kinds: ['refresh-token-missing'],
        error: 'invalid_request',
        login: null,
      },
      {
        name: 'one under another name',
        changes: { refresh_token: null, refreshToken: refreshTokenText },
        circumstances: { foundRefreshToken: null },
        kinds: ['parameter-misnamed'],
        error: 'invalid_request',
        login: null,
      },
      {
        name: 'an unknown one',
        circumstances: { foundRefreshToken: null },
        kinds: ['refresh-token-unknown'],
        login: null,
      },
      {
        name: 'the literal undefined',
        changes: { refresh_token: 'undefined' },
        circumstances: { foundRefreshToken: null },
        kinds: ['value-stringified'],
        login: null,
      },
      {
        name: 'an expired one',
        circumstances: { now: issuedAt + 2_592_004_000 },
        kinds: ['refresh-token-expired'],
      },
      {
        name: 'one of another client',
        changes: { client_id: spa.id, client_secret: null },
        kinds: ['refresh-token-of-another-client'],
        // The token asks for the secret of its client, which a public client has not.
      },
      {
        name: 'one whose family is revoked',
        circumstances: {
          foundRefreshToken: { ...live(), revocation: { exchange: 6, at: issuedAt, why: 'replay' } },
        },
        kinds: ['refresh-token-revoked'],
        cause: 6,
      },
      {
        name: 'a missing secret of a client that showed it at the login',
        changes: { client_secret: null },
        kinds: ['client-secret-required'],
        error: 'invalid_client',
      },
      {
        name: 'a wrong secret in a Basic header',
        changes: { client_id: null, client_secret: null },
        circumstances: { headers: basic(web.id, 'wrong') },
        kinds: ['client-secret-wrong'],
        error: 'invalid_client',
        status: 401,
      },
      {
        name: 'a wider scope',
        changes: { scope: 'users routing' },
        kinds: ['scope-exceeds-grant'],
        error: 'invalid_scope',
      },
      {
        name: 'a doubled refresh token',
        changes: { refresh_token: [refreshTokenText, refreshTokenText] },
        kinds: ['parameter-doubled'],
        error: 'invalid_request',
      },
    ]
    for (const { name, changes, circumstances, kinds, ...expected } of rows) {
      test(name, () => {
        const decision = refresh(changes, circumstances)
        const { error = 'invalid_grant', status = 400, cause = null } = expected
        const { login: of = 'login-1' } = expected
        expect(decision).toMatchObject({ kind: 'refuse', error, status, login: of, cause, revoke: null })
        expect(kindsOf(decision)).toEqual(kinds)
      })
    }

    test('says how late an expired one came', () => {
      const { mistakes } = refresh({}, { now: issuedAt + 2_592_004_000 + 3_600_000 })
      expect(mistakes[0]?.sentence).toBe('refresh_token expired 60 min ago; it was good for 30 d')
    })

    test('says what revoked it', () => {
      const revocation = { exchange: 6, at: issuedAt, why: 'logout' } as const
      const { mistakes } = refresh({}, { foundRefreshToken: { ...live(), revocation } })
      expect(mistakes[0]?.sentence).toBe('refresh_token was revoked by a logout in exchange 6')
    })
  })

  describe('a refresh token that was rotated before', () => {
    const reuse = { family: 'login-1', why: 'refresh-reuse' }

    test('B066: 13 ms later is a parallel refresh, and revokes the family', () => {
      const decision = refresh({}, { foundRefreshToken: rotated(13) })
      expect(decision).toMatchObject({
        kind: 'refuse',
        status: 400,
        error: 'invalid_grant',
        login: 'login-1',
        cause: 9,
        revoke: reuse,
      })
      expect(decision.mistakes.map(({ sentence }) => sentence)).toEqual([
        'refresh_token was reused 13 ms after exchange 9 rotated it: parallel refresh, not theft',
      ])
    })

    const words = [
      { after: 9999, says: /reused 10 s after exchange 9 rotated it: parallel refresh, not theft$/ },
      { after: 10_000, says: /: the new one was not stored, or the old one is used by somebody else$/ },
    ]
    for (const { after, says } of words) {
      test(`${after} ms later is told as ${says.source}`, () =>
        expect(refresh({}, { foundRefreshToken: rotated(after) }).mistakes[0]?.sentence).toMatch(says))
    }

    const rows: readonly (Row & { readonly kinds: readonly string[]; readonly revoke: object | null })[] = [
      { name: 'by the right client revokes', kinds: ['refresh-token-reused'], revoke: reuse },
      {
        name: 'revokes nothing under the policy that says so',
        circumstances: { policy: { revokeOnReplay: false } },
        kinds: ['refresh-token-reused'],
        revoke: null,
      },
      {
        name: 'by a client that does not prove itself revokes nothing',
        changes: { client_secret: null },
        kinds: ['client-secret-required', 'refresh-token-reused'],
        revoke: null,
      },
      {
        name: 'by a client with a wrong secret revokes nothing',
        changes: { client_secret: 'wrong' },
        kinds: ['client-secret-wrong', 'refresh-token-reused'],
        revoke: null,
      },
      {
        name: 'by another client revokes nothing',
        changes: { client_id: robot.id, client_secret: 'robot-secret' },
        kinds: ['refresh-token-reused', 'refresh-token-of-another-client'],
        revoke: null,
      },
      {
        name: 'by an unknown client revokes nothing',
        changes: { client_id: 'nobody' },
        kinds: ['client-unknown', 'refresh-token-reused'],
        revoke: null,
      },
      {
        name: 'under the forgiving policy, too, revokes',
        circumstances: { policy: { forgiving: true } },
        kinds: ['refresh-token-reused'],
        revoke: reuse,
      },
    ]
    for (const { name, changes, circumstances, kinds, revoke } of rows) {
      test(name, () => {
        const decision = refresh(changes, { foundRefreshToken: rotated(13), ...circumstances })
        expect(decision).toMatchObject({ kind: 'refuse', revoke })
        expect(kindsOf(decision)).toEqual(kinds)
      })
    }
  })

  describe('refreshReuseWindowSeconds', () => {
    const policy = { refreshReuseWindowSeconds: 5 }

    test('within it the successor is given once more', () => {
      const decision = refresh({}, { policy, foundRefreshToken: rotated(4999) })
      expect(decision).toMatchObject({
        kind: 'grant',
        give: 'repeat',
        refresh: { token: 'the-successor' },
        mistakes: [],
      })
    })

    test('at its end the family is revoked', () => {
      expect(refresh({}, { policy, foundRefreshToken: rotated(5000) })).toMatchObject({
        kind: 'refuse',
        revoke: { family: 'login-1', why: 'refresh-reuse' },
      })
    })

    test('it helps nobody but the client of the token', () => {
      const other = { client_id: robot.id, client_secret: 'robot-secret' }
      expect(refresh(other, { policy, foundRefreshToken: rotated(13) })).toMatchObject({
        kind: 'refuse',
        error: 'invalid_grant',
        revoke: null,
      })
    })

    test('it revives no family that was revoked', () => {
      const revocation = { exchange: 6, at: issuedAt, why: 'refresh-reuse' } as const
      const decision = refresh({}, { policy, foundRefreshToken: { ...rotated(13), revocation } })
      expect(decision).toMatchObject({ kind: 'refuse', cause: 6 })
      expect(kindsOf(decision)).toEqual(['refresh-token-revoked'])
    })
  })

  test('a request without a grant type but with a refresh token is judged as a refresh', () => {
    expect(kindsOf(refresh({ grant_type: null }))).toEqual(['grant-type-missing'])
    expect(kindsOf(refresh({ grant_type: 'refresh' }))).toEqual(['grant-type-misspelt'])
    const unknown = { foundRefreshToken: null, recentLogins: [login] }
    expect(kindsOf(refresh({ grant_type: null }, unknown))).toEqual([
      'grant-type-missing',
      'refresh-token-unknown',
    ])
  })
})
