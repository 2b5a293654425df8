import { describe, expect, test } from 'vitest'
import type { Check } from '../../../src/conformance/judge/checks/check.js'
import { planScenarios } from '../../../src/conformance/judge/plan.js'

const reading = (...scenarios: string[]) => [{ scenarios } as unknown as Check]
const names = (...args: Parameters<typeof planScenarios>) =>
  planScenarios(...args).map(({ id, variant }) => (variant === null ? id : `${id}/${variant}`))

describe('planScenarios', () => {
  test('runs one honest login for passive checks', () => {
    expect(names(reading('honest', 'forgiving'), 'all')).toEqual(['honest'])
  })

  test('runs every variant of an active scenario between two controls', () => {
    expect(names(reading('honest', 'state-tamper', 'honest-again'), 'all')).toEqual([
      'honest',
      'state-tamper/swapped',
      'state-tamper/dropped',
      'state-tamper/altered',
      'honest-again',
    ])
  })

  test('runs the honest login alone when asked to be quick', () => {
    expect(names(reading('honest', 'state-tamper'), 'honest')).toEqual(['honest'])
  })

  test('begins a second honest login for a check that compares two', () => {
    expect(names(reading('honest', 'forgiving', 'honest-again'), 'all')).toEqual(['honest', 'honest-again'])
  })

  test('never plans the forgiving run', () => {
    expect(names(reading('honest', 'forgiving', 'state-tamper'), 'all')).not.toContain('forgiving')
  })
})
