import { describe, expect, test } from 'vitest'
import { methodMistake } from '../../../../src/server/protocol/autopsy/method.js'
import { lookUp, parseParameters } from '../../../../src/server/protocol/parameters.js'

function kindOf(raw: string): string | null {
  return methodMistake(lookUp(parseParameters(raw), 'm'))?.kind ?? null
}

describe('autopsy/method', () => {
  const rows = [
    { name: 'S256', raw: 'm=S256', kind: null },
    { name: 'S256 twice, which is told elsewhere', raw: 'm=S256&m=S256', kind: null },
    { name: 'nothing', raw: '', kind: 'method-missing' },
    { name: 'an empty value', raw: 'm=', kind: 'method-missing' },
    { name: 'plain', raw: 'm=plain', kind: 'method-plain' },
    { name: 'plain in capitals', raw: 'm=PLAIN', kind: 'method-plain' },
    { name: 's256', raw: 'm=s256', kind: 'method-misspelt' },
    { name: 'S-256', raw: 'm=S-256', kind: 'method-misspelt' },
    { name: 'SHA256', raw: 'm=SHA256', kind: 'method-misspelt' },
    { name: 'B023: SHA-256', raw: 'm=SHA-256', kind: 'method-misspelt' },
    { name: 'sha_256', raw: 'm=sha_256', kind: 'method-misspelt' },
    { name: 'S256 with a blank', raw: 'm=S256+', kind: 'method-misspelt' },
    { name: 'S256 in quotes', raw: 'm=%22S256%22', kind: 'method-misspelt' },
    { name: 'S265', raw: 'm=S2556', kind: 'method-misspelt' },
    { name: 'S512', raw: 'm=S512', kind: 'method-unsupported' },
    { name: 'SHA-512', raw: 'm=SHA-512', kind: 'method-unsupported' },
    { name: 'S999', raw: 'm=S999', kind: 'method-unsupported' },
    { name: 'a method of JavaScript', raw: 'm=toString', kind: 'method-unsupported' },
    { name: 'undefined', raw: 'm=undefined', kind: 'value-stringified' },
    { name: 'a very long value', raw: `m=${'S256'.repeat(1000)}`, kind: 'method-unsupported' },
  ]
  for (const { name, raw, kind } of rows) {
    test(`${name}: ${kind ?? 'right'}`, () => expect(kindOf(raw)).toBe(kind))
  }
})
