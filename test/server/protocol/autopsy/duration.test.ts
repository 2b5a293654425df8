import { describe, expect, test } from 'vitest'
import { durationInWords } from '../../../../src/server/protocol/autopsy/duration.js'

describe('autopsy/duration', () => {
  const rows = [
    { milliseconds: 0, words: '0 ms' },
    { milliseconds: 12, words: '12 ms' },
    { milliseconds: 999, words: '999 ms' },
    { milliseconds: 1000, words: '1 s' },
    { milliseconds: 1500, words: '1.5 s' },
    { milliseconds: 90_000, words: '90 s' },
    { milliseconds: 300_000, words: '5 min' },
    { milliseconds: 7_200_000, words: '2 h' },
    { milliseconds: 86_400_000, words: '24 h' },
    { milliseconds: 259_200_000, words: '3 d' },
  ]
  for (const { milliseconds, words } of rows) {
    test(`${milliseconds} ms are ${words}`, () => expect(durationInWords(milliseconds)).toBe(words))
  }
})
