import { describe, expect, test } from 'vitest'
import { seededRuns } from '../../../src/server/scenarios/seeded-runs.js'
import { goodOnes, scenarioNamed, tampered } from '../../support/tampering.js'

describe('seeded-runs', () => {
  for (const { id, operatedBy } of seededRuns.variants) {
    test(`${id} is operated by the kit, and the mock stays honest`, () => {
      expect(operatedBy).toBe('kit')
      for (const { exchange } of goodOnes)
        expect(tampered(`seeded-runs/${id}`, exchange)).toBe(exchange.reply)
      const { policy, quirks, concerns } = scenarioNamed(`seeded-runs/${id}`)
      expect({ policy, quirks, concerns }).toEqual({ policy: {}, quirks: {}, concerns: [] })
    })
  }
})
