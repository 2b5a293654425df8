import { describe, expect, test } from 'vitest'
import { nearest } from '../../src/command-line/nearest.js'

const flags = ['client', 'check', 'reporter', 'output', 'timeout']

const rows = [
  { name: 'finds the flag with two letters swapped', word: 'cleint', expected: 'client' },
  { name: 'finds the flag with a letter too many', word: 'reporrter', expected: 'reporter' },
  { name: 'finds the flag with a letter missing', word: 'timout', expected: 'timeout' },
  { name: 'ignores case', word: 'OUTPUT', expected: 'output' },
  { name: 'names nothing for a word that is like none', word: 'zzzzzz', expected: undefined },
  { name: 'names nothing for a short word that differs in two letters', word: 'abc', expected: undefined },
]

describe('nearest', () => {
  for (const row of rows) {
    test(row.name, () => {
      expect(nearest(row.word, flags)).toBe(row.expected)
    })
  }
})
