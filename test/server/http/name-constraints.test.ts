import { describe, expect, test } from 'vitest'
import vectors from '../../../fixtures/vectors/name-constraints.json' with { type: 'json' }
import { basesOf, nameConstraints } from '../../../src/server/http/name-constraints.js'

const hex = (octets: Buffer) => octets.toString('hex').toUpperCase()

describe('name-constraints', () => {
  for (const { id, comment, bases, value } of vectors.rows) {
    test(`${comment}: what is permitted is found`, () => {
      expect(basesOf(Buffer.from(value, 'hex')).map(hex)).toEqual(bases)
    })

    if (id !== 'excluded') {
      test(`${comment}: written as openssl writes it`, () => {
        expect(hex(nameConstraints(bases.map((base) => Buffer.from(base, 'hex'))))).toBe(value)
      })
    }
  }

  const [{ value = '' } = {}] = vectors.rows
  const damaged = [
    { name: 'nothing', value: '' },
    { name: 'another type', value: '04020500' },
    { name: 'a list that is cut off', value: value.slice(0, -4) },
    { name: 'a length of four octets', value: `3084${value.slice(2)}` },
    { name: 'a length without octets', value: '3082' },
  ]
  for (const row of damaged) {
    test(`${row.name}: nothing is found`, () => {
      expect(basesOf(Buffer.from(row.value, 'hex'))).toEqual([])
    })
  }
})
