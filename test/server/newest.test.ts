import { describe, expect, test } from 'vitest'
import { createNewest } from '../../src/server/newest.js'

function filled(bound: number, keys: readonly string[]) {
  const newest = createNewest<string>(bound)
  for (const key of keys) newest.set(key, `value of ${key}`)
  return newest
}

const rows = [
  { name: 'keeps everything up to its bound', bound: 3, put: ['a', 'b', 'c'], kept: ['a', 'b', 'c'] },
  { name: 'forgets the oldest above it', bound: 3, put: ['a', 'b', 'c', 'd', 'e'], kept: ['c', 'd', 'e'] },
  {
    name: 'takes what is put in again for new',
    bound: 3,
    put: ['a', 'b', 'c', 'a', 'd'],
    kept: ['c', 'a', 'd'],
  },
  { name: 'takes the newest again', bound: 2, put: ['a', 'b', 'b', 'c', 'c', 'd'], kept: ['c', 'd'] },
  { name: 'takes the only one again and again', bound: 1, put: ['a', 'a', 'b', 'b', 'a'], kept: ['a'] },
]

describe('newest', () => {
  for (const { name, bound, put, kept } of rows) {
    test(name, () => {
      const newest = filled(bound, put)
      for (const key of put) expect(newest.get(key)).toBe(kept.includes(key) ? `value of ${key}` : undefined)
    })
  }

  test('a value that is put in again replaces the one before', () => {
    const newest = filled(2, ['a'])
    newest.set('a', 'other')
    expect(newest.get('a')).toBe('other')
  })

  test('goes on for ever, through many times its bound', () => {
    const newest = createNewest<number>(10)
    for (let turn = 0; turn < 1000; turn++) newest.set(`key ${turn % 37}`, turn)
    // The last ten: 990 to 999 modulo 37 are 28 to 36 and 0.
    const expected = new Map([[0, 999], ...[...Array(9).keys()].map((n) => [28 + n, 990 + n] as const)])
    for (let key = 0; key < 37; key++) expect(newest.get(`key ${key}`)).toBe(expected.get(key))
  })

  test('is empty after it was cleared, and keeps its bound', () => {
    const newest = filled(2, ['a', 'b', 'c'])
    newest.clear()
    expect(newest.get('c')).toBeUndefined()
    for (const key of ['d', 'e', 'f']) newest.set(key, key)
    expect(['d', 'e', 'f'].map((key) => newest.get(key))).toEqual([undefined, 'e', 'f'])
  })
})
