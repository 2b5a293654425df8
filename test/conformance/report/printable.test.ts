import { describe, expect, test } from 'vitest'
import { printable } from '../../../src/conformance/report/printable.js'

const rows = [
  { name: 'leaves ordinary text alone', text: 'Größe 5 × 3', expected: 'Größe 5 × 3' },
  { name: 'shows line breaks and tabs', text: 'a\nb\r\tc', expected: 'a\\nb\\r\\tc' },
  { name: 'disarms terminal escapes', text: '\u001b[2J', expected: '\\u001b[2J' },
  { name: 'disarms escapes of eight bits', text: '\u009b31m', expected: '\\u009b31m' },
  { name: 'shows text that reverses its neighbours', text: 'a\u202eb', expected: 'a\\u202eb' },
  { name: 'shows null and delete', text: '\u0000\u007f', expected: '\\u0000\\u007f' },
]

describe('printable', () => {
  for (const row of rows) {
    test(row.name, () => {
      expect(printable(row.text)).toBe(row.expected)
    })
  }
})
