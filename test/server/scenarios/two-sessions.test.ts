import { describe, expect, test } from 'vitest'
import { twoSessions } from '../../../src/server/scenarios/two-sessions.js'
import { goodOnes, scenarioNamed, tampered } from '../../support/tampering.js'

describe('two-sessions', () => {
  for (const { id, operatedBy } of twoSessions.variants) {
    test(`${id} is operated by the kit, and the mock stays honest`, () => {
      expect(operatedBy).toBe('kit')
      for (const { exchange } of goodOnes)
        expect(tampered(`two-sessions/${id}`, exchange)).toBe(exchange.reply)
      const { policy, quirks, concerns } = scenarioNamed(`two-sessions/${id}`)
      expect({ policy, quirks, concerns }).toEqual({ policy: {}, quirks: {}, concerns: [] })
    })
  }
})
