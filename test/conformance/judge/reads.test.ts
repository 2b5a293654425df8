import { describe, expect, test } from 'vitest'
import type { Check } from '../../../src/conformance/judge/checks/check.js'
import { isReadBy, scenariosOf } from '../../../src/conformance/judge/reads.js'

const check = {
  scenarios: ['honest', 'state-tamper/swapped', 'token-errors'],
  fullScenarios: ['state-tamper/dropped'],
} as unknown as Check

const rows = [
  { name: 'a scenario without variants', id: 'honest', variant: null, read: true },
  { name: 'a variant that is named', id: 'state-tamper', variant: 'swapped', read: true },
  { name: 'a variant that is named for full runs', id: 'state-tamper', variant: 'dropped', read: true },
  { name: 'another variant of that scenario', id: 'state-tamper', variant: 'altered', read: false },
  { name: 'any variant of a scenario that is named whole', id: 'token-errors', variant: 'slow', read: true },
  { name: 'a scenario that is not named', id: 'api-trouble', variant: '401', read: false },
  {
    name: 'a scenario of which only variants are named, without one',
    id: 'state-tamper',
    variant: null,
    read: false,
  },
]

describe('reads', () => {
  for (const { name, read, ...run } of rows) {
    test(`${name} is ${read ? '' : 'not '}read`, () => {
      expect(isReadBy(check, run)).toBe(read)
    })
  }

  test('a check without full scenarios reads what it names', () => {
    expect(scenariosOf({ scenarios: ['honest'] } as unknown as Check)).toEqual(['honest'])
    expect(scenariosOf(check)).toHaveLength(4)
  })
})
