import { describe, expect, test } from 'vitest'
import { honest } from '../../../src/server/scenarios/honest.js'
import { findScenario } from '../../../src/server/scenarios/index.js'

describe('honest', () => {
  test('overrides nothing and tampers with nothing', () => {
    expect(honest.variants).toEqual([])
    expect(findScenario('honest')).toMatchObject({
      concerns: [],
      policy: {},
      quirks: {},
      rotatesKeys: false,
      token: null,
      takesBack: false,
      times: null,
      tamper: null,
    })
  })
})
