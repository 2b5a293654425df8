import { describe, expect, test } from 'vitest'
import { type FlowFacts, tiedIn, viewFlow } from '../../src/server/flows.js'
import type { HttpReply } from '../../src/server/protocol/message.js'
import type { Exchange } from '../../src/server/recorder.js'
import { granted, refused } from '../../src/server/replies/reply.js'
import { exchangeWith } from '../support/exchanges.js'
import { requestFor } from '../support/requests.js'

const mask = (secret: string) => `*${secret.length}*`
const unknown: FlowFacts = { ownerOf: () => undefined, notesOf: () => [] }

const authorize = (number: number, login: string) =>
  exchangeWith(number, { endpoint: 'oauth-authorize', outcome: granted(login, [], false) })
const token = (number: number, login: string) =>
  exchangeWith(number, { endpoint: 'oauth-token', outcome: granted(login, [], false) })

const flowsIn = (exchanges: readonly Exchange[], facts: FlowFacts) =>
  tiedIn(exchanges).map((tied) => viewFlow(tied, facts, mask))

/** The flows as their ids and the numbers of their exchanges. */
function shapeOf(exchanges: readonly Exchange[]): Record<string, number[]> {
  const flows = flowsIn(exchanges, unknown)
  return Object.fromEntries(flows.map(({ id, exchanges: own }) => [id, own.map(({ number }) => number)]))
}

describe('flows', () => {
  test('the exchanges of parallel logins are kept apart, in their order', () => {
    const exchanges = [authorize(1, 'a'), authorize(2, 'b'), token(3, 'b'), token(4, 'a'), exchangeWith(5)]
    expect(shapeOf(exchanges)).toEqual({ a: [1, 4], b: [2, 3] })
  })

  test('a refused beginning is a flow of its own, and so is a token request that names no login', () => {
    const exchanges = [
      exchangeWith(1, { endpoint: 'oauth-authorize', outcome: refused([]) }),
      exchangeWith(2, { endpoint: 'oauth-token', outcome: refused([]) }),
      exchangeWith(3, { endpoint: 'api-v2-users-me', outcome: refused([]) }),
    ]
    expect(shapeOf(exchanges)).toEqual({ 'exchange-1': [1], 'exchange-2': [2] })
  })

  test('a refusal without a login belongs to the exchange that caused it', () => {
    const exchanges = [
      authorize(1, 'a'),
      exchangeWith(2, { endpoint: 'oauth-token', outcome: refused([], 'a') }),
      exchangeWith(3, { endpoint: 'api-v2-users-me', outcome: refused([], null, 2) }),
      exchangeWith(4, { endpoint: 'api-v2-users-me', outcome: refused([], null, 99) }),
    ]
    expect(shapeOf(exchanges)).toEqual({ a: [1, 2, 3] })
  })

  test('a flow says who logged in, when it began, how it stands, and what was noticed', () => {
    const facts: FlowFacts = {
      ownerOf: (family) => ({ family, clientId: 'client', user: 'ada@example.com' }),
      notesOf: (family) => [`a note about ${family}`],
    }
    const [flow] = flowsIn([authorize(1, 'a'), token(2, 'a')], facts)
    expect(flow).toMatchObject({
      id: 'a',
      clientId: 'client',
      user: 'ada@example.com',
      begunAt: '2026-01-15T12:00:01.000Z',
      state: 'granted',
      notes: ['a note about a'],
    })
  })

  test('the latest exchange decides whether a flow is refused', () => {
    const refusal = exchangeWith(2, { endpoint: 'oauth-token', outcome: refused([], 'a') })
    expect(flowsIn([authorize(1, 'a'), refusal], unknown)[0]?.state).toBe('refused')
    expect(flowsIn([authorize(1, 'a'), refusal, token(3, 'a')], unknown)[0]?.state).toBe('granted')
  })

  test('a flow whose success a scenario replaced by an error is refused', () => {
    const played = (reply: HttpReply) =>
      flowsIn([exchangeWith(1, { reply, outcome: granted('a', [], false), scenario: 'x/y' })], unknown)[0]
        ?.state
    expect(played({ status: 429, headers: [], body: '' })).toBe('refused')
    const location = 'http://h/cb?error=access_denied&state=x'
    expect(played({ status: 302, headers: [['Location', location]], body: '' })).toBe('refused')
    expect(played({ status: 200, headers: [], body: '' })).toBe('granted')
  })

  test('the client of a refused beginning is the one that the request names', () => {
    const request = requestFor('GET', '/oauth/authorize?client_id=abc')
    const refusal = exchangeWith(1, { endpoint: 'oauth-authorize', request, outcome: refused([]) })
    expect(flowsIn([refusal], unknown)[0]).toMatchObject({ clientId: 'abc', user: null })
  })
})
