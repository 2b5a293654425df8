import { describe, expect, test } from 'vitest'
import { manyRuns } from '../../../src/server/scenarios/many-runs.js'
import { goodOnes, scenarioNamed, tampered } from '../../support/tampering.js'

describe('many-runs', () => {
  for (const { id, operatedBy } of manyRuns.variants) {
    test(`${id} is operated by the kit, and the mock stays honest`, () => {
      expect(operatedBy).toBe('kit')
      for (const { exchange } of goodOnes) expect(tampered(`many-runs/${id}`, exchange)).toBe(exchange.reply)
      const { policy, quirks, concerns } = scenarioNamed(`many-runs/${id}`)
      expect({ policy, quirks, concerns }).toEqual({ policy: {}, quirks: {}, concerns: [] })
    })
  }
})
