import { describe, expect, test } from 'vitest'
import { parseParameters } from '../../../src/server/protocol/parameters.js'
import {
  coversScope,
  narrowedScope,
  requestedScopes,
  scopesOfClient,
} from '../../../src/server/protocol/scope.js'

describe('scope', () => {
  const requests = [
    { name: 'no scope', raw: '', expected: null },
    { name: 'an empty scope, which counts as absent', raw: 'scope=', expected: null },
    { name: 'blanks alone', raw: 'scope=+%20', expected: null },
    { name: 'one', raw: 'scope=users', expected: ['users'] },
    { name: 'several, in their order', raw: 'scope=users+analytics', expected: ['users', 'analytics'] },
    { name: 'one named twice, once', raw: 'scope=users+users', expected: ['users'] },
    { name: 'names between commas', raw: 'scope=users,analytics', expected: ['users', 'analytics'] },
  ]
  for (const { name, raw, expected } of requests) {
    test(`reads ${name}`, () => expect(requestedScopes(parseParameters(raw))).toEqual(expected))
  }

  const coverings = [
    { granted: ['users'], scope: 'users', covered: true },
    { granted: ['users'], scope: 'users:readonly', covered: true },
    { granted: ['users:readonly'], scope: 'users', covered: false },
    { granted: ['users-rules'], scope: 'users', covered: false },
    { granted: ['users'], scope: 'users-rules', covered: false },
    { granted: ['all'], scope: 'analytics', covered: true },
    { granted: [], scope: 'analytics', covered: false },
  ]
  for (const { granted, scope, covered } of coverings) {
    test(`[${granted}] ${covered ? 'covers' : 'does not cover'} ${scope}`, () =>
      expect(coversScope(granted, scope)).toBe(covered))
  }

  test('a client without a list may have all', () => {
    expect(scopesOfClient({})).toEqual(['all'])
    expect(scopesOfClient({ scopes: ['users'] })).toEqual(['users'])
    expect(scopesOfClient({ scopes: [] })).toEqual([])
  })

  const grants = [
    {
      name: 'nothing in particular',
      requested: null,
      available: ['users'],
      scope: ['users'],
      differs: false,
    },
    { name: 'all of it', requested: ['users'], available: ['users'], scope: ['users'], differs: false },
    {
      name: 'part of it',
      requested: ['users:readonly'],
      available: ['users', 'analytics'],
      scope: ['users:readonly'],
      differs: false,
    },
    {
      name: 'a part of all',
      requested: ['analytics'],
      available: ['all'],
      scope: ['analytics'],
      differs: false,
    },
    {
      name: 'more than there is',
      requested: ['users', 'analytics'],
      available: ['users'],
      scope: ['users'],
      differs: true,
    },
    {
      name: 'something unknown besides',
      requested: ['openid', 'users'],
      available: ['all'],
      scope: ['users'],
      differs: true,
    },
    {
      name: 'unknown things alone',
      requested: ['openid', 'profile'],
      available: ['users', 'analytics'],
      scope: ['users', 'analytics'],
      differs: true,
    },
    { name: 'one unknown thing', requested: ['openid'], available: ['all'], scope: ['all'], differs: true },
  ]
  for (const { name, requested, available, scope, differs } of grants) {
    test(`who asks for ${name} gets [${scope}]${differs ? ', and is told so' : ''}`, () =>
      expect(narrowedScope(requested, available)).toEqual({ scope, differs }))
  }
})
