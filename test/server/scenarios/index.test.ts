import { describe, expect, test } from 'vitest'
import { findScenario, scenarioNames, scenarios } from '../../../src/server/scenarios/index.js'
import { goodOnes, neverChanged, overHttps, scenarioNamed, tampered } from '../../support/tampering.js'

const unknown = [
  { name: 'an unknown id', id: 'nonsense', variant: null },
  { name: 'a scenario that needs a variant, without one', id: 'state-tamper', variant: null },
  { name: 'an unknown variant', id: 'state-tamper', variant: 'nonsense' },
  { name: 'a variant of a scenario that has none', id: 'honest', variant: 'swapped' },
  { name: 'an empty variant', id: 'state-tamper/', variant: null },
  { name: 'a variant too many', id: 'state-tamper/swapped/more', variant: null },
]

describe('scenarios', () => {
  test('are known by these ids, in the order of the catalogue', () => {
    expect(scenarios.map(({ id }) => id)).toEqual([
      'honest',
      'honest-again',
      'forgiving',
      'honest-variants',
      'authz-errors',
      'state-tamper',
      'forged-response',
      'replay',
      'two-sessions',
      'two-regions',
      'token-errors',
      'api-trouble',
      'refresh-trouble',
      'discovery-trouble',
      'many-runs',
      'seeded-runs',
      'logout',
      'token-acceptor',
    ])
  })

  test('no name is used twice, and each can be typed', () => {
    const names = scenarioNames()
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => !/^[a-z0-9-]+(?:\/[a-z0-9-]+)?$/.test(name))).toEqual([])
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

  test('an error code is found as it stands on the wire, too', () => {
    expect(findScenario('token-errors/invalid_grant')).toMatchObject({ variant: 'invalid-grant' })
    expect(findScenario('authz-errors', 'access_denied')).toMatchObject({ variant: 'access-denied' })
  })

  for (const name of scenarioNames()) {
    const scenario = scenarioNamed(name)

    test(`${name} leaves everything honest that it does not concern`, () => {
      const others = goodOnes.filter(({ concern }) => !scenario.concerns.includes(concern))
      for (const exchange of [...neverChanged, ...others.map((other) => other.exchange)]) {
        expect(tampered(name, exchange), exchange.name).toBe(exchange.reply)
        const secure = overHttps(exchange)
        expect(tampered(name, secure), exchange.name).toBe(secure.reply)
      }
    })

    test(`${name} keeps the headers that every reply has, and is the same every time`, () => {
      for (const { exchange } of goodOnes) {
        const reply = tampered(name, exchange)
        const missing = exchange.reply.headers.filter(
          ([header]) => header !== 'Location' && !reply.headers.some(([candidate]) => candidate === header),
        )
        expect(missing).toEqual([])
        expect(tampered(name, exchange)).toEqual(reply)
      }
    })

    test(`${name} says in one sentence what happens, and what a right client may do`, () => {
      expect(scenario.what).toMatch(/^[A-Z].*\.$/)
      expect(scenario.right.length).toBeGreaterThan(0)
      for (const one of scenario.right) expect(one).toMatch(/^[a-z].*[^.]$/)
    })

    test(`${name} is the kit's, or begins by what the mock does`, () => {
      expect(scenario.operatedBy === 'kit').toBe(scenario.what.startsWith('The kit '))
      if (scenario.operatedBy === 'kit') {
        expect(scenario).toMatchObject({ tamper: null, token: null, rotatesKeys: false, takesBack: false })
      }
    })
  }

  for (const row of unknown) {
    test(`finds nothing for ${row.name}`, () => {
      expect(findScenario(row.id, row.variant)).toBeUndefined()
    })
  }
})
