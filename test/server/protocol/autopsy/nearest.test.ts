import { describe, expect, test } from 'vitest'
import { closest, editDistance, folded, nearest } from '../../../../src/server/protocol/autopsy/nearest.js'

describe('autopsy/nearest', () => {
  const distances = [
    { from: '', to: '', distance: 0 },
    { from: 'abc', to: 'abc', distance: 0 },
    { from: '', to: 'abc', distance: 3 },
    { from: 'kitten', to: 'sitting', distance: 3 },
    { from: 'S256', to: 's256', distance: 1 },
    { from: 'cleint', to: 'client', distance: 1 },
    { from: 'ab', to: 'ba', distance: 1 },
    { from: 'abcd', to: 'badc', distance: 2 },
  ]
  for (const { from, to, distance } of distances) {
    test(`from '${from}' to '${to}' it is ${distance}`, () => expect(editDistance(from, to)).toBe(distance))
  }

  const ids = ['aaaaaaaa-0000', 'bbbbbbbb-0000', 'web-client']
  const rows = [
    { name: 'one letter off', value: 'aaaaaaab-0000', near: 'aaaaaaaa-0000' },
    { name: 'in capitals', value: 'WEB-CLIENT', near: 'web-client' },
    { name: 'in capitals and one letter off', value: 'WEB-CLIENX', near: 'web-client' },
    { name: 'without its separators', value: 'webclient', near: 'web-client' },
    { name: 'cut off', value: 'web-clie', near: 'web-client' },
    { name: 'of another kind', value: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', near: null },
    { name: 'empty', value: '', near: null },
    { name: 'a single letter', value: 'a', near: null },
  ]
  for (const { name, value, near } of rows) {
    test(`nearest to a value ${name}: ${near ?? 'none'}`, () => expect(nearest(value, ids)).toBe(near))
  }

  test('without candidates nothing is near', () => {
    expect(nearest('a', [])).toBeNull()
    expect(closest('a', [])).toBeNull()
  })
  test('closest is whatever differs least, however much', () =>
    expect(closest('zzz', ['abc', 'zzb'])).toBe('zzb'))
  test('folds case and separators', () => expect(folded('Authorization-Code 1')).toBe('authorizationcode1'))
  test('compares only the beginning of long texts', () => {
    expect(editDistance('a'.repeat(100_000), 'a'.repeat(100_000))).toBe(0)
    expect(editDistance(`${'a'.repeat(200)}b`, `${'a'.repeat(200)}c`)).toBe(0)
  })
})
