import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { createCertificates } from '../../src/server/http/tls.js'
import {
  AuthorityFileError,
  type Certificates,
  createMockServer,
  type MockServer,
  type ServerOptions,
  type SharedParts,
  systemPorts,
} from '../../src/server/index.js'
import { testKey } from '../support/keys.js'
import { authorizeForm, publicClient, tokenForm } from '../support/login.js'
import { type MappedHosts, mappedHosts } from '../support/mapped-hosts.js'
import { formOf } from '../support/requests.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

interface Started {
  readonly mock: MockServer
  readonly notices: string[]
  /** Resolves with the first notice after the start. */
  readonly noticed: Promise<string>
}

async function started(options: ServerOptions, shared: SharedParts = {}): Promise<Started> {
  const own = { port: 0, clients: [publicClient], signingKey: testKey }
  const mock = createMockServer({ ...own, ...options }, systemPorts, shared)
  ends.push(mock.stop)
  const notices: string[] = []
  mock.onNotice((notice) => notices.push(notice))
  await mock.start()
  const noticed = new Promise<string>((resolve) => mock.onNotice(resolve))
  return { mock, notices, noticed }
}

function hostsOf({ ca }: MockServer): MappedHosts {
  const hosts = mappedHosts(ca?.pem ?? '')
  ends.push(hosts.close)
  return hosts
}

/** A whole login at one login host, and the user as its API host shows him. */
async function login({ fetch }: MappedHosts, loginBase: string, apiBase: string) {
  const redirect = await fetch(`${loginBase}/oauth/authorize?${formOf(authorizeForm)}`)
  const code = new URL(redirect.headers.get('location') ?? 'missing:').searchParams.get('code') ?? ''
  const body = new URLSearchParams(tokenForm(code))
  const granted = await fetch(`${loginBase}/oauth/token`, { method: 'POST', body })
  const { access_token: token } = (await granted.json()) as Record<string, string>
  const headers = { Authorization: `Bearer ${token}` }
  return (await fetch(`${apiBase}/api/v2/users/me`, { headers })).json()
}

