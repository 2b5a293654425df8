import { describe, expect, test } from 'vitest'
import {
  firstValue,
  lookUp,
  mostParameters,
  parseParameters,
} from '../../../src/server/protocol/parameters.js'

describe('parameters', () => {
  const values = [
    { name: 'a plain value', raw: 'a=b', value: 'b', damage: null },
    { name: 'a + is a space', raw: 'a=b+c', value: 'b c', damage: null },
    { name: 'an encoded plus stays a plus', raw: 'a=b%2Bc', value: 'b+c', damage: null },
    { name: 'an = in the value belongs to it', raw: 'a=b=c==', value: 'b=c==', damage: null },
    { name: 'two octets of UTF-8', raw: 'a=%C3%A9', value: 'é', damage: null },
    { name: 'four octets of UTF-8', raw: 'a=%F0%9F%98%80', value: '😀', damage: null },
    { name: 'text that was not encoded at all', raw: 'a=é', value: 'é', damage: null },
    { name: 'small hex digits', raw: 'a=%2f%c3%a9', value: '/é', damage: null },
    { name: 'a value decoded once only', raw: 'a=%253D', value: '%3D', damage: null },
    { name: 'a byte order mark stays', raw: 'a=%EF%BB%BFb', value: '\uFEFFb', damage: null },
    { name: 'a NUL stays', raw: 'a=%00', value: '\u0000', damage: null },
    { name: 'no = at all', raw: 'a', value: '', damage: null },
    { name: 'a % at the end', raw: 'a=100%', value: '100%', damage: 'invalid-percent' },
    { name: 'a % with one digit', raw: 'a=%4', value: '%4', damage: 'invalid-percent' },
    { name: 'a % with letters', raw: 'a=%zz%41', value: '%zzA', damage: 'invalid-percent' },
    { name: 'an octet that UTF-8 does not have', raw: 'a=%FF', value: '\uFFFD', damage: 'invalid-utf8' },
    { name: 'Latin-1', raw: 'a=caf%E9', value: 'caf\uFFFD', damage: 'invalid-utf8' },
    { name: 'an overlong encoding', raw: 'a=%C0%AF', value: '\uFFFD\uFFFD', damage: 'invalid-utf8' },
    {
      name: 'half a surrogate pair',
      raw: 'a=%ED%A0%80',
      value: '\uFFFD\uFFFD\uFFFD',
      damage: 'invalid-utf8',
    },
    { name: 'octets that were broken before', raw: 'a=b\uFFFD', value: 'b\uFFFD', damage: 'invalid-utf8' },
  ] as const
  for (const { name, raw, value, damage } of values) {
    test(name, () => {
      const [parameter, ...others] = parseParameters(raw)
      expect(parameter).toEqual({ name: 'a', value, raw: raw.slice(2), damage })
      expect(others).toEqual([])
    })
  }

  test('keeps every pair in the order of the wire', () => {
    const names = parseParameters('b=1&a=2&&b=3&=4&').map(({ name, value }) => `${name}:${value}`)
    expect(names).toEqual(['b:1', 'a:2', 'b:3', ':4'])
  })

  test('decodes names as well', () => {
    expect(lookUp(parseParameters('client%5Fid=x'), 'client_id')).toMatchObject({ kind: 'one', value: 'x' })
  })

  test('an empty text holds nothing', () => expect(parseParameters('')).toEqual([]))

  test('reads 1,000 pairs and no more', () => {
    const raw = Array.from({ length: 5000 }, (_, index) => `n${index}=v`).join('&')
    expect(parseParameters(raw)).toHaveLength(1000)
    expect(mostParameters).toBe(1000)
  })

  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    test(`${name} is a name like any other`, () => {
      const parameters = parseParameters(`${name}=x`)
      expect(firstValue(parameters, name)).toBe('x')
      expect(lookUp(parseParameters(''), name)).toEqual({ kind: 'absent' })
      expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    })
  }

  const lookups = [
    { name: 'not sent', raw: 'b=1', kind: 'absent', value: null },
    { name: 'sent without a value', raw: 'a=', kind: 'empty', value: null },
    { name: 'sent without an =', raw: 'a', kind: 'empty', value: null },
    { name: 'sent once', raw: 'a=1', kind: 'one', value: '1' },
    { name: 'sent twice', raw: 'a=1&a=2', kind: 'doubled', value: '1' },
    { name: 'sent twice with one value', raw: 'a=1&a=1', kind: 'doubled', value: '1' },
    { name: 'sent twice, the first time without a value', raw: 'a=&a=2', kind: 'doubled', value: '2' },
    { name: 'sent twice without a value', raw: 'a=&a=', kind: 'doubled', value: null },
    { name: 'sent in capitals, which is another name', raw: 'A=1', kind: 'absent', value: null },
  ] as const
  for (const { name, raw, kind, value } of lookups) {
    test(`look-up of a parameter ${name}: ${kind}`, () => {
      const parameters = parseParameters(raw)
      expect(lookUp(parameters, 'a').kind).toBe(kind)
      expect(firstValue(parameters, 'a')).toBe(value)
    })
  }
})
