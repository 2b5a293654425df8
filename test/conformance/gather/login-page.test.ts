// The user agent of the kit at the login page of the mock, over sockets.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createUserAgent } from '../../../src/conformance/gather/user-agent.js'
import { createMockServer, demoUser, systemPorts } from '../../../src/server/index.js'
import { testKey } from '../../support/keys.js'
import { authorizeForm } from '../../support/login.js'
import { formOf } from '../../support/requests.js'

const closers: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function callbackServer() {
  const seen: URL[] = []
  const server = createServer((request, response) => {
    seen.push(new URL(request.url ?? '', 'http://client'))
    response.end('signed in')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback` }
}

async function atLoginPage(interactive: boolean, password = demoUser.password, consent = false) {
  const mock = createMockServer({ port: 0, policy: { interactive, consent }, signingKey: testKey })
  await mock.start()
  closers.push(() => mock.stop())
  const agent = createUserAgent({
    clock: systemPorts.clock,
    mockUrl: mock.url,
    user: { email: demoUser.email, password },
    lastExchange: () => mock.exchanges.length,
    signal: new AbortController().signal,
  })
  closers.push(() => agent.close())
  const client = await callbackServer()
  const form = { ...authorizeForm, client_id: (await mock.clients())[0]?.id ?? '', redirect_uri: client.url }
  const visit = (more: Record<string, string> = {}) =>
    agent.visit(`${mock.url}/oauth/authorize?${formOf({ ...form, ...more })}`)
  return { mock, client, visit }
}

describe('user agent at the login page', () => {
  test('fills it in and brings the code to the client', async () => {
    const { mock, client, visit } = await atLoginPage(true)
    expect(await visit()).toMatchObject({ kind: 'callback', callback: { answer: { kind: 'answered' } } })
    expect(client.seen).toHaveLength(1)
    expect(client.seen[0]?.searchParams.get('code')).toHaveLength(32)
    expect(client.seen[0]?.searchParams.get('state')).toBe('af0ifjsldkj')
    expect(mock.exchanges.map(({ request, sent }) => [request.method, sent.status])).toEqual([
      ['GET', 200],
      ['POST', 303],
    ])
  })

  test('needs it once: the session goes straight through, unless prompt=login asks again', async () => {
    const { mock, visit } = await atLoginPage(true)
    await visit()
    await visit()
    await visit({ prompt: 'login' })
    expect(mock.exchanges.map(({ request }) => request.method)).toEqual(['GET', 'POST', 'GET', 'GET', 'POST'])
  })

  test('meets it at prompt=login where nobody is asked otherwise', async () => {
    const { client, visit } = await atLoginPage(false)
    await visit({ prompt: 'login' })
    expect(client.seen[0]?.searchParams.get('code')).toHaveLength(32)
  })

  test('stops at the page after a wrong password', async () => {
    const { client, visit } = await atLoginPage(true, 'wrong')
    expect(await visit()).toMatchObject({ kind: 'page', status: 403 })
    expect(client.seen).toEqual([])
  })

  for (const interactive of [false, true]) {
    const asked = interactive ? 'after the login page' : 'where nobody logs in'
    test(`agrees where it is asked for consent, ${asked}, and once per session`, async () => {
      const { mock, client, visit } = await atLoginPage(interactive, demoUser.password, true)
      expect(await visit()).toMatchObject({ kind: 'callback', callback: { answer: { kind: 'answered' } } })
      await visit()
      expect(client.seen.map(({ searchParams }) => searchParams.get('code')?.length)).toEqual([32, 32])
      const posts = interactive ? ['POST', 'POST'] : ['POST']
      expect(mock.exchanges.map(({ request }) => request.method)).toEqual(['GET', ...posts, 'GET'])
    })
  }
})
