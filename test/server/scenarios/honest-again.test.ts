import { describe, expect, test } from 'vitest'
import { honestAgain } from '../../../src/server/scenarios/honest-again.js'
import { findScenario } from '../../../src/server/scenarios/index.js'

describe('honest-again', () => {
  test('is as honest as the first run', () => {
    expect(honestAgain.variants).toEqual([])
    const again = findScenario('honest-again')
    expect({ policy: again?.policy, tamper: again?.tamper }).toEqual({
      policy: findScenario('honest')?.policy,
      tamper: findScenario('honest')?.tamper,
    })
  })
})
