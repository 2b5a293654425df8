// Properties of reading parameters, for any text.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  firstValue,
  lookUp,
  mostParameters,
  parseParameters,
} from '../../../src/server/protocol/parameters.js'
import { configureProperties } from '../../support/properties.js'

/** Text of whole characters: lone surrogates have no encoding. */
const text = fc.string({ unit: 'grapheme' })
const name = text.filter((value) => value !== '')
const pairs = fc.array(fc.tuple(name, text), { maxLength: 30 })

configureProperties()

describe('parameters: properties', () => {
  test('what URLSearchParams writes is read back, in its order, without damage', () => {
    fc.assert(
      fc.property(pairs, (entries) => {
        const read = parseParameters(new URLSearchParams(entries).toString())
        expect(read.map(({ name: key, value }) => [key, value])).toEqual(entries)
        expect(read.every(({ damage }) => damage === null)).toBe(true)
      }),
    )
  })

  test('what encodeURIComponent writes is read back', () => {
    fc.assert(
      fc.property(pairs, (entries) => {
        const raw = entries.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')
        expect(parseParameters(raw).map(({ name: key, value }) => [key, value])).toEqual(entries)
      }),
    )
  })

  test('any text is read without failing, and never more pairs than are allowed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (raw) => {
        const read = parseParameters(raw)
        expect(read.length).toBeLessThanOrEqual(mostParameters)
        expect(read.length).toBeLessThanOrEqual(raw.split('&').length)
        for (const { raw: value } of read) expect(raw).toContain(value)
      }),
    )
  })

  test('octets that are percent-encoded are read as UTF-8, or marked as damaged', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (octets) => {
        const raw = [...octets].map((octet) => `%${octet.toString(16).padStart(2, '0')}`).join('')
        const [read] = parseParameters(`x=${raw}`)
        const value = Buffer.from(octets).toString('utf8')
        const isUtf8 = Buffer.from(value, 'utf8').equals(Buffer.from(octets))
        expect(read?.value).toBe(value)
        expect(read?.damage).toBe(isUtf8 ? null : 'invalid-utf8')
      }),
    )
  })

  test('a parameter is found once, doubled or not at all, by its name alone', () => {
    fc.assert(
      fc.property(pairs, name, (entries, wanted) => {
        const found = lookUp(parseParameters(new URLSearchParams(entries).toString()), wanted)
        const values = entries.filter(([key]) => key === wanted).map(([, value]) => value)
        const kind =
          values.length > 1 ? 'doubled' : values.length === 0 ? 'absent' : values[0] === '' ? 'empty' : 'one'
        expect(found.kind).toBe(kind)
      }),
    )
  })

  test('the first value is one that was sent and is not empty, or null', () => {
    fc.assert(
      fc.property(pairs, (entries) => {
        const read = parseParameters(new URLSearchParams(entries).toString())
        for (const [key] of entries) {
          const values = entries
            .filter(([other, value]) => other === key && value !== '')
            .map(([, value]) => value)
          expect(firstValue(read, key)).toBe(values[0] ?? null)
        }
      }),
    )
  })
})
