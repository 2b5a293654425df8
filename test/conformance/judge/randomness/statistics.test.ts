import { describe, expect, test } from 'vitest'
import { byteBias, upperTail } from '../../../../src/conformance/judge/randomness/byte-bias.js'
import { statisticsOf } from '../../../../src/conformance/judge/randomness/statistics.js'
import { cryptographicBytes, cryptographicText } from '../../../support/random-texts.js'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'

/** Logins whose letters are `byte % n`. */
function biased(label: string, alphabet: string, logins: number, length: number): readonly string[] {
  return Array.from({ length: logins }, (_, login) =>
    Array.from(
      cryptographicBytes(`${label} ${login}`, length),
      (byte) => alphabet[byte % alphabet.length],
    ).join(''),
  )
}

function uniform(label: string, alphabet: string, logins: number, length: number): readonly string[] {
  return Array.from({ length: logins }, (_, login) =>
    cryptographicText(`${label} ${login}`, alphabet, length),
  )
}

describe('upperTail', () => {
  // Tables of the normal distribution.
  for (const [z, chance] of [
    [0, 0.5],
    [1.644854, 0.05],
    [2.326348, 0.01],
    [4.753424, 1e-6],
    [-1.644854, 0.95],
  ] as const) {
    test(`beyond ${z} lies ${chance}`, () => {
      expect(Math.abs(upperTail(z) / chance - 1)).toBeLessThan(2e-5)
    })
  }
})

describe('byte-bias', () => {
  // By counting bytes: 3,191 characters find the bias of byte % 66 in half of the clients, 6,590 in 99 of 100.
  for (const alphabet of [letters, letters.slice(0, 62)]) {
    test(`byte % ${alphabet.length} is found in 220 logins of 43, again and again`, () => {
      for (let round = 0; round < 3; round += 1) {
        const bias = byteBias(biased(`biased ${round}`, alphabet, 220, 43))
        expect(bias).toMatchObject({ letters: alphabet.length, biased: true, errorRate: 1e-6 })
        expect(bias?.pValue).toBeLessThan(1e-6)
      }
    })

    test(`uniform letters of ${alphabet.length} are not`, () => {
      for (let round = 0; round < 20; round += 1) {
        expect(byteBias(uniform(`uniform ${round}`, alphabet, 80, 43))?.biased).toBe(false)
      }
    })
  }

  test('the number of logins that it would need is said', () => {
    const { loginsNeeded = 0 } = byteBias(biased('few', letters, 40, 43)) ?? {}
    expect(loginsNeeded).toBeGreaterThan(150)
    expect(loginsNeeded).toBeLessThan(220)
  })

  test('64 letters have no bias, and a few characters show none', () => {
    expect(byteBias(biased('64', `${letters.slice(0, 62)}-_`, 300, 43))).toBeUndefined()
    expect(byteBias(biased('three', letters, 3, 43))).toBeUndefined()
  })

  test('UUIDs are no letters of a large alphabet', () => {
    const uuids = uniform('uuid', '0123456789abcdef', 400, 40).map(
      (text) => `${text.slice(0, 8)}-${text.slice(8)}`,
    )
    expect(byteBias(uuids)).toBeUndefined()
  })
})

describe('statistics', () => {
  const rows: readonly {
    readonly name: string
    readonly texts: readonly string[]
    readonly bits: number
    readonly kinds?: readonly string[]
  }[] = [
    { name: '43 letters of 66', texts: uniform('s', letters, 4, 43), bits: 43 * Math.log2(66) },
    { name: '43 hex digits', texts: uniform('s', '0123456789abcdef', 4, 43), bits: 172 },
    {
      name: '43 small letters and digits',
      texts: uniform('s', letters.slice(26, 62), 4, 43),
      bits: 43 * Math.log2(36),
    },
    {
      name: 'two UUIDs of version 4',
      texts: ['f47ac10b-58cc-4372-a567-0e02b2c3d479f47ac10b-58cc-4372-a567-0e02b2c3d479'],
      bits: 244,
    },
    { name: 'a UUID of version 7, from RFC 9562', texts: ['017F22E2-79B0-7CC3-98C4-DC0C0C07398F'], bits: 74 },
    { name: 'a UUID of version 1, from RFC 9562', texts: ['C232AB00-9414-11EC-B3C8-9F6BDECED846'], bits: 14 },
    {
      name: 'a constant beginning',
      texts: uniform('s', letters, 12, 33).map((text) => `constant--${text}`),
      bits: 33 * Math.log2(66),
      kinds: ['fixed-characters'],
    },
    {
      name: 'a shuffled alphabet, cut',
      texts: ['qL8wZrT2mXc5VbN1kJhG7fDs9aPoIuYeWQ0lKjHgFdSA', '3xCvBnMzAqWsEdRfTgYhUjIkOlP0987654ytrewQXKbZ'],
      bits: 44 * Math.log2(62),
      kinds: ['no-repeated-character'],
    },
  ]
  for (const row of rows) {
    test(`${row.name}: ${row.bits.toFixed(1)} bits at most`, () => {
      const { bits, suspicions } = statisticsOf('verifier', row.texts)
      expect(bits).toBeCloseTo(row.bits, 6)
      expect(suspicions.map(({ kind }) => kind)).toEqual(row.kinds ?? [])
    })
  }
})
