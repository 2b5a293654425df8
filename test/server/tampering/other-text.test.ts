import { describe, expect, test } from 'vitest'
import { extended, otherCase, truncated } from '../../../src/server/tampering/other-text.js'

const rows = [
  {
    name: 'other case: capitals and small letters are exchanged',
    change: otherCase,
    raw: 'aB-9z',
    expected: 'Ab-9Z',
  },
  { name: 'other case: encoded marks stay', change: otherCase, raw: '%2fa%2F', expected: '%2fA%2F' },
  {
    name: 'other case: without a letter nothing changes',
    change: otherCase,
    raw: '12-34',
    expected: '12-34',
  },
  { name: 'truncated: the last character goes', change: truncated, raw: 'abc', expected: 'ab' },
  { name: 'truncated: an encoded character is one', change: truncated, raw: 'ab%3D', expected: 'ab' },
  {
    name: 'truncated: a character of four octets is one',
    change: truncated,
    raw: 'a%F0%9F%98%80',
    expected: 'a',
  },
  { name: 'truncated: of one character nothing can go', change: truncated, raw: 'a', expected: 'a' },
  { name: 'extended: the first character comes once more', change: extended, raw: 'abc', expected: 'abca' },
  { name: 'extended: an encoded one stays encoded', change: extended, raw: '%7Ba', expected: '%7Ba%7B' },
]

describe('other-text', () => {
  for (const { name, change, raw, expected } of rows) {
    test(name, () => expect(change(raw)).toBe(expected))
  }
})
