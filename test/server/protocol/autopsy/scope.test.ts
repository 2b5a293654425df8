import { describe, expect, test } from 'vitest'
import {
  nearestScope,
  refreshScopeMistakes,
  scopeMistakes,
} from '../../../../src/server/protocol/autopsy/scope.js'
import { parseParameters } from '../../../../src/server/protocol/parameters.js'
import { spa } from '../questions.js'

function mistakesIn(scope: string, scopes?: readonly string[]) {
  const client = scopes === undefined ? spa : { ...spa, scopes }
  return scopeMistakes(parseParameters(`scope=${encodeURIComponent(scope)}`), client)
}

describe('autopsy/scope', () => {
  const nearest: readonly (readonly [string, string | null])[] = [
    ['analytics:conversations:read', 'analytics:readonly'],
    ['analytics:conversations:write', 'analytics'],
    ['analytics:conversationDetail:view', 'analytics:readonly'],
    ['routing:queue:view', 'routing:readonly'],
    ['users.read', 'users:readonly'],
    ['user:read', 'users:readonly'],
    ['user', 'users'],
    ['Users:ReadOnly', 'users:readonly'],
    ['users:readonly_', 'users:readonly'],
    ['users_readonly', 'users:readonly'],
    ['user-basic-inf', 'user-basic-info'],
    ['workforceManagement', 'workforce-management'],
    ['upload:read', 'upload'],
    ['https://www.googleapis.com/auth/drive', null],
    ['view:myprofile', null],
    ['xyz', null],
  ]
  for (const [sent, expected] of nearest) {
    test(`nearest to ${sent} is ${expected ?? 'nothing'}`, () => expect(nearestScope(sent)).toBe(expected))
  }

  const silent = [
    { name: 'no scope', scope: '' },
    { name: 'one that exists', scope: 'users:readonly' },
    { name: 'several', scope: 'users:readonly analytics user-basic-info all' },
  ]
  for (const { name, scope } of silent) {
    test(`says nothing about ${name}`, () => expect(mistakesIn(scope)).toEqual([]))
  }

  test('says nothing about raw spaces in the query', () => {
    expect(scopeMistakes(parseParameters('scope=users analytics'), spa)).toEqual([])
  })

  const named = [
    {
      name: 'B015: scopes of the API documentation',
      scope: 'analytics:conversations:read analytics:conversations:write',
      kinds: ['scope-unknown'],
      says: 'unknown scope: analytics:conversations:read (nearest is analytics:readonly), analytics:conversations:write (nearest is analytics)',
    },
    {
      name: 'B015: OpenID scopes',
      scope: 'openid offline_access',
      kinds: ['scope-unknown'],
      says: 'unknown scope: openid, offline_access (there are no OpenID scopes here)',
    },
    {
      name: 'both kinds, beside one that exists',
      scope: 'openid users user',
      kinds: ['scope-unknown'],
      says: 'unknown scope: user (nearest is users), openid (there are no OpenID scopes here)',
    },
    {
      name: 'one that is like no other',
      scope: 'xyz',
      kinds: ['scope-unknown'],
      says: 'unknown scope: xyz',
    },
    {
      name: 'many unknown ones',
      scope: 'xa xb xc xd xe',
      kinds: ['scope-unknown'],
      says: 'unknown scope: xa, xb, xc and 2 more',
    },
    {
      name: 'commas',
      scope: 'users,analytics',
      kinds: ['scope-malformed'],
      says: 'scope is not a list of names with one space between them: commas stand between the names',
    },
    {
      name: 'commas between unknown ones',
      scope: 'users,openid',
      kinds: ['scope-malformed', 'scope-unknown'],
      says: 'unknown scope: openid (there are no OpenID scopes here)',
    },
    {
      name: 'two spaces',
      scope: 'users  analytics',
      kinds: ['scope-malformed'],
      says: 'it has two spaces in a row',
    },
    {
      name: 'a space at the end',
      scope: 'users ',
      kinds: ['scope-malformed'],
      says: 'it begins or ends with a space',
    },
    {
      name: 'a line break between the names',
      scope: 'users\nanalytics',
      kinds: ['scope-malformed'],
      says: 'it holds U+000A',
    },
    {
      name: 'quotes around the names',
      scope: '"users"',
      kinds: ['scope-malformed', 'scope-unknown'],
      says: 'it holds U+0022',
    },
    {
      name: 'a JSON array',
      scope: '["users","analytics"]',
      kinds: ['scope-malformed'],
      says: 'it is JSON',
    },
    {
      name: 'one that the client does not have, beside one that it has',
      scope: 'users analytics',
      scopes: ['users'],
      kinds: ['scope-beyond-client'],
      says: 'scope analytics is not among those of this client',
    },
    {
      name: 'only scopes that the client does not have',
      scope: 'analytics users',
      scopes: ['users:readonly'],
      kinds: ['scope-none-allowed'],
      says: 'none of the scopes asked for is among those of this client: analytics, users',
    },
  ]
  for (const { name, scope, scopes, kinds, says } of named) {
    test(`names ${name}`, () => {
      const mistakes = mistakesIn(scope, scopes)
      expect(mistakes.map(({ kind }) => kind)).toEqual(kinds)
      expect(mistakes.map(({ error }) => error)).toEqual(kinds.map(() => 'invalid_scope'))
      expect(mistakes.map(({ sentence }) => sentence).join('\n')).toContain(says)
    })
  }

  test('prints of a long or strange name only its beginning, in characters of the wire', () => {
    const [found] = mistakesIn(`ünknown${'x'.repeat(100)}`).slice(-1)
    expect(found?.sentence).toBe(`unknown scope: ?nknown${'x'.repeat(43)}...`)
  })

  test('what the client has is not judged while the client is unknown', () => {
    expect(scopeMistakes(parseParameters('scope=analytics'), null)).toEqual([])
    expect(scopeMistakes(parseParameters('scope=xyz'), null)).toHaveLength(1)
  })

  const refreshes = [
    { name: 'nothing', raw: '', kinds: [] },
    { name: 'the same', raw: 'scope=users', kinds: [] },
    { name: 'less', raw: 'scope=users:readonly', kinds: [] },
    { name: 'two things at once', raw: 'scope=analytics&scope=users', kinds: [] },
    { name: 'more', raw: 'scope=users+analytics', kinds: ['scope-exceeds-grant'] },
    { name: 'what does not exist', raw: 'scope=openid', kinds: ['scope-unknown'] },
    { name: 'a list with commas', raw: 'scope=users,users:readonly', kinds: ['scope-malformed'] },
  ]
  for (const { name, raw, kinds } of refreshes) {
    test(`a refresh that asks for ${name} has ${kinds.length === 0 ? 'no mistake' : kinds.join()}`, () =>
      expect(refreshScopeMistakes(parseParameters(raw), ['users']).map(({ kind }) => kind)).toEqual(kinds))
  }

  test('a refresh that asks for more is told what the login did not grant', () => {
    const [found] = refreshScopeMistakes(parseParameters('scope=users+analytics+routing'), ['users'])
    expect(found).toMatchObject({
      error: 'invalid_scope',
      sentence: 'scope analytics, routing was not granted by the login, and a refresh cannot add it',
    })
  })
})
