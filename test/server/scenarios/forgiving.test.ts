import { describe, expect, test } from 'vitest'
import { forgiving } from '../../../src/server/scenarios/forgiving.js'

describe('forgiving', () => {
  test('lets mistakes pass by the policy alone, and tampers with nothing', () => {
    expect(forgiving.policy).toEqual({ forgiving: true })
    expect(forgiving.variants).toEqual([])
  })
})
