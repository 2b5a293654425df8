import { describe, expect, test } from 'vitest'
import { genesysScopes, hasScope } from '../../../src/server/protocol/genesys-scopes.js'
import { genesysFixture } from '../../support/genesys.js'

const rows = [
  { name: 'the scope itself', granted: ['users:readonly'], accepted: ['users:readonly'], expected: true },
  {
    name: 'the scope to write where reading is asked for, because both are accepted',
    granted: ['users'],
    accepted: ['users', 'users:readonly'],
    expected: true,
  },
  {
    name: 'the scope to read where writing is asked for',
    granted: ['users:readonly'],
    accepted: ['users'],
    expected: false,
  },
  { name: 'another scope', granted: ['routing'], accepted: ['users', 'users:readonly'], expected: false },
  { name: 'a scope that begins alike', granted: ['users-rules'], accepted: ['users'], expected: false },
  { name: 'all of them', granted: ['all'], accepted: ['users'], expected: true },
  { name: 'none', granted: [], accepted: ['users'], expected: false },
]

describe('genesys-scopes', () => {
  test('has every scope of the platform API and no other', () => {
    expect(genesysScopes).toEqual(genesysFixture('scopes').scopes)
    expect(genesysScopes).toHaveLength(135)
  })

  for (const row of rows) {
    test(`${row.name} ${row.expected ? 'suffices' : 'does not suffice'}`, () => {
      expect(hasScope(row.granted, row.accepted)).toBe(row.expected)
    })
  }
})
