// Scenarios that need real connections: what is cut on the way, and where a redirect leads.
import { fetch, type RequestInit, type Response } from 'undici'
import { afterEach, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type ServerOptions } from '../../../src/server/index.js'
import { testKey } from '../../support/keys.js'
import { authorizeForm, publicClient, tokenForm } from '../../support/login.js'
import { mappedHosts } from '../../support/mapped-hosts.js'
import { formOf } from '../../support/requests.js'

const mocks: MockServer[] = []
afterEach(async () => {
  for (const mock of mocks.splice(0)) await mock.stop()
})

async function started(scenario: string, options: ServerOptions = {}): Promise<MockServer> {
  const mock = createMockServer({
    port: 0,
    clients: [{ ...publicClient, redirectUris: [...publicClient.redirectUris] }],
    signingKey: testKey,
    scenario,
    ...options,
  })
  mocks.push(mock)
  await mock.start()
  return mock
}

/** What answers like the `fetch` of the platform. */
type Fetch = (url: string, options?: RequestInit) => Promise<Response>

async function codeFrom(mock: MockServer, by: Fetch = fetch): Promise<string> {
  const reply = await by(`${mock.url}/oauth/authorize?${formOf(authorizeForm)}`, { redirect: 'manual' })
  return new URL(reply.headers.get('location') ?? '').searchParams.get('code') ?? ''
}

function redeem(
  mock: MockServer,
  code: string,
  redirect: 'manual' | 'follow' = 'manual',
  by: Fetch = fetch,
): Promise<Response> {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  return by(`${mock.url}/oauth/token`, { method: 'POST', headers, body: formOf(tokenForm(code)), redirect })
}

/** Host and method of the requests at the token endpoint, in their order. */
function tokenRequests({ exchanges }: MockServer): readonly string[] {
  return exchanges
    .filter(({ request }) => request.path === '/oauth/token')
    .map(
      ({ request }) =>
        `${request.method} ${new URL(request.origin).hostname}${request.body === '' ? '' : ' with a body'}`,
    )
}

describe('scenarios over sockets', () => {
  for (const variant of ['connection-reset', 'connection-cut']) {
    test(`${variant}: the client gets no token, and its code is spent`, async () => {
      const mock = await started(`token-errors/${variant}`)
      const code = await codeFrom(mock)
      await expect(redeem(mock, code).then((reply) => reply.text())).rejects.toThrow()
      mock.scenario.set('honest')
      expect((await redeem(mock, code)).status).toBe(400)
      expect(mock.exchanges.at(-2)).toMatchObject({ scenario: `token-errors/${variant}` })
    })
  }

  for (const variant of ['silence', 'drip']) {
    test(`${variant} ends with the mock, and nothing is left waiting`, async () => {
      const mock = await started(`token-errors/${variant}`)
      const code = await codeFrom(mock)
      const arrived = new Promise<void>((resolve) => mock.onExchange(() => resolve()))
      const waiting = redeem(mock, code).then((reply) => reply.text())
      await arrived
      await mock.stop()
      await expect(waiting).rejects.toThrow()
    })
  }

  for (const [variant, sent] of [
    ['redirect-307', 'POST localhost with a body'],
    ['redirect-308', 'POST localhost with a body'],
    ['redirect-302', 'GET localhost'],
  ] as const) {
    test(`${variant}: what a client sends to the other host is recorded there`, async () => {
      const mock = await started(`token-errors/${variant}`)
      const reply = await redeem(mock, await codeFrom(mock), 'follow')
      expect(tokenRequests(mock)).toEqual(['POST 127.0.0.1 with a body', sent])
      expect(reply.status).toBe(variant === 'redirect-302' ? 405 : 200)
    })

    test(`${variant}: a client that does not follow has spent nothing`, async () => {
      const mock = await started(`token-errors/${variant}`)
      const code = await codeFrom(mock)
      const reply = await redeem(mock, code)
      expect(reply.headers.get('location')).toBe(`http://localhost:${mock.port}/oauth/token?gc_elsewhere=1`)
      mock.scenario.set('honest')
      expect((await redeem(mock, code)).status).toBe(200)
    })
  }

  test('api-trouble/redirect-307: the token that a client takes along is seen at the other host', async () => {
    const mock = await started('api-trouble/redirect-307')
    const token = ((await (await redeem(mock, await codeFrom(mock))).json()) as { access_token: string })
      .access_token
    await fetch(`${mock.url}/api/v2/users/me?expand=x`, { headers: { Authorization: `Bearer ${token}` } })
    const [first, second] = mock.exchanges.filter(({ request }) => request.path.startsWith('/api/'))
    expect(first?.sent.headers).toContainEqual([
      'Location',
      `http://localhost:${mock.port}/api/v2/users/me?expand=x&gc_elsewhere=1`,
    ])
    // This client drops the header where the host changes.
    expect(second?.request.origin).toBe(`http://localhost:${mock.port}`)
    expect(second?.request.headers.map(([name]) => name.toLowerCase())).not.toContain('authorization')
    expect(second?.sent.status).toBe(401)
  })

  test('a rate that is limited twice ends by itself, and the code is good then', async () => {
    const mock = await started('honest', { scenario: { id: 'token-errors/rate-limited-429', times: 2 } })
    const code = await codeFrom(mock)
    const statuses = []
    for (let time = 0; time < 3; time++) statuses.push((await redeem(mock, code)).status)
    expect(statuses).toEqual([429, 429, 200])
  })

  test('https: a reset ends the connection without an answer', async () => {
    const mock = await started('token-errors/connection-reset', { https: true })
    const secure = mappedHosts(mock.ca?.pem ?? '').fetch
    const code = await codeFrom(mock, secure)
    await expect(redeem(mock, code, 'manual', secure)).rejects.toThrow()
  })

  test('https: a client that follows to plain http is turned away there, and that is a notice', async () => {
    const mock = await started('token-errors/redirect-to-http', { https: true })
    const noticed = new Promise<string>((resolve) => mock.onNotice(resolve))
    const secure = mappedHosts(mock.ca?.pem ?? '').fetch
    const code = await codeFrom(mock, secure)
    const reply = await redeem(mock, code, 'manual', secure)
    const location = reply.headers.get('location') ?? ''
    expect([reply.status, location]).toEqual([
      307,
      `http://127.0.0.1:${mock.port}/oauth/token?gc_elsewhere=1`,
    ])
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const followed = await fetch(location, {
      method: 'POST',
      headers,
      body: formOf(tokenForm(code)),
    })
    expect(followed.status).toBe(400)
    expect(await noticed).toContain('plain http to the https port')
    // Nothing was spent by what was turned away.
    mock.scenario.set('honest')
    expect((await redeem(mock, code, 'manual', secure)).status).toBe(200)
  })
})
