import { describe, expect, test } from 'vitest'
import { granted } from '../../../src/server/replies/reply.js'
import { adminWith } from '../../support/admin.js'
import { exchangeWith } from '../../support/exchanges.js'

function adminAfterLogins() {
  const admin = adminWith()
  const endpoints = ['oauth-authorize', 'oauth-authorize', 'oauth-token', 'oauth-token']
  for (const [index, login] of ['a', 'b', 'b', 'a'].entries()) {
    const endpoint = endpoints[index] ?? null
    admin.state.recorder.record(exchangeWith(index + 1, { endpoint, outcome: granted(login, [], false) }))
  }
  return admin
}

describe('flows', () => {
  test('each login is listed with its exchanges', async () => {
    const { call } = adminAfterLogins()
    const { body } = await call('GET', '/_mock/flows')
    const shape = body.items.map((flow: { id: string; exchanges: { number: number }[] }) => [
      flow.id,
      flow.exchanges.map(({ number }) => number),
    ])
    expect(shape).toEqual([
      ['a', [1, 4]],
      ['b', [2, 3]],
    ])
  })

  test('later ones are asked for by the exchange before them', async () => {
    const { call } = adminAfterLogins()
    const { body } = await call('GET', '/_mock/flows?after=1')
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['b'])
  })

  test('one is found by its id', async () => {
    const { call } = adminAfterLogins()
    expect((await call('GET', '/_mock/flows/b')).body).toMatchObject({ id: 'b', state: 'granted' })
    expect(await call('GET', '/_mock/flows/c')).toMatchObject({
      status: 404,
      body: { error: 'unknown_flow' },
    })
  })

  test('a token that nobody showed is noted in its flow, and told', async () => {
    const { call, ports, notices } = adminAfterLogins()
    ports.advance(10_000)
    await Promise.resolve()
    await Promise.resolve()
    const { body } = await call('GET', '/_mock/flows/b')
    expect(body.notes).toEqual([
      expect.stringMatching(/^token issued in exchange 3, never shown here in 10 s: is the API base /),
    ])
    expect(notices).toHaveLength(2)
  })
})
