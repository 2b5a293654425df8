import { describe, expect, test } from 'vitest'
import { createExpiringMap, type Held } from '../../../src/server/state/expiring-map.js'
import { createExpiryQueue } from '../../../src/server/state/expiry-queue.js'

describe('expiring-map', () => {
  test('forgets what has expired, some entries at each set', () => {
    const map = createExpiringMap<number, string>(0, 1000)
    for (let key = 0; key < 20; key++) map.set(key, 'old', 10, 0)
    expect(map.size).toBe(20)
    map.set(100, 'new', 30, 10)
    expect(map.size).toBe(13)
    map.set(101, 'new', 30, 10)
    map.set(102, 'new', 30, 10)
    expect(map.size).toBe(3)
  })

  test('does not tell an entry that is forgotten but not yet removed', () => {
    const map = createExpiringMap<string, string>(5, 1000)
    map.set('a', 'value', 10, 0)
    expect(map.get('a', 14)).toBe('value')
    expect(map.get('a', 15)).toBeUndefined()
  })

  test('drops nothing that is alive', () => {
    const map = createExpiringMap<string, string>(0, 1)
    map.set('a', 'value', 10, 0)
    map.set('b', 'value', 10, 5)
    expect(map.dropExpired(9)).toBe(false)
    expect(map.size).toBe(2)
    expect(map.dropExpired(10)).toBe(true)
    expect(map.dropExpired(10)).toBe(true)
    expect(map.dropExpired(10)).toBe(false)
    expect(map.size).toBe(0)
  })

  test('remembers no expired entry above the bound', () => {
    const map = createExpiringMap<string, string>(1000, 2)
    map.set('a', 'value', 10, 0)
    map.set('b', 'value', 10, 0)
    map.set('c', 'value', 50, 20)
    expect(map.get('a', 20)).toBeUndefined()
    expect(map.get('c', 20)).toBe('value')
  })

  test('finds the oldest entry again after entries were deleted from the middle and the end', () => {
    const map = createExpiringMap<string, string>(0, 1000)
    for (const key of ['a', 'b', 'c', 'd']) map.set(key, key, 10, 0)
    expect(map.dropExpired(5)).toBe(false)
    map.delete('a')
    map.delete('b')
    map.delete('d')
    expect(map.dropExpired(10)).toBe(true)
    expect(map.size).toBe(0)
    map.set('e', 'e', 20, 10)
    expect(map.dropExpired(20)).toBe(true)
    expect(map.size).toBe(0)
  })

  test('a value that is set again lives on, and does not stand before those that expire earlier', () => {
    const map = createExpiringMap<string, string>(0, 1000)
    map.set('a', 'first', 10, 0)
    map.set('b', 'other', 15, 0)
    map.set('a', 'second', 30, 0)
    expect(map.dropExpired(15)).toBe(true)
    expect(map.get('b', 0)).toBeUndefined()
    expect(map.get('a', 29)).toBe('second')
  })

  test('a long life before a short one keeps no place that the short one had', () => {
    const map = createExpiringMap<string, string>(0, 1000)
    map.set('long', 'value', 100, 0)
    map.set('short', 'value', 10, 0)
    expect(map.dropExpired(10)).toBe(true)
    expect(map.get('short', 0)).toBeUndefined()
    expect(map.get('long', 99)).toBe('value')
    expect(map.dropExpired(10)).toBe(false)
  })

  test('entries set and deleted over and over leave the others in the right order', () => {
    const map = createExpiringMap<number, string>(0, 1000)
    map.set(-1, 'first', 500, 0)
    for (let key = 0; key < 1000; key++) {
      map.set(key, 'passing', 400 + (key % 300), 0)
      map.delete(key)
    }
    map.set(-2, 'second', 600, 0)
    expect(map.size).toBe(2)
    expect(map.dropExpired(499)).toBe(false)
    expect(map.dropExpired(500)).toBe(true)
    expect(map.get(-1, 0)).toBeUndefined()
    expect(map.dropExpired(599)).toBe(false)
    expect(map.dropExpired(600)).toBe(true)
  })

  test('what was deleted or replaced takes no room for ever', () => {
    const queue = createExpiryQueue<Held<number, string>>()
    const map = createExpiringMap<number, string>(0, 1000, queue)
    for (let count = 0; count < 10_000; count++) {
      map.set(count % 10, 'value', 1_000_000, 0)
      if (count % 3 === 0) map.delete(count % 10)
    }
    expect(map.size).toBeLessThanOrEqual(10)
    expect(queue.size).toBeLessThan(100)
  })
})
