import { describe, expect, test } from 'vitest'
import { honest } from '../../../src/server/scenarios/honest.js'
import { findScenario } from '../../../src/server/scenarios/index.js'

describe('honest', () => {
  test('overrides nothing and tampers with nothing', () => {
    expect(honest.variants).toEqual([])
    expect(findScenario('honest')?.policy).toEqual({})
    const reply = {
      status: 302,
      headers: [['Location', 'http://127.0.0.1/cb?code=c&state=s']] as const,
      body: '',
    }
    const request = { method: 'GET', origin: '', path: '', query: '', headers: [], body: '' }
    expect(findScenario('honest')?.tamper(reply, { endpoint: 'oauth-authorize', request })).toBe(reply)
  })
})
