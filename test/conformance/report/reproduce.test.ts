import { describe, expect, test } from 'vitest'
import { reproduceCommand } from '../../../src/conformance/report/reproduce.js'

const rows = [
  {
    name: 'leaves a plain path as it is',
    target: './my-app',
    expected: 'gc-pkce-check --client ./my-app --check a.b',
  },
  { name: 'quotes a space', target: './my app', expected: "gc-pkce-check --client './my app' --check a.b" },
  { name: 'quotes a quote', target: "./it's", expected: "gc-pkce-check --client './it'\\''s' --check a.b" },
  {
    name: 'quotes what a shell would run',
    target: '$(id)',
    expected: "gc-pkce-check --client '$(id)' --check a.b",
  },
]

test('reproduceCommand names the address of an app that already runs', () => {
  expect(reproduceCommand('http://localhost:3000/', 'a.b')).toBe(
    'gc-pkce-check --url http://localhost:3000/ --check a.b',
  )
})

describe('reproduceCommand', () => {
  for (const row of rows) {
    test(row.name, () => {
      expect(reproduceCommand(row.target, 'a.b')).toBe(row.expected)
    })
  }
})
