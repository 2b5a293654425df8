import { describe, expect, test } from 'vitest'
import { codePointOf, firstDifference } from '../../../../src/server/protocol/autopsy/difference.js'

describe('autopsy/difference', () => {
  const rows = [
    { name: 'equal texts', expected: 'abc', actual: 'abc', text: '' },
    {
      name: 'something at the end',
      expected: 'http://localhost:8080',
      actual: 'http://localhost:8080/',
      text: "after '...lhost:8080' expected the end, got '/'",
    },
    {
      name: 'an end too early',
      expected: 'abcd',
      actual: 'abc',
      text: "after 'abc' expected 'd', got the end",
    },
    {
      name: 'another beginning',
      expected: 'http:',
      actual: 'xttp:',
      text: "at the start expected 'http:', got 'xttp:'",
    },
    {
      name: 'a letter in the middle',
      expected: 'abXdefghijklmnopqrs',
      actual: 'abYdefghijklmnopqrs',
      text: "after 'ab' expected 'Xdefghijklmn...', got 'Ydefghijklmn...'",
    },
    { name: 'nothing at all', expected: '', actual: 'a', text: "at the start expected the end, got 'a'" },
    { name: 'a line end', expected: 'a', actual: 'a\n', text: "after 'a' expected the end, got 'U+000A'" },
    {
      name: 'a letter beyond ASCII',
      expected: 'ae',
      actual: 'aé',
      text: "after 'a' expected 'e', got 'U+00E9'",
    },
  ]
  for (const { name, expected, actual, text } of rows) {
    test(name, () => expect(firstDifference(expected, actual)).toBe(text))
  }
  test('writes a character as its code point', () => {
    expect(codePointOf('=')).toBe('U+003D')
    expect(codePointOf('😀')).toBe('U+1F600')
  })
})
