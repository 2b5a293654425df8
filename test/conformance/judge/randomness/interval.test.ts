import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  arcBetween,
  difference,
  halves,
  holds,
  narrowed,
  turn,
} from '../../../../src/conformance/judge/randomness/arc.js'
import { createEchelon } from '../../../../src/conformance/judge/randomness/gf2.js'
import { insertArc } from '../../../../src/conformance/judge/randomness/interval.js'
import { formAt, formsOf, step, unstep } from '../../../../src/conformance/judge/randomness/xorshift.js'
import { configureProperties } from '../../../support/properties.js'

configureProperties()

const forms = formsOf(40)
const state = fc.tuple(fc.integer(), fc.integer(), fc.integer(), fc.integer())
/** An arc together with a point on it. */
const arcWithPoint = fc
  .record({ start: fc.integer({ min: 0, max: turn - 1 }), width: fc.integer({ min: 1, max: turn - 1 }) })
  .chain((arc) => fc.record({ arc: fc.constant(arc), inside: fc.integer({ min: 0, max: arc.width - 1 }) }))
  .map(({ arc, inside }) => ({ arc, point: ((arc.start + inside) % turn) / turn }))

function run(first: readonly number[], steps: number): Int32Array {
  const words = new Int32Array(2 * steps)
  words.set(first)
  for (let t = 0; t + 2 < steps; t += 1) step(words, t)
  return words
}

function bitOf(words: Int32Array, t: number, bit: number): number {
  return ((words[2 * t + (bit >> 5)] ?? 0) >>> (31 - (bit & 31))) & 1
}

/** A basis that knows the whole state. */
function basisOf(words: Int32Array) {
  const basis = createEchelon()
  for (const t of [0, 1]) {
    for (let bit = 0; bit < 64; bit += 1) basis.insert(forms.words, formAt(t, bit), bitOf(words, t, bit))
  }
  return basis
}

describe('xorshift', () => {
  test('its words are those of the recurrence written with big integers', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 64n - 1n), fc.bigInt(0n, 2n ** 64n - 1n), (one, two) => {
        const a = one ^ BigInt.asUintN(64, one << 23n)
        const next = a ^ (a >> 17n) ^ two ^ (two >> 26n)
        const halvesOf = (word: bigint) => [Number(word >> 32n) | 0, Number(word & 0xffffffffn) | 0]
        const words = run([...halvesOf(one), ...halvesOf(two)], 3)
        expect([words[4], words[5]]).toEqual(halvesOf(next))
      }),
    )
  })

  test('a step is undone', () => {
    fc.assert(
      fc.property(state, (first) => {
        const words = run(first, 3)
        const [a = 0, b = 0, c = 0, d = 0] = words.slice(2)
        expect(unstep(a, b, c, d)).toEqual([first[0], first[1]])
      }),
    )
  })

  test('each bit of each word is the sum of the bits that its form names', () => {
    fc.assert(
      fc.property(state, fc.nat(39), fc.nat(63), (first, t, bit) => {
        const words = run(first, 40)
        expect(basisOf(words).insert(forms.words, formAt(t, bit), bitOf(words, t, bit))).toBe(0)
      }),
    )
  })
})

describe('interval', () => {
  const fraction = (words: Int32Array, t: number) => ((words[2 * t] ?? 0) >>> 0) / 2 ** 32

  test('whatever it concludes from an arc is true of every word on it', () => {
    fc.assert(
      fc.property(
        state,
        fc.nat(39),
        fc.nat(29),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (first, t, size, place) => {
          const words = run(first, 40)
          const width = Math.max(1, turn >> size)
          const point = Math.floor(fraction(words, t) * turn)
          const start = (point - Math.floor(place * width) + turn) % turn
          expect(insertArc(basisOf(words), forms, t, 0, { start, width })).toBe(true)
        },
      ),
    )
  })

  test('an arc that follows from a wider one adds what is new in it, and all of that', () => {
    fc.assert(
      fc.property(arcWithPoint, fc.boolean(), ({ arc }, which) => {
        const part = halves(arc)[which ? 1 : 0]
        const [direct, onTop] = [createEchelon(), createEchelon()]
        insertArc(direct, forms, 0, 0, arc)
        insertArc(direct, forms, 0, 0, part)
        insertArc(onTop, forms, 0, 0, arc)
        insertArc(onTop, forms, 0, 0, part, arc)
        expect(onTop.rank()).toBe(direct.rank())
      }),
    )
  })

  test('one letter of 66 tells four to six bits, one of 64 six', () => {
    const told = (n: number) =>
      Array.from({ length: n }, (_, place) => {
        const basis = createEchelon()
        insertArc(basis, forms, 0, 0, arcBetween(place / n, (place + 1) / n))
        return basis.rank()
      })
    expect(new Set(told(64))).toEqual(new Set([6]))
    expect(Math.min(...told(66))).toBeGreaterThanOrEqual(4)
    expect(Math.max(...told(66))).toBe(6)
  })
})

describe('arc', () => {
  const distance = (one: number, other: number) => (one - other + 1) % 1

  test('a difference holds the difference of any two points', () => {
    fc.assert(
      fc.property(arcWithPoint, arcWithPoint, (sum, other) => {
        const arc = difference(sum.arc, other.arc)
        // The upper end of the sum and the lower end of the other are no points of them.
        const reached = distance(sum.point, other.point)
        expect(holds(arc, reached) || holds(arc, (reached + 1 - 1 / turn) % 1)).toBe(true)
      }),
    )
  })

  test('what is left of an arc holds every point that is on both', () => {
    fc.assert(
      fc.property(arcWithPoint, arcWithPoint, ({ arc, point }, { arc: other }) => {
        const left = narrowed(arc, other)
        if (holds(other, point)) expect(left !== undefined && holds(left, point)).toBe(true)
        if (left !== undefined) expect(left.width).toBeLessThanOrEqual(arc.width)
      }),
    )
  })

  test('of two halves exactly one holds a point', () => {
    fc.assert(
      fc.property(arcWithPoint, ({ arc, point }) => {
        fc.pre(arc.width > 1)
        expect(halves(arc).filter((half) => holds(half, point))).toHaveLength(1)
      }),
    )
  })
})
