import { describe, expect, test } from 'vitest'
import { findScenario, scenarioNames } from '../../../src/server/scenarios/index.js'

const unknown = [
  { name: 'an unknown id', id: 'nonsense', variant: null },
  { name: 'a scenario that needs a variant, without one', id: 'state-tamper', variant: null },
  { name: 'an unknown variant', id: 'state-tamper', variant: 'nonsense' },
  { name: 'a variant of a scenario that has none', id: 'honest', variant: 'swapped' },
  { name: 'an empty variant', id: 'state-tamper/', variant: null },
  { name: 'a variant too many', id: 'state-tamper/swapped/more', variant: null },
]

describe('scenarios', () => {
  test('are known by these names', () => {
    expect(scenarioNames()).toEqual([
      'honest',
      'honest-again',
      'forgiving',
      'state-tamper/swapped',
      'state-tamper/dropped',
      'state-tamper/altered',
    ])
  })

  test('every name finds its scenario', () => {
    for (const name of scenarioNames()) {
      const found = findScenario(name)
      expect(found?.variant === null ? found.id : `${found?.id}/${found?.variant}`).toBe(name)
    }
  })

  test('id and variant may be given apart', () => {
    expect(findScenario('state-tamper', 'dropped')).toMatchObject({ id: 'state-tamper', variant: 'dropped' })
  })

  test('only forgiving changes the policy', () => {
    const changed = scenarioNames().filter((name) => Object.keys(findScenario(name)?.policy ?? {}).length > 0)
    expect(changed).toEqual(['forgiving'])
    expect(findScenario('forgiving')?.policy).toEqual({ forgiving: true })
  })

  test('scenarios without variants tamper with nothing', () => {
    const reply = {
      status: 302,
      headers: [['Location', 'http://127.0.0.1/cb?code=a&state=b']],
      body: '',
    } as const
    const request = { method: 'GET', origin: '', path: '/oauth/authorize', query: '', headers: [], body: '' }
    for (const id of ['honest', 'honest-again', 'forgiving']) {
      expect(findScenario(id)?.tamper(reply, { endpoint: 'oauth-authorize', request })).toBe(reply)
    }
  })

  for (const row of unknown) {
    test(`finds nothing for ${row.name}`, () => {
      expect(findScenario(row.id, row.variant)).toBeUndefined()
    })
  }
})
