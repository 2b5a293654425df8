import { describe, expect, test } from 'vitest'
import { genesysScopes } from '../../../src/server/protocol/genesys-scopes.js'
import { scopeInWords } from '../../../src/server/protocol/scope-words.js'

const rows = [
  ['users', 'See and change users'],
  ['users:readonly', 'See users'],
  ['user-recordings:readonly', 'See user recordings'],
  ['ai-studio', 'See and change AI studio'],
  ['scim:readonly', 'See SCIM'],
  ['speech-and-text-analytics', 'See and change speech and text analytics'],
  ['infrastructureascode', 'See and change infrastructure as code'],
  ['all', 'Everything that you may do'],
  ['user-basic-info', 'See your name and e-mail address'],
  ['audits:readonly', 'See audits'],
] as const

describe('scope-words', () => {
  for (const [scope, words] of rows) {
    test(`${scope} is "${words}"`, () => {
      expect(scopeInWords(scope)).toBe(words)
    })
  }

  test('no two scopes have the same words, and no word of a name is left with its dash', () => {
    const words = genesysScopes.map(scopeInWords)
    expect(new Set(words).size).toBe(135)
    expect(words.filter((text) => /[-:_]/.test(text.replace('e-mail', '')))).toEqual([])
  })
})
