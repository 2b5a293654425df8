// A running mock, moved from a test and over HTTP: scenario, clock, keys, clients, users, reset.
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterEach, describe, expect, test } from 'vitest'
import {
  createMockServer,
  type MockServer,
  OptionsError,
  type ServerOptions,
} from '../../src/server/index.js'
import { fakePorts } from '../support/fake-ports.js'
import { testKey } from '../support/keys.js'
import { authorizeForm, confidentialClient, publicClient, tokenForm } from '../support/login.js'
import { elementsOf } from '../support/login-page.js'
import { rawExchange } from '../support/raw-http.js'
import { type Form, formOf } from '../support/requests.js'

const users = [
  { email: 'agent@example.com', password: 'x', name: 'Demo Agent' },
  { email: 'ada@example.com', password: 'y', name: 'Ada' },
  { email: 'bob@example.com', password: 'z', name: 'Bob' },
]

const started: MockServer[] = []
afterEach(async () => {
  for (const mock of started.splice(0)) await mock.stop()
})

async function startedMock(options: ServerOptions = {}) {
  const ports = fakePorts()
  const mock = createMockServer(
    { port: 0, clients: [publicClient], users, signingKey: testKey, ...options },
    ports,
  )
  started.push(mock)
  await mock.start()
  return { mock, ports }
}

async function authorize(mock: MockServer, changes: Form = {}): Promise<URL> {
  const target = `${mock.url}/oauth/authorize?${formOf({ ...authorizeForm, ...changes })}`
  const redirect = await fetch(target, { redirect: 'manual' })
  return new URL(redirect.headers.get('location') ?? 'missing:')
}

function exchangeCode(mock: MockServer, location: URL): Promise<Response> {
  const body = new URLSearchParams(tokenForm(location.searchParams.get('code') ?? ''))
  return fetch(`${mock.url}/oauth/token`, { method: 'POST', body })
}

async function tokenOf(mock: MockServer, changes: Form = {}): Promise<string> {
  const { access_token: token } = await (await exchangeCode(mock, await authorize(mock, changes))).json()
  return token
}

function callApi(mock: MockServer, token: string): Promise<Response> {
  return fetch(`${mock.url}/api/v2/users/me`, { headers: { Authorization: `Bearer ${token}` } })
}