describe('entrance', () => {
  test('plain http has no CA, and a client that speaks TLS to it is a notice', async () => {
    const { mock, noticed } = await started({})
    expect(mock.ca).toBeNull()
    expect(mock.url).toMatch(/^http:/)
    const socket = connectTls({ port: mock.port, host: '127.0.0.1', servername: 'login.mypurecloud.com' })
    socket.on('error', () => undefined)
    expect(await noticed).toBe(
      'a client spoke TLS to the http port (it wants login.mypurecloud.com): start with --https',
    )
    expect((await fetch(`${mock.url}/_mock/health`)).status).toBe(200)
  })

  const bases = [
    { login: 'https://login.mypurecloud.com', api: 'https://api.mypurecloud.com' },
    { login: 'https://login.usw2.pure.cloud', api: 'https://api.usw2.pure.cloud' },
    { login: 'https://localhost', api: 'https://localhost' },
    { login: 'https://127.0.0.1', api: 'https://127.0.0.1' },
    { login: 'https://gateway.test', api: 'https://gateway.test' },
  ]
  test('one mock is every region at once, over https', async () => {
    const { mock } = await started({ https: { hosts: ['gateway.test'] } })
    expect(mock.url).toBe(`https://127.0.0.1:${mock.port}`)
    const hosts = hostsOf(mock)
    for (const base of bases) {
      const user = await login(hosts, `${base.login}:${mock.port}`, `${base.api}:${mock.port}`)
      expect(user).toMatchObject({ email: 'agent@example.com' })
    }
  })

  test('metadata and tokens name the https address that was asked', async () => {
    const { mock } = await started({ https: true })
    const { fetch } = hostsOf(mock)
    const base = `https://login.mypurecloud.de:${mock.port}`
    const metadata = await (await fetch(`${base}/.well-known/oauth-authorization-server`)).json()
    expect(metadata).toMatchObject({
      issuer: base,
      authorization_endpoint: `${base}/oauth/authorize`,
      token_endpoint: `${base}/oauth/token`,
    })
  })

  test('the admin interface is open by the names of the certificates', async () => {
    const { mock } = await started({ https: { hosts: ['gateway.test'] } })
    const { fetch } = hostsOf(mock)
    for (const host of ['login.mypurecloud.com', 'gateway.test', 'localhost']) {
      expect((await fetch(`https://${host}:${mock.port}/_mock/clients`)).status).toBe(200)
    }
  })

  test('plain http is served on the same port where that is wanted, and each caller is told its own address', async () => {
    const { mock, notices } = await started({ https: { plainToo: true } })
    const path = '/.well-known/oauth-authorization-server'
    expect(mock.url).toBe(`http://127.0.0.1:${mock.port}`)
    const plain = await fetch(`${mock.url}${path}`)
    expect(await plain.json()).toMatchObject({ issuer: mock.url })
    const base = `https://login.mypurecloud.com:${mock.port}`
    const secure = await hostsOf(mock).fetch(`${base}${path}`)
    expect(await secure.json()).toMatchObject({ issuer: base })
    const posted = await fetch(`${mock.url}/oauth/token`, { method: 'POST', body: 'x'.repeat(50_000) })
    expect(posted.status).toBe(400)
    expect(notices).toEqual([])
  })

  test('several mocks have one CA where they are given its certificates', async () => {
    let made: Promise<Certificates> | null = null
    const certificates = () => {
      made ??= createCertificates({ folder: null, hosts: [], ports: systemPorts })
      return made
    }
    const one = await started({ https: true }, { certificates })
    const other = await started({ https: { plainToo: true } }, { certificates })
    expect(other.mock.ca).toEqual(one.mock.ca)
    const path = '/.well-known/oauth-authorization-server'
    const { fetch } = hostsOf(one.mock)
    for (const { mock } of [one, other]) {
      expect((await fetch(`https://login.mypurecloud.com:${mock.port}${path}`)).status).toBe(200)
    }
  })

  test('certificates that are given are not asked for where no TLS is spoken', async () => {
    const certificates = () => Promise.reject(new Error('asked for'))
    expect((await started({}, { certificates })).mock.ca).toBeNull()
  })

  test('a name without a certificate is a notice', async () => {
    const { mock, noticed } = await started({ https: true })
    await expect(hostsOf(mock).fetch(`https://www.example.com:${mock.port}/`)).rejects.toThrow()
    expect(await noticed).toContain('start with --https-host www.example.com')
  })

  test('without a folder the CA is of this start alone', async () => {
    const [one, two] = [await started({ https: true }), await started({ https: true })]
    expect(one.mock.ca).toMatchObject({ file: null, pem: expect.stringContaining('BEGIN CERTIFICATE') })
    expect(one.mock.ca?.spkiHash).not.toBe(two.mock.ca?.spkiHash)
    expect(one.notices).toEqual([])
  })

  test('with a folder it is the same at each start, and what is new about it is a notice', async () => {
    const caFolder = join(temporaryFolder(), 'ca')
    const file = join(caFolder, 'ca.pem')
    const first = await started({ https: { caFolder } })
    const { ca } = first.mock
    expect(ca).toMatchObject({ file, pem: readFileSync(file, 'utf8') })
    expect(first.notices).toEqual([
      `made a CA of its own, ${file}: "gc-mock-oauth ca" says how clients learn to trust it`,
    ])
    const second = await started({ https: { caFolder } })
    expect(second.mock.ca).toEqual(ca)
    expect(second.notices).toEqual([])
    const third = await started({ https: { caFolder, hosts: ['gateway.test'] } })
    expect(third.mock.ca?.spkiHash).toBe(ca?.spkiHash)
    expect(third.notices).toEqual([
      `${file} now covers the further hosts: copies that were made of it earlier do not`,
    ])
  })

  test('the CA is kept in the data folder where no folder of its own is given', async () => {
    const dataDir = temporaryFolder()
    const { mock } = await started({ https: true, dataDir, signingKey: undefined })
    expect(mock.ca?.file).toBe(join(dataDir, 'ca.pem'))
    expect(readdirSync(dataDir)).toEqual(expect.arrayContaining(['ca-key.pem', 'ca.pem']))
  })

  test('a CA that cannot be used is an error that names its file, and nothing listens', async () => {
    const caFolder = temporaryFolder()
    writeFileSync(join(caFolder, 'ca-key.pem'), 'nonsense')
    const mock = createMockServer({ port: 0, signingKey: testKey, https: { caFolder } })
    const failure = await mock.start().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(AuthorityFileError)
    expect(failure).toMatchObject({ kind: 'broken', file: join(caFolder, 'ca-key.pem') })
    expect(() => mock.port).toThrow('not running')
    expect(() => mock.ca).toThrow('not running')
  })

  test('a stop ends connections over TLS too', async () => {
    const { mock } = await started({ https: true })
    const hosts = hostsOf(mock)
    expect((await hosts.fetch(`${mock.url}/_mock/health`)).status).toBe(200)
    const { url } = mock
    await mock.stop()
    await expect(hosts.fetch(`${url}/_mock/health`)).rejects.toThrow()
  })
})
