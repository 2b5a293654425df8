import { describe, expect, test } from 'vitest'
import { cookieOf } from '../../../src/server/protocol/cookies.js'
import type { Pairs } from '../../../src/server/protocol/message.js'

const rows: readonly { name: string; headers: Pairs; expected: string | null }[] = [
  { name: 'the only cookie', headers: [['Cookie', 'a=1']], expected: '1' },
  { name: 'one of several', headers: [['cookie', 'b=2; a=1; c=3']], expected: '1' },
  { name: 'one without spaces after the semicolon', headers: [['COOKIE', 'b=2;a=1']], expected: '1' },
  {
    name: 'one in a second header',
    headers: [
      ['Cookie', 'b=2'],
      ['Cookie', 'a=1'],
    ],
    expected: '1',
  },
  { name: 'the first of two of the same name', headers: [['Cookie', 'a=1; a=2']], expected: '1' },
  { name: 'a value with an equals sign', headers: [['Cookie', 'a=x=y']], expected: 'x=y' },
  { name: 'a quoted value', headers: [['Cookie', 'a="x y"']], expected: 'x y' },
  { name: 'an empty value', headers: [['Cookie', 'a=']], expected: '' },
  { name: 'a name that only begins alike', headers: [['Cookie', 'ab=1']], expected: null },
  { name: 'a name in another case', headers: [['Cookie', 'A=1']], expected: null },
  { name: 'a word without a value', headers: [['Cookie', 'a; b=2']], expected: null },
  { name: 'no cookie', headers: [['Accept', 'a=1']], expected: null },
]

describe('cookies', () => {
  for (const row of rows) {
    test(`reads ${row.name}`, () => expect(cookieOf({ headers: row.headers }, 'a')).toBe(row.expected))
  }
})