function post(mock: MockServer, path: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${mock.url}/_mock/${path}`, { method: 'POST', body: JSON.stringify(body), headers })
}

describe('scenario of a running mock', () => {
  test('logins of several users at the same time have each their own, and those of others none', async () => {
    const { mock } = await startedMock()
    await post(mock, 'scenario', { id: 'api-trouble/401', user: 'ada@example.com' })
    mock.scenario.set({ id: 'token-errors/rate-limited-400', user: 'bob@example.com' })
    const hints = ['ada@example.com', 'bob@example.com', 'agent@example.com']
    const locations = await Promise.all(hints.map((hint) => authorize(mock, { login_hint: hint })))
    const tokens = await Promise.all(locations.map((location) => exchangeCode(mock, location)))
    expect(tokens.map(({ status }) => status)).toEqual([200, 400, 200])
    const [forAda, , forAgent] = await Promise.all(tokens.map((reply) => reply.json()))
    expect((await callApi(mock, forAda.access_token)).status).toBe(401)
    expect((await callApi(mock, forAgent.access_token)).status).toBe(200)
    const played = mock.exchanges.flatMap(({ number, scenario }) =>
      scenario === undefined ? [] : [[number, scenario]],
    )
    expect(played.map(([, scenario]) => scenario)).toEqual([
      'token-errors/rate-limited-400',
      'api-trouble/401',
    ])
  })

  test('the first two token requests are limited, and the third one works', async () => {
    const { mock } = await startedMock({ scenario: { id: 'token-errors/rate-limited-429', times: 2 } })
    const statuses = []
    for (let count = 0; count < 3; count++) {
      statuses.push((await exchangeCode(mock, await authorize(mock))).status)
    }
    expect(statuses).toEqual([429, 429, 200])
    expect(mock.scenario.get()).toEqual([])
  })

  test('is set at once also for logins that began before, and ended by honest', async () => {
    const { mock } = await startedMock()
    const token = await tokenOf(mock)
    await post(mock, 'scenario', { id: 'api-trouble/503' })
    expect((await callApi(mock, token)).status).toBe(503)
    expect(mock.scenario).toMatchObject({ id: 'api-trouble', variant: '503' })
    await post(mock, 'scenario', { id: 'honest' })
    expect((await callApi(mock, token)).status).toBe(200)
  })

  test('one that does not exist is a RangeError, and nothing changes', async () => {
    const { mock } = await startedMock()
    expect(() => mock.scenario.set('token-errors/nonsense')).toThrow(RangeError)
    expect(mock.scenario.id).toBe('honest')
  })

  test('a late answer comes when its time has come, and not before', async () => {
    const { mock, ports } = await startedMock({ scenario: 'token-errors/slow' })
    let status = 0
    const seen = new Promise<void>((resolve) => {
      mock.onExchange(({ endpoint }) => endpoint === 'oauth-token' && resolve())
    })
    const location = await authorize(mock)
    const reply = exchangeCode(mock, location).then((response) => {
      status = response.status
    })
    await seen
    ports.advance(19_999)
    await fetch(`${mock.url}/_mock/health`)
    expect(status).toBe(0)
    ports.advance(1)
    await reply
    expect(status).toBe(200)
  })

  test('a stop ends a late answer at once, and sends nothing early', async () => {
    const { mock } = await startedMock({ scenario: 'token-errors/slow' })
    const seen = new Promise<void>((resolve) => {
      mock.onExchange(({ endpoint }) => endpoint === 'oauth-token' && resolve())
    })
    const reply = exchangeCode(mock, await authorize(mock))
    const outcome = reply.then(
      ({ status }) => `answered ${status}`,
      () => 'ended',
    )
    await seen
    await mock.stop()
    expect(await outcome).toBe('ended')
  })

  test('a token that expires soon says so everywhere, whatever its client may have', async () => {
    const { mock } = await startedMock({
      clients: [{ ...publicClient, accessTokenSeconds: 3600 }],
      scenario: 'api-trouble/expires-soon',
    })
    const reply = await (await exchangeCode(mock, await authorize(mock))).json()
    expect(reply.expires_in).toBe(3)
    const { iat = 0, exp = 0 } = decodeJwt(reply.access_token)
    expect(exp - iat).toBe(3)
    expect((await callApi(mock, reply.access_token)).status).toBe(200)
    mock.clock.advance(4)
    expect((await callApi(mock, reply.access_token)).status).toBe(401)
  })

  test('with rotated keys each token has a key of its own, and all are verifiable', async () => {
    const { mock } = await startedMock({ scenario: 'token-acceptor/key-rotated' })
    const tokens = [await tokenOf(mock), await tokenOf(mock)]
    expect(new Set(tokens.map((token) => decodeProtectedHeader(token).kid)).size).toBe(2)
    const keys = createRemoteJWKSet(new URL(`${mock.url}/.well-known/jwks.json`))
    const currentDate = new Date(mock.clock.now())
    for (const token of tokens) {
      expect((await jwtVerify(token, keys, { currentDate })).payload.iss).toBe(mock.url)
      expect((await callApi(mock, token)).status).toBe(200)
    }
  })

  test('a broken signature is refused by whoever verifies it', async () => {
    const { mock } = await startedMock({ scenario: 'token-acceptor/signature-broken' })
    const token = await tokenOf(mock)
    const keys = createRemoteJWKSet(new URL(`${mock.url}/.well-known/jwks.json`))
    const currentDate = new Date(mock.clock.now())
    await expect(jwtVerify(token, keys, { currentDate })).rejects.toThrow('signature verification failed')
    expect((await callApi(mock, token)).status).toBe(401)
  })
})

describe('clock of a running mock', () => {
  test('codes and tokens grow older by it', async () => {
    const { mock } = await startedMock({ policy: { codeLifetimeSeconds: 600 } })
    const location = await authorize(mock)
    const reply = await post(mock, 'clock', { advanceSeconds: 601 })
    expect(await reply.json()).toMatchObject({ aheadSeconds: 601, warning: expect.stringContaining('ahead') })
    const late = await exchangeCode(mock, location)
    expect([late.status, (await late.json()).error]).toEqual([400, 'invalid_grant'])
    expect(mock.clock.read().ahead).toBe(601_000)
  })

  test('a token is issued at the time of the mock, rounded down', async () => {
    const { mock } = await startedMock()
    mock.clock.set('2027-01-01T00:00:00.900Z')
    // 2027-01-01T00:00:00Z, by "date -u -d 2027-01-01T00:00:00Z +%s".
    expect(decodeJwt(await tokenOf(mock))).toMatchObject({ iat: 1_798_761_600, nbf: 1_798_761_600 })
  })
})

describe('seed of a running mock', () => {
  test('a client that is registered can log in, and one that is forgotten cannot', async () => {
    const { mock } = await startedMock({ clients: [confidentialClient] })
    expect((await authorize(mock)).protocol).toBe('missing:')
    await post(mock, 'clients', publicClient)
    expect((await authorize(mock)).searchParams.has('code')).toBe(true)
    expect(await mock.removeClient(publicClient.id)).toBe(true)
    expect((await authorize(mock)).protocol).toBe('missing:')
    await mock.saveClient(publicClient)
    expect((await mock.clients()).map(({ id }) => id)).toEqual([confidentialClient.id, publicClient.id])
  })

  test('a user that is added can log in', async () => {
    const { mock } = await startedMock()
    mock.saveUser({ email: 'eve@example.com', password: 'x', name: 'Eve' })
    const token = await tokenOf(mock, { login_hint: 'eve@example.com' })
    expect(await (await callApi(mock, token)).json()).toMatchObject({ name: 'Eve' })
    expect(mock.removeUser('EVE@example.com')).toBe(true)
    expect(mock.removeUser('eve@example.com')).toBe(false)
  })

  test('what cannot be used is an error that names every field', async () => {
    const { mock } = await startedMock({ users: users.slice(0, 1), bounds: { clients: 1, users: 1 } })
    const bad = { ...publicClient, id: '', redirectUris: ['nowhere'] }
    await expect(mock.saveClient(bad)).rejects.toThrow(OptionsError)
    await expect(mock.saveClient(bad)).rejects.toThrow(/client\.id: .*; client\.redirectUris\.0: /)
    await expect(mock.saveClient({ ...publicClient, grantType: 'CLIENT-CREDENTIALS' })).rejects.toThrow(
      /client\.secret/,
    )
    await expect(mock.saveClient({ ...publicClient, id: 'other' })).rejects.toThrow(RangeError)
    expect(() => mock.saveUser({ email: '', password: 'x', name: 'x' })).toThrow(/user\.email: /)
    expect(() => mock.saveUser({ email: 'b', password: 'x', name: 'x' })).toThrow(RangeError)
    expect(() => mock.removeUser('agent@example.com')).toThrow('the mock needs at least one user')
  })

  test('a reset keeps the seed, and the keys, and nothing else', async () => {
    const { mock } = await startedMock()
    const token = await tokenOf(mock)
    const waiting = await authorize(mock)
    mock.scenario.set('api-trouble/401')
    mock.clock.advance(5)
    await mock.saveClient(confidentialClient)
    await post(mock, 'reset', {})
    expect(mock.exchanges).toEqual([])
    expect(mock.flows()).toEqual([])
    expect(mock.scenario.id).toBe('honest')
    expect(mock.clock.read().ahead).toBe(0)
    expect((await mock.clients()).map(({ id }) => id)).toEqual([publicClient.id])
    expect((await callApi(mock, token)).status).toBe(401)
    expect((await exchangeCode(mock, waiting)).status).toBe(400)
    expect((await callApi(mock, await tokenOf(mock))).status).toBe(200)
    const keys = createRemoteJWKSet(new URL(`${mock.url}/.well-known/jwks.json`))
    const currentDate = new Date(mock.clock.now())
    expect((await jwtVerify(token, keys, { currentDate })).payload.sub).toBeDefined()
  })
})

describe('keys of a running mock', () => {
  test('after a rotation the new key signs, and the old one stays verifiable', async () => {
    const { mock } = await startedMock()
    const before = await tokenOf(mock)
    const reply = await post(mock, 'keys/rotate', {})
    expect((await reply.json()).keys).toHaveLength(2)
    const after = await tokenOf(mock)
    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid)
    for (const token of [before, after]) expect((await callApi(mock, token)).status).toBe(200)
    await mock.rotateKeys()
    const { keys } = await (await fetch(`${mock.url}/.well-known/jwks.json`)).json()
    expect(keys).toHaveLength(3)
    for (const key of keys) expect(key).not.toHaveProperty('d')
  })
})

describe('flows of a running mock', () => {
  test('one login is one flow, with who logged in and marks in the place of secrets', async () => {
    const { mock } = await startedMock()
    const location = await authorize(mock, { login_hint: 'ada@example.com' })
    const token = (await (await exchangeCode(mock, location)).json()).access_token
    await callApi(mock, token)
    await authorize(mock, { login_hint: 'bob@example.com' })
    const flows = mock.flows()
    expect(
      flows.map(({ user, clientId, exchanges }) => [user, clientId, exchanges.map(({ number }) => number)]),
    ).toEqual([
      ['ada@example.com', publicClient.id, [1, 2, 3]],
      ['bob@example.com', publicClient.id, [4]],
    ])
    const text = JSON.stringify(flows)
    const code = location.searchParams.get('code') ?? 'none'
    for (const secret of [
      code,
      token,
      tokenForm('')['code_verifier'] ?? 'none',
      authorizeForm['state'] ?? 'none',
    ]) {
      expect(text).not.toContain(secret)
    }
    const issued = /code=(\d+ characters #[0-9a-f]{8})/.exec(text)?.[1]
    expect(text.split(issued ?? 'none')).toHaveLength(3)
  })

  test('a token that nobody shows here is told and noted, and a stop ends the waiting', async () => {
    const { mock, ports } = await startedMock()
    const notices: string[] = []
    mock.onNotice((notice) => notices.push(notice))
    await tokenOf(mock)
    const shown = await tokenOf(mock)
    await callApi(mock, shown)
    mock.clock.advance(3600)
    await fetch(`${mock.url}/_mock/health`)
    expect(notices.splice(0)).toEqual([expect.stringContaining('runs 60 min ahead')])
    ports.advance(10_000)
    await fetch(`${mock.url}/_mock/health`)
    expect(notices).toEqual([expect.stringMatching(/^token issued in exchange 2, never shown here in 10 s/)])
    expect(mock.flows().map(({ notes }) => notes.length)).toEqual([1, 0])
    await tokenOf(mock)
    await mock.stop()
    ports.advance(60_000)
    for (let turn = 0; turn < 5; turn++) await Promise.resolve()
    expect(notices).toHaveLength(1)
  })
})

describe('admin interface of a running mock', () => {
  test('is open to this machine, and refuses a name that was made to point here', async () => {
    const { mock } = await startedMock()
    expect((await fetch(`${mock.url}/_mock/clients`)).status).toBe(200)
    const ask = (path: string, host: string) =>
      rawExchange(mock.port, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect(await ask('/_mock/clients', 'evil.example')).toMatch(/^HTTP\/1\.1 403 [\s\S]*host_not_allowed/)
    expect(await ask('http://evil.example/_mock/clients', 'localhost')).toMatch(/^HTTP\/1\.1 403 /)
    expect(await ask('/_mock/clients', 'localhost')).toMatch(/^HTTP\/1\.1 200 /)
    expect(await ask('/_mock/health', 'evil.example')).toMatch(/^HTTP\/1\.1 200 [\s\S]*\{"status":"ok"\}/)
  })

  test('takes names that the options allow', async () => {
    const { mock } = await startedMock({ allowHosts: ['mock.internal'] })
    const request = 'GET /_mock/users HTTP/1.1\r\nHost: MOCK.internal:7636\r\nConnection: close\r\n\r\n'
    expect(await rawExchange(mock.port, request)).toMatch(/^HTTP\/1\.1 200 /)
  })

  test('a page of another site can change nothing', async () => {
    const { mock } = await startedMock()
    const reply = await post(mock, 'clients', confidentialClient, { Origin: 'https://evil.example' })
    expect(reply.status).toBe(403)
    expect(reply.headers.has('access-control-allow-origin')).toBe(false)
    expect(await mock.clients()).toHaveLength(1)
    expect((await post(mock, 'clients', confidentialClient, { Origin: mock.url })).status).toBe(201)
  })

  test('a body over the bound is refused, and the next call works', async () => {
    const { mock } = await startedMock()
    const reply = await post(mock, 'clients', { name: 'x'.repeat(70_000) })
    expect([reply.status, (await reply.json()).error]).toEqual([413, 'too_large'])
    expect((await post(mock, 'clients', confidentialClient)).status).toBe(201)
  })

  test('calls of it are no exchanges of the service', async () => {
    const { mock } = await startedMock()
    await fetch(`${mock.url}/_mock/clients`)
    await post(mock, 'clock', { frozen: true })
    expect(mock.exchanges).toEqual([])
  })

  test('an unknown client is registered with one click, and its login goes on', async () => {
    const { mock } = await startedMock({ clients: [confidentialClient] })
    const target = `${mock.url}/oauth/authorize?${formOf(authorizeForm)}`
    const page = await fetch(target, { redirect: 'manual' })
    expect(page.status).toBe(400)
    const elements = elementsOf(await page.text())
    const form = elements.find(({ name }) => name === 'form')
    const fields = elements
      .filter(({ name }) => name === 'input')
      .map(({ attributes }): [string, string] => [attributes['name'] ?? '', attributes['value'] ?? ''])
    // A browser sends the form of a page without referrer from an origin without a name.
    const posted = await fetch(new URL(form?.attributes['action'] ?? '', mock.url), {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' },
    })
    expect(posted.status).toBe(200)
    const link = elementsOf(await posted.text()).find(({ name }) => name === 'a')
    const redirect = await fetch(link?.attributes['href'] ?? '', { redirect: 'manual' })
    expect(redirect.headers.get('location')).toMatch(
      /^http:\/\/127\.0\.0\.1:8976\/callback\?code=.*&state=af0ifjsldkj$/,
    )
  })
})

describe('disposal', () => {
  test('a mock ends with its scope', async () => {
    const { mock } = await startedMock()
    const { url } = mock
    await mock[Symbol.asyncDispose]()
    await expect(fetch(`${url}/_mock/health`)).rejects.toThrow()
  })
})
