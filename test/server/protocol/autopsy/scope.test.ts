import { describe, expect, test } from 'vitest'
import {
  nearestScope,
  scopeMistakes,
  wideningMistakes,
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
    { name: 'nothing', raw: '', says: null },
    { name: 'the same', raw: 'scope=users', says: null },
    { name: 'less', raw: 'scope=users:readonly', says: null },
    { name: 'more', raw: 'scope=users+analytics', says: /^scope analytics was not granted by the login/ },
    { name: 'what does not exist', raw: 'scope=openid', says: /^scope openid was not granted/ },
  ]
  for (const { name, raw, says } of refreshes) {
    test(`a refresh that asks for ${name} ${says === null ? 'may' : 'may not'}`, () => {
      const mistakes = wideningMistakes(parseParameters(raw), ['users'])
      expect(mistakes.map(({ kind }) => kind)).toEqual(says === null ? [] : ['scope-exceeds-grant'])
      if (says !== null) expect(mistakes[0]?.sentence).toMatch(says)
    })
  }
})
