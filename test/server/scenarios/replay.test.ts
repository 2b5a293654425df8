import { describe, expect, test } from 'vitest'
import { replay } from '../../../src/server/scenarios/replay.js'
import { goodOnes, scenarioNamed, tampered } from '../../support/tampering.js'

describe('replay', () => {
  for (const { id, operatedBy } of replay.variants) {
    test(`${id} is operated by the kit, and the mock stays honest`, () => {
      expect(operatedBy).toBe('kit')
      for (const { exchange } of goodOnes) expect(tampered(`replay/${id}`, exchange)).toBe(exchange.reply)
      const { policy, quirks, concerns } = scenarioNamed(`replay/${id}`)
      expect({ policy, quirks, concerns }).toEqual({ policy: {}, quirks: {}, concerns: [] })
    })
  }
})
