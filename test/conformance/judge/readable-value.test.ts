import { describe, expect, test } from 'vitest'
import { readableFields } from '../../../src/conformance/judge/readable-value.js'
import { seeded } from '../../support/seeded.js'

interface Row {
  readonly name: string
  readonly value: string
  readonly fields: readonly (readonly [name: string, value: string])[]
}

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const rows: readonly Row[] = [
  { name: 'keeps a random text as it is', value: 'k3Rz9tQw7LmX2vBn', fields: [['', 'k3Rz9tQw7LmX2vBn']] },
  { name: 'keeps an empty text', value: '', fields: [['', '']] },
  {
    name: 'reads JSON, and names what lies deeper by its way',
    value: '{"a":"x","b":{"c":["y",2]}}',
    fields: [
      ['a', 'x'],
      ['b.c.0', 'y'],
      ['b.c.1', '2'],
    ],
  },
  // printf %s '{"a":"x"}' | basenc --base64url
  { name: 'reads JSON in base64url', value: 'eyJhIjoieCJ9', fields: [['a', 'x']] },
  { name: 'reads JSON in percent-encoding', value: '%7B%22a%22%3A%22x%22%7D', fields: [['a', 'x']] },
  {
    name: 'reads the claims of a signed token',
    value: 'eyJhbGciOiJIUzI1NiJ9.eyJhIjoieCJ9.c2lnbmF0dXJl',
    fields: [['a', 'x']],
  },
  {
    name: 'reads pairs as of a query',
    value: 'a=x%40y&b=2',
    fields: [
      ['a', 'x@y'],
      ['b', '2'],
    ],
  },
  // printf %s '{"v":"eyJhIjoieCJ9"}' | basenc --base64url
  {
    name: 'reads base64 inside of JSON inside of base64',
    value: 'eyJ2IjoiZXlKaElqb2llQ0o5In0',
    fields: [['v.a', 'x']],
  },
  {
    name: 'shows nothing of an encrypted token',
    value: 'eyJhbGciOiJkaXIifQ..48V1_ALb6US04U3b.5eym8TW_c8S.XFBoMYUZodetZdvT',
    fields: [['', 'eyJhbGciOiJkaXIifQ..48V1_ALb6US04U3b.5eym8TW_c8S.XFBoMYUZodetZdvT']],
  },
  { name: 'keeps broken JSON', value: '{"a":', fields: [['', '{"a":']] },
  { name: 'keeps a percent sign that encodes nothing', value: '100%zz', fields: [['', '100%zz']] },
]

describe('readableFields', () => {
  for (const { name, value, fields } of rows) {
    test(name, () => {
      expect(readableFields(value).map((field) => [field.name, field.value])).toEqual(fields)
    })
  }

  test('ends on JSON that is nested a thousand times', () => {
    const nested = `${'['.repeat(1000)}1${']'.repeat(1000)}`
    expect(readableFields(nested).length).toBeGreaterThan(0)
  })

  test('finds no field in random values', () => {
    const { text } = seeded(7)
    for (let round = 0; round < 5000; round++) {
      expect(readableFields(text(22, base64url))).toHaveLength(1)
    }
  })
})
