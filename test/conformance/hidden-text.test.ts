// Encoded forms: printf %s abcdefghijklmnop-1 | base64, | xxd -p, and both by Python's base64 twice.
import { describe, expect, test } from 'vitest'
import { disguiseOf } from '../../src/conformance/hidden-text.js'

const wanted = 'abcdefghijklmnop-1'

const rows = [
  { name: 'finds it in plain', text: `x ${wanted} y`, expected: 'plain' },
  { name: 'finds it percent-encoded', text: 'x%61bcdefghijklmnop%2D1', expected: 'percent-encoded' },
  { name: 'finds it percent-encoded twice', text: 'abcdefghijklmnop%252D1', expected: 'percent-encoded' },
  { name: 'finds it in base64', text: 'YWJjZGVmZ2hpamtsbW5vcC0x', expected: 'base64' },
  { name: 'finds it in base64 at any alignment', text: 'xYWJjZGVmZ2hpamtsbW5vcC0x', expected: 'base64' },
  { name: 'finds it in base64 of base64', text: 'WVdKalpHVm1aMmhwYW10c2JXNXZjQzB4', expected: 'base64' },
  { name: 'finds it in hex digits', text: '6162636465666768696a6b6c6d6e6f702d31', expected: 'hex' },
  {
    name: 'finds it in hex digits at any alignment',
    text: 'f6162636465666768696a6b6c6d6e6f702d31',
    expected: 'hex',
  },
  { name: 'finds it in capital hex digits', text: '6162636465666768696A6B6C6D6E6F702D31', expected: 'hex' },
  { name: 'does not find another text', text: 'abcdefghijklmnop-2', expected: null },
  { name: 'does not find it in another case', text: wanted.toUpperCase(), expected: null },
] as const

describe('hidden-text', () => {
  for (const { name, text, expected } of rows) {
    test(name, () => expect(disguiseOf(wanted, text)).toBe(expected))
  }

  test('never finds a text of less than 16 characters', () => {
    expect(disguiseOf('abcdefghijklmno', 'abcdefghijklmno')).toBeNull()
    expect(disguiseOf('abcdefghijklmnop', 'abcdefghijklmnop')).toBe('plain')
  })
})
