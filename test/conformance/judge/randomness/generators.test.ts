import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearest, reducedBasis } from '../../../../src/conformance/judge/randomness/lattice.js'
import { advance, lcg48, lcgWindows, retreat } from '../../../../src/conformance/judge/randomness/lcg.js'
import {
  keyedState,
  seededState,
  untemper,
  wordsAfter,
  wordsOf,
} from '../../../../src/conformance/judge/randomness/mersenne.js'
import { createWork } from '../../../../src/conformance/judge/randomness/work.js'
import { configureProperties } from '../../../support/properties.js'

configureProperties()

describe('mersenne', () => {
  test('seeded with one word it gives the numbers of mt19937ar.out for 5489', () => {
    const words = wordsOf(seededState(5489))
    // std::mt19937 of the C++ standard: the first, and the 10,000th, which [rand.predef] demands.
    expect(words()).toBe(3499211612)
    for (let at = 2; at < 10_000; at += 1) words()
    expect(words()).toBe(4123659995)
  })

  test('seeded with a key it gives the numbers of Python', () => {
    // python3 -c "import random; random.seed(42); print([random.getrandbits(32) for _ in range(3)])"
    const words = wordsOf(keyedState([42]))
    expect([words(), words(), words()]).toEqual([2746317213, 478163327, 107420369])
  })

  test('624 words give all that follow', () => {
    const words = wordsOf(seededState(7636))
    const told = Array.from({ length: 624 }, words)
    const following = wordsAfter(told)
    for (let at = 0; at < 700; at += 1) expect(following()).toBe(words())
  })

  test('tempering is undone', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const state = seededState(seed)
        const first = wordsOf(state)()
        expect(untemper(first)).toBe(state[0])
      }),
    )
  })
})

describe('lcg', () => {
  test('java.util.Random steps as its documentation says', () => {
    // jshell: new Random(42).nextInt() is -1170105035, of the state after (42 ^ 0x5DEECE66D)
    const state = advance(lcg48, 42n ^ 0x5deece66dn)
    expect(BigInt.asIntN(32, state >> 16n)).toBe(-1170105035n)
  })

  test('steps are undone', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 31n - 1n), fc.nat(50), (state, steps) => {
        for (const lcg of [lcg48, lcgWindows]) {
          let at = state
          for (let step = 0; step < steps; step += 1) at = advance(lcg, at)
          expect(retreat(lcg, at, steps)).toBe(state)
        }
      }),
    )
  })
})

describe('lattice', () => {
  const modulus = 2n ** 48n
  const basis = reducedBasis(lcg48.multiplier, modulus, 18)

  test('its rows are vectors of the lattice, shorter than 2^47', () => {
    for (const row of basis.rows) {
      const [first = 0n] = row
      let expected = first
      for (const value of row) {
        expect((value - expected) % modulus).toBe(0n)
        expected *= lcg48.multiplier
      }
      expect(Math.hypot(...row.map(Number))).toBeLessThan(2 ** 47)
    }
  })

  test('a vector that is off by half a letter of 16 is found again', () => {
    const letter = Number(modulus / 16n)
    fc.assert(
      fc.property(
        fc.bigInt(0n, modulus - 1n),
        // The nearest plane is right for errors that come as by chance, not for the worst ones.
        fc.noBias(
          fc.array(fc.integer({ min: -letter / 2, max: letter / 2 }), { minLength: 18, maxLength: 18 }),
        ),
        (state, errors) => {
          let at = state
          const vector = errors.map(() => {
            const own = at
            at = (at * lcg48.multiplier) % modulus
            return own
          })
          const target = vector.map((value, index) => value + BigInt(errors[index] ?? 0))
          expect(nearest(basis, target)).toEqual(vector)
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('work', () => {
  test('a share ends with its own limit or with the whole', () => {
    const work = createWork(100)
    const share = work.share(30)
    expect(share.spend(29)).toBe(true)
    expect(share.spend(1)).toBe(false)
    expect([share.left(), work.spent(), work.left()]).toEqual([0, 30, 70])
    expect(work.share(1_000).left()).toBe(70)
    expect(work.spend(70)).toBe(false)
    expect(work.left()).toBe(0)
  })
})
