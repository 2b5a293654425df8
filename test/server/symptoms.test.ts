import { describe, expect, test } from 'vitest'
import type { Exchange, Outcome } from '../../src/server/recorder.js'
import { answered, granted, refused } from '../../src/server/replies/reply.js'
import { createWatch, neverShown } from '../../src/server/symptoms.js'
import { fakePorts } from '../support/fake-ports.js'
import { goodToken } from '../support/tampering.js'

function exchangeOf(number: number, endpoint: string, outcome: Outcome): Exchange {
  const { request, reply } = goodToken
  return {
    number,
    at: 0,
    endpoint,
    request,
    honest: reply,
    sent: reply,
    outcome,
    correlation: String(number),
  }
}

const token = (number: number, login = 'login-1') =>
  exchangeOf(number, 'oauth-token', granted(login, [], false))
const call = (number: number, outcome = granted('login-1', [], false)) =>
  exchangeOf(number, 'api-v2-users-me', outcome)

function watching() {
  const { clock, advance } = fakePorts()
  const told: string[] = []
  const watch = createWatch({ clock, onNeverShown: (login, { number }) => told.push(`${login} ${number}`) })
  const pass = async (milliseconds: number) => {
    advance(milliseconds)
    await Promise.resolve()
    await Promise.resolve()
  }
  return { watch, told, pass }
}

describe('symptoms', () => {
  test('a token that nobody shows is told after ten seconds, once', async () => {
    const { watch, told, pass } = watching()
    watch.see(token(2))
    await pass(9999)
    expect(told).toEqual([])
    await pass(1)
    expect(told).toEqual(['login-1 2'])
    await pass(60_000)
    expect(told).toHaveLength(1)
  })

  test('a token that is shown in time is no symptom', async () => {
    const { watch, told, pass } = watching()
    watch.see(token(2))
    await pass(9000)
    watch.see(call(3))
    await pass(60_000)
    expect(told).toEqual([])
  })

  test('nor is one that is shown and refused: the client came to the right place', async () => {
    const { watch, told, pass } = watching()
    watch.see(token(2))
    watch.see(call(3, refused([], 'login-1')))
    await pass(60_000)
    expect(told).toEqual([])
  })

  test('calls of other logins, and exchanges of no login, do not count', async () => {
    const { watch, told, pass } = watching()
    watch.see(token(2))
    watch.see(call(3, granted('login-2', [], false)))
    watch.see(call(4, answered))
    await pass(10_000)
    expect(told).toEqual(['login-1 2'])
  })

  test('a second token of the same login is not waited for twice, and a refused request not at all', async () => {
    const { watch, told, pass } = watching()
    watch.see(token(2))
    watch.see(token(3))
    watch.see(exchangeOf(4, 'oauth-token', refused([], 'login-9')))
    await pass(20_000)
    expect(told).toEqual(['login-1 2'])
  })

  test('a client that a scenario gave no token is not waited for', async () => {
    const { watch, told, pass } = watching()
    const limited = { status: 429, headers: [], body: '' }
    watch.see({ ...token(2), sent: limited })
    watch.see({ ...token(3), sent: { ...goodToken.reply, body: '{"acc' } })
    await pass(60_000)
    expect(told).toEqual([])
  })

  test('what is said names the exchange, the likely cause and the way out', () => {
    expect(neverShown(token(7))).toBe(
      "token issued in exchange 7, never shown here in 10 s: is the API base of the client still the real one? Point it at this mock, in the JavaScript SDK by client.setGateway({ host: '127.0.0.1', protocol: 'http', port: 7636 })",
    )
  })

  const origins = [
    { origin: 'https://[::1]', gateway: "{ host: '[::1]', protocol: 'https' }" },
    { origin: 'http://[::1]:80', gateway: "{ host: '[::1]', protocol: 'http', port: 80 }" },
    { origin: 'http://mock:99999', gateway: "{ host: 'mock', protocol: 'http', port: 99999 }" },
    { origin: 'http://~', gateway: "{ host: '~', protocol: 'http' }" },
  ]
  for (const { origin, gateway } of origins) {
    test(`the way out is said for ${origin}, whatever a client may have named`, () => {
      const exchange = token(7)
      expect(neverShown({ ...exchange, request: { ...exchange.request, origin } })).toContain(`(${gateway})`)
    })
  }

  test('each of several logins is told at its own time, whatever becomes of the others', async () => {
    const { watch, told, pass } = watching()
    watch.see(token(1, 'login-1'))
    await pass(4000)
    watch.see(token(2, 'login-2'))
    watch.see(token(3, 'login-3'))
    await pass(4000)
    watch.see(token(4, 'login-4'))
    watch.see(call(5))
    watch.see(call(6, granted('login-3', [], false)))
    await pass(5999)
    expect(told).toEqual([])
    await pass(1)
    expect(told).toEqual(['login-2 2'])
    await pass(3999)
    expect(told).toHaveLength(1)
    await pass(1)
    expect(told).toEqual(['login-2 2', 'login-4 4'])
  })

  test('a token that is issued after all others were shown is waited for as long', async () => {
    const { watch, told, pass } = watching()
    watch.see(token(1))
    watch.see(call(2))
    await pass(9000)
    watch.see(token(3, 'login-2'))
    await pass(9999)
    expect(told).toEqual([])
    await pass(1)
    expect(told).toEqual(['login-2 3'])
  })

  test('a stop ends the waiting', async () => {
    const { watch, told, pass } = watching()
    watch.see(token(2))
    watch.stop()
    await pass(60_000)
    expect(told).toEqual([])
    watch.see(token(3))
    await pass(10_000)
    expect(told).toEqual(['login-1 3'])
  })
})
