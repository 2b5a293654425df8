import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  added,
  contradiction,
  createEchelon,
  known,
} from '../../../../src/conformance/judge/randomness/gf2.js'
import { configureProperties } from '../../../support/properties.js'

configureProperties()

const words = fc.tuple(fc.integer(), fc.integer(), fc.integer(), fc.integer())
const form = words.map((values) => Int32Array.from(values))

/** The parity of form & x, bit by bit. */
function rightSide(one: Int32Array, x: Int32Array): number {
  let sum = 0
  for (let bit = 0; bit < 128; bit += 1) {
    const at = 31 - (bit & 31)
    sum ^= ((one[bit >> 5] ?? 0) >>> at) & ((x[bit >> 5] ?? 0) >>> at) & 1
  }
  return sum
}

describe('gf2', () => {
  test('equations that one vector fulfils never contradict each other, and it is among their solutions', () => {
    fc.assert(
      fc.property(form, fc.array(form, { minLength: 118, maxLength: 200 }), (x, forms) => {
        const basis = createEchelon()
        for (const one of forms) expect(basis.insert(one, 0, rightSide(one, x))).not.toBe(contradiction)
        const found: string[] = []
        const enumerated = basis.solutions(12, (solution) => {
          found.push(solution.join())
          return false
        })
        expect(enumerated).toBe(basis.rank() >= 116)
        if (enumerated) {
          expect(found).toContain(x.join())
          expect(new Set(found).size).toBe(2 ** (128 - basis.rank()))
        }
      }),
      { numRuns: 30 },
    )
  })

  test('an equation is new, then known, then contradicted by its contrary', () => {
    fc.assert(
      fc.property(form, fc.constantFrom(0, 1), (one, value) => {
        fc.pre(one.some((word) => word !== 0))
        const basis = createEchelon()
        expect(basis.insert(one, 0, value)).toBe(added)
        expect(basis.insert(one, 0, value)).toBe(known)
        expect(basis.insert(one, 0, 1 - value)).toBe(contradiction)
        expect(basis.rank()).toBe(1)
      }),
    )
  })

  test('a basis cut to an earlier rank knows what it knew then and no more', () => {
    fc.assert(
      fc.property(form, form, fc.constantFrom(0, 1), (one, other, value) => {
        const basis = createEchelon()
        basis.insert(one, 0, value)
        const rank = basis.rank()
        const said = basis.insert(other, 0, 0)
        basis.cutTo(rank)
        expect(basis.insert(one, 0, value)).toBe(known)
        expect(basis.insert(other, 0, 0)).toBe(said)
      }),
    )
  })
})
