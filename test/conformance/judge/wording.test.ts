import { describe, expect, test } from 'vitest'
import {
  characterAt,
  lengthOf,
  listed,
  namesOf,
  quoted,
  shortened,
} from '../../../src/conformance/judge/wording.js'

describe('wording', () => {
  test('names characters that do not print', () => {
    expect(quoted('a\nb\u001b[31mé')).toBe('"a(U+000A)b(U+001B)[31m(U+00E9)"')
  })

  test('cuts long values', () => {
    expect(quoted('a'.repeat(500))).toBe(`"${'a'.repeat(160)}…"`)
    expect(quoted('a'.repeat(160))).toBe(`"${'a'.repeat(160)}"`)
  })

  test('says where a character stands', () => {
    expect(characterAt('abc=', 3)).toBe('"=" (U+003D) at index 3')
  })

  test('counts characters and not code units', () => {
    expect(lengthOf('😀')).toBe('1 character')
    expect(lengthOf('ab')).toBe('2 characters')
  })

  test('lists items as a sentence does', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ])
  })

  test('names parameters, or says that there are none', () => {
    expect(namesOf([{ name: 'a' }, { name: 'b' }])).toBe('a, b')
    expect(namesOf([])).toBe('no parameter at all')
    expect(namesOf(Array.from({ length: 23 }, () => ({ name: 'a' })))).toMatch(/^a(, a){19} and 3 more$/)
  })

  test('shows a part of a long id only', () => {
    expect(shortened('3f0c1f52-4d5e-4a6b-9d7e-0c1b2a394857')).toBe('"3f0c1f52…4857" of 36 characters')
    expect(shortened('app-1')).toBe('"app-1"')
  })
})
