import { describe, expect, test } from 'vitest'
import { createMask } from '../../../src/server/protocol/mask.js'

const key = Buffer.from('00112233445566778899aabbccddeeff', 'hex')

describe('mask', () => {
  // printf %s dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk | openssl dgst -sha256 -mac HMAC -macopt hexkey:00112233445566778899aabbccddeeff
  const expected = 'cded9754'

  test('a secret becomes its length and the beginning of its HMAC', () => {
    expect(createMask(key)('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(`43 characters #${expected}`)
  })

  test('equal secrets are equal under one key and not under another', () => {
    const [one, other] = [createMask(key), createMask(Buffer.from('another key'))]
    expect(one('secret')).toBe(one('secret'))
    expect(one('secret')).not.toBe(one('secreT'))
    expect(one('secret')).not.toBe(other('secret'))
  })

  test('counts characters, not code units', () => {
    expect(createMask(key)('🔑')).toMatch(/^1 character #/)
  })
})
