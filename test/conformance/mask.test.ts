import { describe, expect, test } from 'vitest'
import { createMask } from '../../src/conformance/mask.js'

describe('createMask', () => {
  // printf abc | openssl dgst -sha256 -hmac key
  test('gives the length and the first 8 hex digits of the HMAC', () => {
    expect(createMask(Buffer.from('key'))('abc')).toBe('3 characters #9c196e32')
  })

  test('gives equal secrets equal marks, and another key another mark', () => {
    const mask = createMask(Buffer.from('key'))
    expect(mask('secret')).toBe(mask('secret'))
    expect(createMask(Buffer.from('other'))('secret')).not.toBe(mask('secret'))
  })

  test('counts characters, not code units', () => {
    expect(createMask(Buffer.from('key'))('🔑')).toMatch(/^1 character #/)
  })
})
