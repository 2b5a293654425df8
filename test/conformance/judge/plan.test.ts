import { describe, expect, test } from 'vitest'
import type { Check } from '../../../src/conformance/judge/checks/check.js'
import { planScenarios } from '../../../src/conformance/judge/plan.js'

const reading = (...scenarios: string[]) => [{ scenarios } as unknown as Check]
const closer = (scenarios: string[], fullScenarios: string[]) => [
  { scenarios, fullScenarios } as unknown as Check,
]
const names = (...args: Parameters<typeof planScenarios>) =>
  planScenarios(...args).map(({ id, variant }) => (variant === null ? id : `${id}/${variant}`))

describe('planScenarios', () => {
  test('runs one honest login for passive checks', () => {
    expect(names(reading('honest', 'forgiving'), 'usual')).toEqual(['honest'])
  })

  test('runs every variant of a scenario that is named whole, between two controls', () => {
    expect(names(reading('honest', 'token-acceptor', 'honest-again'), 'usual').slice(0, 2)).toEqual([
      'honest',
      'token-acceptor/key-rotated',
    ])
    const all = names(reading('state-tamper'), 'usual')
    expect(all).toEqual(expect.arrayContaining(['state-tamper/swapped', 'state-tamper/dropped']))
    expect(all.at(-1)).toBe('honest-again')
  })

  test('runs the variants that are named and no other, in the order of the catalogue', () => {
    const checks = [
      ...reading('state-tamper/altered', 'state-tamper/swapped'),
      ...reading('state-tamper/swapped'),
    ]
    expect(names(checks, 'usual')).toEqual([
      'honest',
      'state-tamper/swapped',
      'state-tamper/altered',
      'honest-again',
    ])
  })

  test('leaves what a check only looks closer at to full runs', () => {
    const checks = closer(['honest', 'state-tamper/swapped'], ['state-tamper/dropped'])
    expect(names(checks, 'usual')).toEqual(['honest', 'state-tamper/swapped', 'honest-again'])
    expect(names(checks, 'full')).toEqual([
      'honest',
      'state-tamper/swapped',
      'state-tamper/dropped',
      'honest-again',
    ])
  })

  test('runs the honest login alone when asked to be quick', () => {
    expect(names(reading('honest', 'state-tamper'), 'honest')).toEqual(['honest'])
  })

  test('begins a second honest login for a check that compares two', () => {
    expect(names(reading('honest', 'forgiving', 'honest-again'), 'usual')).toEqual(['honest', 'honest-again'])
  })

  test('never plans the forgiving run', () => {
    expect(names(reading('honest', 'forgiving', 'state-tamper'), 'usual')).not.toContain('forgiving')
  })
})
