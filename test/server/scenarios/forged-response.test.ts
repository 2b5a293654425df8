import { describe, expect, test } from 'vitest'
import { forgedResponse } from '../../../src/server/scenarios/forged-response.js'
import { goodOnes, scenarioNamed, tampered } from '../../support/tampering.js'

describe('forged-response', () => {
  for (const { id, operatedBy } of forgedResponse.variants) {
    test(`${id} is operated by the kit, and the mock stays honest`, () => {
      expect(operatedBy).toBe('kit')
      for (const { exchange } of goodOnes)
        expect(tampered(`forged-response/${id}`, exchange)).toBe(exchange.reply)
      const { policy, quirks, concerns } = scenarioNamed(`forged-response/${id}`)
      expect({ policy, quirks, concerns }).toEqual({ policy: {}, quirks: {}, concerns: [] })
    })
  }
})
