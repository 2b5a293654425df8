import { describe, expect, test } from 'vitest'
import { additives, relationsIn } from '../../../../src/conformance/judge/randomness/additive.js'
import { analyse } from '../../../../src/conformance/judge/randomness/analyse.js'
import { attacks } from '../../../../src/conformance/judge/randomness/attacks/index.js'
import type { Sample } from '../../../../src/conformance/judge/randomness/sample.js'
import { createWork } from '../../../../src/conformance/judge/randomness/work.js'
import { cryptographicBytes, cryptographicText } from '../../../support/random-texts.js'

// A hypothesis reaches 2^128 texts at most. With fewer than 2^17 of them the chance that one of 50 cryptographic
// verifiers of 43 letters of 66 is predicted is below 50 * 2^17 * 2^128 / 66^43 < 2^-109.
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'
const shapes: readonly { readonly name: string; text(label: string): string }[] = [
  { name: '43 letters of 66', text: (label) => cryptographicText(label, letters, 43) },
  { name: '128 letters of 66', text: (label) => cryptographicText(label, letters, 128) },
  { name: '32 bytes in base64url', text: (label) => cryptographicBytes(label, 32).toString('base64url') },
  { name: '32 bytes in hex', text: (label) => cryptographicBytes(label, 32).toString('hex') },
  { name: '43 hex digits', text: (label) => cryptographicText(label, '0123456789abcdef', 43) },
  { name: '43 letters of base 36', text: (label) => cryptographicText(label, letters.slice(26, 62), 43) },
]

function samplesOf(texts: readonly string[]): readonly Sample[] {
  return texts.map((text, index) => ({ role: 'verifier', text, login: index + 1 }))
}

describe('no false alarm', () => {
  for (const { name, text } of shapes) {
    test(`three logins of ${name}, every attack`, () => {
      const texts = ['a', 'b', 'c'].map((login) => text(`${name} ${login}`))
      const { outcome, predictions } = analyse(
        samplesOf(texts),
        { from: 1_764_000_000_000, to: 1_764_000_020_000 },
        { steps: 150_000 },
      )
      expect(predictions).toEqual([])
      expect(outcome).toBe('not-reproduced')
    })

    test(`5 verifiers of ${name}, alone, by the attacks that are quick`, () => {
      const quick = attacks.filter(({ attack }) =>
        ['math-random-v8', 'congruential-bytes', 'patterned-value', 'published-value'].includes(attack.id),
      )
      for (let round = 0; round < 5; round += 1) {
        const samples = samplesOf([text(`${name} ${round}`)])
        for (const { attack } of quick) {
          const series = { role: 'verifier', samples, others: [], window: undefined } as const
          if (attack.unsuited(series) === undefined) {
            expect(attack.run(series, createWork(30_000)).prediction).toBeUndefined()
          }
        }
      }
    })
  }

  test('10,000 rows keep no relation of an additive generator in all their places', () => {
    for (let row = 0; row < 10_000; row += 1) {
      const places = Array.from(cryptographicBytes(`row ${row}`, 96), (byte) => byte % 64)
      for (const generator of additives) expect(relationsIn(places, 64, generator)).toBeUndefined()
    }
  })
})
