import { describe, expect, test } from 'vitest'
import { findScenario, scenarioNames } from '../../../src/server/scenarios/index.js'
import {
  goodCall,
  goodLogin,
  goodToken,
  neverChanged,
  scenarioNamed,
  tampered,
} from '../../support/tampering.js'

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
      'authz-errors/access-denied',
      'authz-errors/invalid-request',
      'authz-errors/unauthorized-client',
      'authz-errors/unsupported-response-type',
      'authz-errors/invalid-scope',
      'authz-errors/server-error',
      'authz-errors/temporarily-unavailable',
      'authz-errors/invalid-pkce-package',
      'state-tamper/swapped',
      'state-tamper/dropped',
      'state-tamper/altered',
      'token-errors/invalid-request',
      'token-errors/invalid-client',
      'token-errors/invalid-grant',
      'token-errors/unauthorized-client',
      'token-errors/unsupported-grant-type',
      'token-errors/invalid-scope',
      'token-errors/server-error',
      'token-errors/temporarily-unavailable',
      'token-errors/slow',
      'token-errors/rate-limited-400',
      'token-errors/rate-limited-429',
      'token-errors/truncated-json',
      'token-errors/html-page',
      'token-errors/html-page-200',
      'api-trouble/401',
      'api-trouble/403',
      'api-trouble/429',
      'api-trouble/500',
      'api-trouble/503',
      'api-trouble/expires-soon',
      'token-acceptor/key-rotated',
      'token-acceptor/signature-broken',
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

  test('an error code is found as it stands on the wire, too', () => {
    expect(findScenario('token-errors/invalid_grant')).toMatchObject({ variant: 'invalid-grant' })
    expect(findScenario('authz-errors', 'access_denied')).toMatchObject({ variant: 'access-denied' })
  })

  test('only forgiving and short lifetimes change the policy', () => {
    const changed = scenarioNames().filter((name) => Object.keys(findScenario(name)?.policy ?? {}).length > 0)
    expect(changed).toEqual(['forgiving', 'api-trouble/expires-soon'])
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

  const concerned = { authorize: goodLogin, token: goodToken, api: goodCall }

  for (const name of scenarioNames()) {
    const scenario = scenarioNamed(name)

    test(`${name} leaves everything honest that it does not concern`, () => {
      const others = Object.entries(concerned).filter(([concern]) => concern !== scenario.concerns)
      for (const exchange of [...neverChanged, ...others.map(([, other]) => other)]) {
        expect(tampered(name, exchange), exchange.name).toBe(exchange.reply)
      }
    })

    test(`${name} keeps the headers that every reply has, and is the same every time`, () => {
      for (const exchange of Object.values(concerned)) {
        const reply = tampered(name, exchange)
        const missing = exchange.reply.headers.filter(
          ([header]) => !reply.headers.some(([candidate]) => candidate === header),
        )
        expect(missing).toEqual([])
        expect(tampered(name, exchange)).toEqual(reply)
      }
    })

    test(`${name} does something, or is a control`, () => {
      const changed = Object.values(concerned).filter(
        (exchange) => tampered(name, exchange) !== exchange.reply,
      )
      const acts = changed.length > 0 || scenario.rotatesKeys || Object.keys(scenario.policy).length > 0
      expect(acts).toBe(!name.startsWith('honest'))
    })
  }

  for (const row of unknown) {
    test(`finds nothing for ${row.name}`, () => {
      expect(findScenario(row.id, row.variant)).toBeUndefined()
    })
  }
})
