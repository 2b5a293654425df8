import { describe, expect, test } from 'vitest'
import type { ClientEnd, SeenUrl } from '../../../src/conformance/gather/client.js'
import { type LoginRun, operateLogin } from '../../../src/conformance/gather/login.js'
import type { UserAgent, Visit } from '../../../src/conformance/gather/user-agent.js'
import type { Callback } from '../../../src/conformance/transcript.js'
import type { Exchange } from '../../../src/server/index.js'
import { fakePorts } from '../../support/fake-ports.js'

const loginUrl = 'http://127.0.0.1:7636'
const authorizeUrl = `${loginUrl}/oauth/authorize?client_id=a`

/** Lets every promise that can go on go on. */
async function settle() {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

const delivered: Callback = {
  url: 'http://127.0.0.1:1/cb',
  at: 0,
  afterExchange: 1,
  answer: { kind: 'answered', status: 200, at: 0 },
}

function tokenExchange(kind: 'granted' | 'refused'): Exchange {
  return {
    endpoint: 'oauth-token',
    request: { method: 'POST' },
    outcome: { kind },
  } as Exchange
}

function setUp(visit: Visit = { kind: 'callback', callback: delivered }) {
  const ports = fakePorts()
  const visited: string[] = []
  const callbacks: Callback[] = []
  let say: (seen: SeenUrl) => void = () => undefined
  let hear: (exchange: Exchange) => void = () => undefined
  let finish: (end: ClientEnd) => void = () => undefined
  const interruption = new AbortController()
  const userAgent: UserAgent = {
    visit: (url) => {
      visited.push(url)
      if (visit.kind === 'callback') callbacks.push(visit.callback)
      return Promise.resolve(visit)
    },
    enter: () => Promise.resolve(visit),
    open: () => Promise.resolve(200),
    correlations: new Set(),
    ownCorrelations: new Set(),
    searchedPages: 0,
    liveTexts: [],
    callbacks,
    notes: [],
    close: () => Promise.resolve(),
  }
  const run: LoginRun = {
    client: {
      onUrl: (listener) => {
        say = listener
      },
      ended: new Promise((resolve) => {
        finish = resolve
      }),
      output: () => ({ stdout: '', stderr: '', cut: false }),
      stop: () => Promise.resolve(),
    },
    userAgent,
    loginUrl,
    clock: ports.clock,
    patience: { limit: 30_000, callbackToToken: 10_000, afterToken: 1_500 },
    signal: interruption.signal,
    onExchange: (listener) => {
      hear = listener
      return () => undefined
    },
  }
  const ending = operateLogin(run)
  const thenSettle = async (act: () => void) => {
    act()
    await settle()
  }
  return {
    ending,
    visited,
    advance: (milliseconds: number) => thenSettle(() => ports.advance(milliseconds)),
    interrupt: () => interruption.abort('SIGINT'),
    print: (url: string) => thenSettle(() => say({ url, how: 'printed' })),
    open: (url: string) => thenSettle(() => say({ url, how: 'opened' })),
    exchange: (exchange: Exchange) => thenSettle(() => hear(exchange)),
    end: (exitCode: number | null) =>
      thenSettle(() => finish({ exitCode, what: `it ended with exit code ${exitCode}` })),
  }
}

describe('operateLogin', () => {
  test('finishes when the client got a token and ended with success', async () => {
    const login = setUp()
    await login.print(authorizeUrl)
    await login.exchange(tokenExchange('granted'))
    await login.end(0)
    expect(await login.ending).toEqual({
      kind: 'client-finished',
      what: 'it ended with exit code 0',
      exitCode: 0,
    })
  })

  test('finishes when the client stays up after the login and falls silent', async () => {
    const login = setUp()
    await login.print(authorizeUrl)
    await login.exchange(tokenExchange('granted'))
    await login.advance(1_500)
    expect((await login.ending).kind).toBe('client-finished')
  })

  test('gives an exchange after the token its time', async () => {
    const login = setUp()
    await login.print(authorizeUrl)
    await login.exchange(tokenExchange('granted'))
    await login.advance(1_000)
    await login.exchange(tokenExchange('refused'))
    await login.advance(1_000)
    let over = false
    void login.ending.then(() => {
      over = true
    })
    await settle()
    expect(over).toBe(false)
    await login.advance(500)
    expect((await login.ending).kind).toBe('client-finished')
  })

  test('calls it giving up when the client had its callback and ended without a token', async () => {
    const login = setUp()
    await login.print(authorizeUrl)
    await login.end(0)
    await login.advance(1_000)
    expect(await login.ending).toMatchObject({ kind: 'client-gave-up', exitCode: 0 })
  })

  test('calls it giving up when the client had its callback and does nothing', async () => {
    const login = setUp()
    await login.print(authorizeUrl)
    await login.advance(10_000)
    expect((await login.ending).kind).toBe('client-gave-up')
  })

  test('calls it giving up when its token request was refused and it fell silent', async () => {
    const login = setUp()
    await login.print(authorizeUrl)
    await login.exchange(tokenExchange('refused'))
    await login.advance(1_500)
    expect((await login.ending).kind).toBe('client-gave-up')
  })

  test('calls it giving up when a token was granted and it ended with an error', async () => {
    const login = setUp()
    await login.print(authorizeUrl)
    await login.exchange(tokenExchange('granted'))
    await login.end(1)
    expect(await login.ending).toMatchObject({ kind: 'client-gave-up', exitCode: 1 })
  })

  test('says that a client exited before anything was opened', async () => {
    const login = setUp()
    await login.end(7)
    await login.advance(1_000)
    expect(await login.ending).toMatchObject({ kind: 'client-exited', exitCode: 7 })
  })

  test('stops at an error page of the mock', async () => {
    const login = setUp({ kind: 'page', status: 400, url: authorizeUrl })
    await login.print(authorizeUrl)
    expect((await login.ending).kind).toBe('stopped-at-page')
  })

  test('stops when the client opens the login page of another server', async () => {
    const login = setUp()
    await login.open('https://login.mypurecloud.com/oauth/authorize?client_id=a')
    expect(await login.ending).toMatchObject({
      kind: 'wrong-host',
      what: 'it opened https://login.mypurecloud.com/oauth/authorize (the real service, region us-east-1), which is not the mock at http://127.0.0.1:7636',
    })
  })

  test('ends at the time limit when nothing happens', async () => {
    const login = setUp()
    await login.advance(30_000)
    expect((await login.ending).kind).toBe('deadline')
  })

  test('ends when it is interrupted', async () => {
    const login = setUp()
    login.interrupt()
    expect((await login.ending).kind).toBe('interrupted')
  })

  test('ends at once when the callback cannot be delivered, and says why', async () => {
    const answer = { kind: 'unreachable', why: 'nothing listens on 127.0.0.1:1' } as const
    const login = setUp({ kind: 'callback', callback: { ...delivered, answer } })
    await login.print(authorizeUrl)
    expect(await login.ending).toMatchObject({
      kind: 'callback-not-delivered',
      what: 'its callback could not be delivered: nothing listens on 127.0.0.1:1',
    })
  })

  test('does not wait for a token request after an error in the callback', async () => {
    const login = setUp({
      kind: 'callback',
      callback: { ...delivered, url: 'http://127.0.0.1:1/cb?error=invalid_request' },
    })
    await login.print(authorizeUrl)
    await login.advance(1_500)
    expect((await login.ending).kind).toBe('client-gave-up')
  })

  test('calls it giving up when the client fetched the login page itself and ended', async () => {
    const login = setUp()
    await login.exchange({
      endpoint: 'oauth-authorize',
      correlation: 'x',
      outcome: { kind: 'granted' },
    } as Exchange)
    await login.end(1)
    await login.advance(1_000)
    expect(await login.ending).toMatchObject({ kind: 'client-gave-up', exitCode: 1 })
  })

  test('opens a URL once, although it was printed and opened', async () => {
    const login = setUp()
    await login.print(authorizeUrl)
    await login.open(authorizeUrl)
    expect(login.visited).toEqual([authorizeUrl])
  })

  test('opens a page of the client only when the client opens it, not when it is merely printed', async () => {
    const login = setUp()
    await login.print('http://localhost:3000/')
    expect(login.visited).toEqual([])
    await login.open('http://localhost:3000/')
    expect(login.visited).toEqual(['http://localhost:3000/'])
  })

  test('opens at most three logins of one run', async () => {
    const login = setUp()
    for (const state of ['1', '2', '3', '4']) await login.print(`${authorizeUrl}&state=${state}`)
    expect(login.visited).toHaveLength(3)
  })
})
