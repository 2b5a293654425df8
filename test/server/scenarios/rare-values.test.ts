// Codes and tokens of rare forms through a whole login: a client that hands them on as they are gets what it came for.
import { describe, expect, test } from 'vitest'
import { createScenarioControl } from '../../../src/server/scenario-control.js'
import { findScenario } from '../../../src/server/scenarios/index.js'
import { createOpaqueTokens } from '../../../src/server/tokens/opaque-tokens.js'
import { fakePorts } from '../../support/fake-ports.js'
import { tokenRequest } from '../../support/login.js'
import { mockWith } from '../../support/mock.js'
import { scenarioMock } from '../../support/scenario-mock.js'

describe('rare codes', () => {
  test('a long one has 2000 characters, and is good', async () => {
    const mock = scenarioMock('honest-variants/code-long')
    const code = await mock.code()
    expect(code).toMatch(/^[\w-]{2000}$/)
    expect((await mock.ask(tokenRequest(code))).status).toBe(200)
  })

  test('a punctuated one survives the way through a form, and is good', async () => {
    const mock = scenarioMock('honest-variants/code-punctuated')
    const code = await mock.code()
    expect(code).toMatch(/^[\w-]{16}\+\/=%&~ [\w-]{16}$/)
    expect((await mock.ask(tokenRequest(code))).status).toBe(200)
  })

  const damages = [
    {
      name: 'a + that became a space',
      change: (code: string) => code.replace('+', ' '),
      says: 'a space where + was',
    },
    {
      name: 'everything from the = on',
      change: (code: string) => code.slice(0, code.indexOf('=')),
      says: 'its end is missing',
    },
    { name: 'a space that was cut out', change: (code: string) => code.replace(' ', ''), says: null },
  ]
  for (const { name, change, says } of damages) {
    test(`a punctuated one is refused with ${name}, and the diagnosis knows it`, async () => {
      const mock = scenarioMock('honest-variants/code-punctuated')
      const reply = await mock.ask(tokenRequest(change(await mock.code())))
      expect(reply.status).toBe(400)
      const { error, error_description } = JSON.parse(reply.body)
      expect(error).toBe('invalid_grant')
      if (says !== null) expect(error_description).toContain(says)
    })
  }
})

const shapes = ['token-4k', 'token-8k', 'token-16k', 'token-opaque', 'token-senseless-jwt', 'token-jwe']

describe('rare tokens', () => {
  for (const shape of shapes) {
    test(`${shape} is good at the API as it was given`, async () => {
      const mock = scenarioMock(`honest-variants/${shape}`)
      const { access_token: token } = await mock.login()
      expect((await mock.call(token)).status).toBe(200)
    })

    test(`${shape} is good after the scenario has ended`, async () => {
      const mock = scenarioMock({ id: `honest-variants/${shape}`, times: 1 })
      const { access_token: token } = await mock.login()
      expect(mock.control.list()).toEqual([])
      expect((await mock.call(token)).status).toBe(200)
    })

    test(`${shape} is refused with one character changed`, async () => {
      const mock = scenarioMock(`honest-variants/${shape}`)
      const token = String((await mock.login())['access_token'])
      const place = shape === 'token-jwe' ? token.lastIndexOf('.') - 9 : token.length - 9
      const changed = `${token.slice(0, place)}${token[place] === 'A' ? 'B' : 'A'}${token.slice(place + 1)}`
      expect((await mock.call(changed)).status).toBe(401)
    })

    test(`${shape} is good where tokens are opaque anyway`, async () => {
      const tokens = createOpaqueTokens(fakePorts().random)
      const text = await tokens.issue(
        { id: '0b6f9d0e-7a52-4f0e-9a55-6f4c1f0d2b11' } as Parameters<typeof tokens.issue>[0],
        { issuer: 'i', audience: 'a' },
      )
      const { tamper } = findScenario(`honest-variants/${shape}`) ?? {}
      const { context } = mockWith()
      const request = tokenRequest('x')
      const honest = {
        status: 200,
        headers: [['Content-Type', 'application/json']] as const,
        body: JSON.stringify({ access_token: text }),
      }
      const sent = tamper?.(honest, { endpoint: 'oauth-token', request, at: 0, issuer: null })
      const given = JSON.parse(sent?.body ?? '{}').access_token
      expect(given).not.toBe(text)
      expect(await tokens.identify(given)).toBe('0b6f9d0e-7a52-4f0e-9a55-6f4c1f0d2b11')
      expect(await context.tokens.identify(given)).toBeNull()
    })
  }

  test('large ones are signed as a whole', async () => {
    const mock = scenarioMock('honest-variants/token-8k')
    const token = String((await mock.login())['access_token'])
    expect(token.split('.')).toHaveLength(3)
    expect(token.length).toBeGreaterThanOrEqual(8192)
    expect(token).not.toContain('~')
  })
})

describe('uses', () => {
  test('some scenarios end by themselves, unless who sets them says otherwise', () => {
    const left = (choice: { id: string; times?: number }) => createScenarioControl([choice]).list()[0]?.left
    expect(left({ id: 'api-trouble/401-once' })).toBe(1)
    expect(left({ id: 'api-trouble/401-once', times: 4 })).toBe(4)
    expect(left({ id: 'api-trouble/401' })).toBeNull()
  })

  test('401-once refuses the first call and no other', async () => {
    const mock = scenarioMock('api-trouble/401-once')
    const { access_token: token } = await mock.login()
    const statuses = []
    for (let time = 0; time < 3; time++) statuses.push((await mock.call(token)).status)
    expect(statuses).toEqual([401, 200, 200])
  })
})
