import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import {
  createMockServer,
  KeyFileError,
  ListenError,
  type MockServer,
  OptionsError,
  PortTakenError,
  type ServerOptions,
} from '../../src/server/index.js'
import { fakePorts } from '../support/fake-ports.js'
import { testKey } from '../support/keys.js'
import { authorizeForm, publicClient, tokenForm } from '../support/login.js'
import { formOf } from '../support/requests.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const started: MockServer[] = []
afterEach(async () => {
  for (const mock of started.splice(0)) await mock.stop()
})

async function startedMock(options: ServerOptions = {}, ports = fakePorts()): Promise<MockServer> {
  const mock = createMockServer({ port: 0, clients: [publicClient], signingKey: testKey, ...options }, ports)
  started.push(mock)
  await mock.start()
  return mock
}

async function login(mock: MockServer) {
  const redirect = await fetch(`${mock.url}/oauth/authorize?${formOf(authorizeForm)}`, { redirect: 'manual' })
  const location = new URL(redirect.headers.get('location') ?? 'missing:')
  const body = new URLSearchParams(tokenForm(location.searchParams.get('code') ?? ''))
  const token = await fetch(`${mock.url}/oauth/token`, { method: 'POST', body })
  return { location, status: token.status, body: await token.json() }
}

describe('mock-server', () => {
  test('a login works over sockets, and listeners hear of its exchanges', async () => {
    const mock = await startedMock()
    const heard: (string | null)[] = []
    const end = mock.onExchange(({ endpoint }) => heard.push(endpoint))
    const { status, body } = await login(mock)
    expect(status).toBe(200)
    const me = await fetch(`${mock.url}/api/v2/users/me`, {
      headers: { Authorization: `Bearer ${body.access_token}` },
    })
    expect(await me.json()).toMatchObject({ email: 'agent@example.com' })
    end()
    await fetch(`${mock.url}/_mock/health`)
    expect(heard).toEqual(['oauth-authorize', 'oauth-token', 'api-v2-users-me'])
    expect(mock.exchanges).toHaveLength(4)
  })

  test('the address answers and names the port', async () => {
    const mock = await startedMock()
    expect(mock.url).toBe(`http://127.0.0.1:${mock.port}`)
    expect(mock.addresses.open).toContain('127.0.0.1')
    expect((await fetch(`${mock.url}/_mock/health`)).status).toBe(200)
  })

  test('an address that stands for all is given as one that can be reached', async () => {
    const mock = await startedMock({ host: '0.0.0.0' })
    expect(mock.url).toBe(`http://127.0.0.1:${mock.port}`)
  })

  test('several mocks in one process know nothing of each other', async () => {
    const [one, two] = [await startedMock(), await startedMock({ scenario: 'state-tamper/dropped' })]
    expect(one.port).not.toBe(two.port)
    const first = await login(one)
    expect(first.location.searchParams.get('state')).toBe('af0ifjsldkj')
    expect(two.exchanges).toHaveLength(0)
    const alien = { headers: { Authorization: `Bearer ${first.body.access_token}` } }
    expect((await fetch(`${two.url}/api/v2/users/me`, alien)).status).toBe(401)
    expect((await login(two)).location.searchParams.has('state')).toBe(false)
    expect(two.scenario).toMatchObject({ id: 'state-tamper', variant: 'dropped' })
  })

  test('the clock that is handed in rules the lifetimes', async () => {
    const ports = fakePorts()
    const mock = await startedMock({ policy: { accessTokenLifetimeSeconds: 60 } }, ports)
    const { body } = await login(mock)
    const headers = { Authorization: `Bearer ${body.access_token}` }
    expect((await fetch(`${mock.url}/api/v2/tokens/me`, { headers })).status).toBe(200)
    ports.advance(60_000)
    const late = await fetch(`${mock.url}/api/v2/tokens/me`, { headers })
    expect(late.status).toBe(401)
    expect(late.headers.get('www-authenticate')).toContain('expired')
  })

  test('the recorder keeps the newest exchanges up to its bound', async () => {
    const mock = await startedMock({ bounds: { exchanges: 2 } })
    for (let count = 0; count < 3; count++) await fetch(`${mock.url}/_mock/health`)
    expect(mock.exchanges.map(({ number }) => number)).toEqual([2, 3])
  })

  test('what was learned from the first login is told', async () => {
    const mock = await startedMock({ clients: undefined, policy: { registration: 'learn' } })
    expect(await mock.clients()).toEqual([])
    expect((await login(mock)).status).toBe(200)
    expect((await mock.clients()).map(({ id }) => id)).toEqual([publicClient.id])
  })

  test('makes a key of its own when none is given', async () => {
    const mock = await startedMock({ signingKey: undefined })
    expect((await login(mock)).status).toBe(200)
  })

  test('a data folder gives the next start the same keys, rotated ones included', async () => {
    const options = { signingKey: undefined, dataDir: temporaryFolder() }
    const policy = { signingAlgorithm: 'ES256' } as const
    const keysOf = async ({ url }: MockServer) => (await fetch(`${url}/.well-known/jwks.json`)).json()
    const first = await startedMock({ ...options, policy })
    await first.rotateKeys()
    const keys = await keysOf(first)
    expect(keys.keys).toMatchObject([{ alg: 'ES256' }, { alg: 'ES256' }])
    await first.stop()
    expect(await keysOf(await startedMock({ ...options, policy }))).toEqual(keys)
  })

  test('a key file that is broken ends the start before anything listens, and is left as it is', async () => {
    const dataDir = temporaryFolder({ 'signing-keys-rs256.json': '{"keys":' })
    const mock = createMockServer({ port: 0, dataDir }, fakePorts())
    await expect(mock.start()).rejects.toBeInstanceOf(KeyFileError)
    expect(() => mock.url).toThrow('not running')
    expect(await readFile(join(dataDir, 'signing-keys-rs256.json'), 'utf8')).toBe('{"keys":')
  })

  test('a rotation leaves earlier tokens good', async () => {
    const mock = await startedMock()
    const { body } = await login(mock)
    await mock.rotateKeys()
    const headers = { Authorization: `Bearer ${body.access_token}` }
    expect((await fetch(`${mock.url}/api/v2/tokens/me`, { headers })).status).toBe(200)
    expect((await login(mock)).body.access_token.split('.')[0]).not.toBe(body.access_token.split('.')[0])
  })

  test('opaque tokens are 86 characters, and work as the signed ones do', async () => {
    const mock = await startedMock({ signingKey: undefined, policy: { tokenFormat: 'opaque' } })
    const { body } = await login(mock)
    expect(body.access_token).toMatch(/^[A-Za-z0-9_-]{86}$/)
    const headers = { Authorization: `Bearer ${body.access_token}` }
    expect((await fetch(`${mock.url}/api/v2/users/me`, { headers })).status).toBe(200)
    await fetch(`${mock.url}/api/v2/tokens/me`, { method: 'DELETE', headers })
    expect((await fetch(`${mock.url}/api/v2/users/me`, { headers })).status).toBe(401)
  })

  test('the claims of a client are in its signed tokens', async () => {
    const claims = { roles: ['agent'] }
    const signed = await startedMock({ clients: [{ ...publicClient, claims }] })
    const [, payload = ''] = (await login(signed)).body.access_token.split('.')
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject(claims)
  })

  test('a taken port is an error that names it, and the mock can be started once it is free', async () => {
    const first = await startedMock()
    const { port } = first
    const second = createMockServer({ port, signingKey: testKey })
    started.push(second)
    await expect(second.start()).rejects.toThrow(PortTakenError)
    await expect(second.start()).rejects.toThrow(`port ${port} is taken by another program`)
    await first.stop()
    await second.start()
    expect(second.port).toBe(port)
  })

  test('an address of another machine is an error', async () => {
    await expect(startedMock({ host: '198.51.100.1' })).rejects.toThrow(ListenError)
  })

  test('options that cannot be used are an error before anything starts', () => {
    expect(() => createMockServer({ port: 70_000 })).toThrow(OptionsError)
  })

  test('start and stop may be called more than once and at the same time', async () => {
    const mock = createMockServer({ port: 0, signingKey: testKey })
    started.push(mock)
    await Promise.all([mock.start(), mock.start()])
    const { port } = mock
    await Promise.all([mock.stop(), mock.stop()])
    await mock.stop()
    expect(() => mock.url).toThrow('the mock is not running')
    await expect(fetch(`http://127.0.0.1:${port}/_mock/health`)).rejects.toThrow()
    await mock.start()
    expect((await fetch(`${mock.url}/_mock/health`)).status).toBe(200)
  })

  test('a stop during the start wins', async () => {
    const mock = createMockServer({ port: 0, signingKey: testKey })
    started.push(mock)
    const starting = mock.start()
    await mock.stop()
    await starting
    expect(() => mock.port).toThrow('the mock is not running')
  })

  test('a mock that was never started can be stopped, also by disposal', async () => {
    const mock = createMockServer({ port: 0 })
    await mock.stop()
    await mock[Symbol.asyncDispose]()
    expect(() => mock.url).toThrow('call start() first')
  })
})
