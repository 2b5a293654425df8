import { describe, expect, test } from 'vitest'
import { basic, clientCredentials, kindsOf, type Row, robot, spa, token, web } from './questions.js'

describe('grant-client-credentials', () => {
  describe('grants', () => {
    test('a token for the client itself, without a refresh token', () => {
      expect(clientCredentials()).toEqual({
        kind: 'grant',
        grantType: 'client_credentials',
        client: robot,
        proven: true,
        refreshable: false,
        scope: { scope: ['all'], differs: false },
        mistakes: [],
        forgiven: false,
        register: null,
      })
    })

    const rows: readonly Row[] = [
      {
        name: 'the credentials in a Basic header',
        changes: { client_id: null, client_secret: null },
        circumstances: { headers: basic(robot.id, 'robot-secret') },
      },
      { name: 'B016: an extra parameter, which is ignored', changes: { OrgName: 'acme' } },
      {
        name: 'parameters of other grants, which are ignored',
        changes: { redirect_uri: 'http://127.0.0.1/', code_verifier: 'x' },
      },
      {
        name: 'a client whose refresh tokens are on, without one',
        circumstances: { clients: [{ ...robot, refreshTokens: true }] },
      },
    ]
    for (const { name, changes, circumstances } of rows) {
      test(name, () =>
        expect(clientCredentials(changes, circumstances)).toMatchObject({
          kind: 'grant',
          refreshable: false,
          mistakes: [],
        }),
      )
    }

    test('B014: parameters in the URL where the policy reads them, with a warning', () => {
      const decision = token(
        {},
        {
          body: '',
          type: 'application/json',
          query: 'grant_type=client_credentials',
          headers: basic(robot.id, 'robot-secret'),
          policy: { readTokenQuery: true },
        },
      )
      expect(decision).toMatchObject({ kind: 'grant', grantType: 'client_credentials', forgiven: false })
      expect(kindsOf(decision)).toEqual(['parameters-read-from-url'])
    })
  })

  describe('scopes', () => {
    const clients = [{ ...robot, scopes: ['users', 'analytics:readonly'] }]
    const rows = [
      { name: 'none asked for', scope: null, granted: ['users', 'analytics:readonly'], differs: false },
      { name: 'one of them', scope: 'users:readonly', granted: ['users:readonly'], differs: false },
      { name: 'more than there are', scope: 'users routing', granted: ['users'], differs: true },
    ]
    for (const { name, scope, granted, differs } of rows) {
      test(`grants ${name}`, () =>
        expect(clientCredentials({ scope }, { clients })).toMatchObject({
          kind: 'grant',
          scope: { scope: granted, differs },
        }))
    }

    test('refuses what does not exist', () => {
      const decision = clientCredentials({ scope: 'openid' }, { clients })
      expect(decision).toMatchObject({ kind: 'refuse', status: 400, error: 'invalid_scope' })
      expect(kindsOf(decision)).toEqual(['scope-unknown'])
    })

    test('ignores what does not exist where the policy says so, and tells what was granted', () => {
      const decision = clientCredentials(
        { scope: 'openid' },
        { clients, policy: { unknownScopes: 'ignore' } },
      )
      expect(decision).toMatchObject({
        kind: 'grant',
        scope: { scope: ['users', 'analytics:readonly'], differs: true },
      })
      expect(kindsOf(decision)).toEqual(['scope-unknown'])
    })
  })

  describe('refuses', () => {
    const rows: readonly (Row & {
      readonly kinds: readonly string[]
      readonly error: string
      readonly status?: number
    })[] = [
      {
        name: 'a code client',
        changes: { client_id: web.id, client_secret: 'Abcd+12%34' },
        kinds: ['client-credentials-unauthorized'],
        error: 'unauthorized_client',
      },
      {
        name: 'a public code client',
        changes: { client_id: spa.id, client_secret: null },
        kinds: ['client-credentials-unauthorized'],
        error: 'unauthorized_client',
      },
      {
        name: 'a client without a secret',
        changes: { client_secret: null },
        circumstances: {
          clients: [{ id: robot.id, name: 'x', grantType: 'CLIENT-CREDENTIALS', redirectUris: [] }],
        },
        kinds: ['client-without-secret'],
        error: 'unauthorized_client',
      },
      {
        name: 'a missing secret',
        changes: { client_secret: null },
        kinds: ['client-secret-required'],
        error: 'invalid_client',
      },
      {
        name: 'an empty secret, which counts as missing',
        changes: { client_secret: '' },
        kinds: ['client-secret-required'],
        error: 'invalid_client',
      },
      {
        name: 'an empty secret in a Basic header',
        changes: { client_id: null, client_secret: null },
        circumstances: { headers: basic(robot.id, '') },
        kinds: ['client-secret-required'],
        error: 'invalid_client',
        status: 401,
      },
      {
        name: 'B082: a wrong secret',
        changes: { client_secret: 'wrong' },
        kinds: ['client-secret-wrong'],
        error: 'invalid_client',
      },
      {
        name: 'an unknown client',
        changes: { client_id: 'nobody' },
        kinds: ['client-unknown'],
        error: 'invalid_client',
      },
      {
        name: 'no client',
        changes: { client_id: null, client_secret: null },
        kinds: ['token-client-id-missing'],
        error: 'invalid_request',
      },
    ]
    for (const { name, changes, circumstances, kinds, error, status = 400 } of rows) {
      test(name, () => {
        const decision = clientCredentials(changes, circumstances)
        expect(decision).toMatchObject({
          kind: 'refuse',
          error,
          status,
          revoke: null,
          spend: null,
          login: null,
        })
        expect(kindsOf(decision)).toEqual(kinds)
      })
    }

    test('B014: parameters in the URL, of which none is read', () => {
      const decision = token(
        {},
        {
          body: '',
          type: 'application/json',
          query: 'grant_type=client_credentials',
          headers: basic(robot.id, 'robot-secret'),
        },
      )
      expect(decision).toMatchObject({ kind: 'refuse', status: 400, error: 'invalid_request' })
      expect(decision.mistakes.map(({ sentence }) => sentence)).toEqual([
        'parameters were in the URL, none is read from there: grant_type',
      ])
    })

    test('begins with the words of the real service', () => {
      const { mistakes } = clientCredentials({ client_id: web.id, client_secret: 'Abcd+12%34' })
      expect(mistakes[0]?.sentence).toBe(
        'client is not authorized to use the client_credential grant type: it is registered for CODE',
      )
    })
  })
})
