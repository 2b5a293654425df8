import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { main } from '../../../src/server/cli.js'
import { createMockServer, type ServerOptions } from '../../../src/server/index.js'
import { fakeIo } from '../../support/fake-io.js'
import { testKey } from '../../support/keys.js'
import { portOf } from '../../support/sockets.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function running(options: ServerOptions = {}) {
  const mock = createMockServer({ port: 0, signingKey: testKey, ...options })
  ends.push(mock.stop)
  await mock.start()
  return mock
}

async function ran(argv: readonly string[], changes: Parameters<typeof fakeIo>[0] = {}) {
  const io = fakeIo(changes)
  const code = await main(['snippet', ...argv], io)
  return { code, ...io.printed }
}

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer()
  const port = await portOf(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

const robot = {
  id: 'robot',
  name: 'Robot',
  grantType: 'CLIENT-CREDENTIALS',
  secret: 'x',
  redirectUris: [],
} as const
const app = {
  id: 'my-app',
  name: 'My app',
  grantType: 'CODE',
  redirectUris: ['http://localhost/cb'],
} as const

describe('snippet', () => {
  test('a mock that runs is found by its port, with its first client of users', async () => {
    const { port } = await running({ clients: [robot, app] })
    const { code, out, err } = await ran(['javascript', '--port', String(port)])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(`client.setGateway({ host: "127.0.0.1", protocol: "http", port: ${port} })`)
    expect(out).toContain('const clientId = "my-app"')
  })

  test('by its URL, and by the variables that "exec" sets', async () => {
    const { url, port } = await running()
    expect((await ran(['go', '--url', `${url}/oauth/token`])).out).toContain(`BasePath = "${url}"`)
    const env = { GC_MOCK_OAUTH_URL: url, GC_MOCK_OAUTH_CLIENT_ID: 'from-env' }
    const { out, err } = await ran(['go'], { env })
    expect(out).toContain(`BasePath = "${url}"`)
    expect(out).toContain('clientID = "from-env"')
    expect(err).toBe('')
    const byPort = await ran(['go'], { env: { GC_MOCK_OAUTH_PORT: String(port) } })
    expect(byPort.out).toContain(`BasePath = "${url}"`)
  })

  test('a flag counts more than a variable for the same thing', async () => {
    const { url, port } = await running()
    const { out, err } = await ran(['go', '--port', String(port)], {
      env: { GC_MOCK_OAUTH_URL: 'http://127.0.0.1:1' },
    })
    expect({ err }).toEqual({ err: '' })
    expect(out).toContain(`BasePath = "${url}"`)
  })

  test('over https, with the CA of the data folder, and how it is trusted', async () => {
    const data = temporaryFolder()
    const mock = await running({ https: { caFolder: data } })
    const { code, out, err } = await ran(['javascript', '--port', String(mock.port), '--data-dir', data])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(`protocol: "https", port: ${mock.port}`)
    expect(out).toContain(`//   export NODE_EXTRA_CA_CERTS=${join(data, 'ca.pem')}\n`)
    const python = await ran(['python', '--port', String(mock.port), '--ca-file', join(data, 'ca.pem')])
    expect(python.out).toContain(`genesys.configuration.ssl_ca_cert = "${join(data, 'ca.pem')}"`)
  })

  test('over https with another CA: it says so', async () => {
    const [data, other] = [temporaryFolder(), temporaryFolder()]
    const mock = await running({ https: { caFolder: data } })
    await main(['ca', '--data-dir', other], fakeIo())
    const { code, err } = await ran(['gc', '--url', mock.url, '--data-dir', other])
    expect(code).toBe(0)
    expect(err).toContain(
      `the certificate of the mock at ${mock.url} is not one of the CA in ${other}/ca.pem`,
    )
  })

  test('over https with no CA known: it says what to name', async () => {
    const mock = await running({ https: { caFolder: temporaryFolder() } })
    const { code, out, err } = await ran(['java', '--url', mock.url, '--data-dir', temporaryFolder()])
    expect(code).toBe(0)
    expect(out).not.toContain('trustStore')
    expect(err).toContain('the file of its CA is not known: name it with --ca-file')
  })

  test('where no mock runs the lines are for one that is started there, and it says so', async () => {
    const port = await freePort()
    const { code, out, err } = await ran(['python', '--port', String(port)])
    expect(code).toBe(0)
    expect(out).toContain(`genesys.configuration.host = "http://127.0.0.1:${port}"`)
    expect(out).toContain('CLIENT_ID = "6fd1c6a4-59c1-4c0f-9b1f-3f8a2c7d7636"')
    expect(err).toBe(
      `gc-mock-oauth: no mock answers at http://127.0.0.1:${port}: the lines are for one that "gc-mock-oauth start" would start there\n`,
    )
  })

  test('where something else answers it says so', async () => {
    const server = createServer((_request, response) => response.end('{"status":"fine"}'))
    const port = await portOf(server)
    ends.push(() => server.close())
    const { code, err } = await ran(['python', '--port', String(port)])
    expect(code).toBe(0)
    expect(err).toContain(`what answers at http://127.0.0.1:${port} is no mock`)
  })

  const refused = [
    {
      name: 'a slip',
      argv: ['javscript'],
      says: /expected javascript, python, .* got "javscript"\n {2}did you mean javascript\?\n$/,
    },
    { name: 'a slip in another word', argv: ['golagn'], says: /did you mean go\?\n$/ },
    {
      name: 'an SDK that is not there',
      argv: ['ruby'],
      says: /expected javascript, python, java, dotnet, go, gc, got "ruby"\n$/,
    },
    { name: 'no SDK', argv: [], says: /snippet: sdk is missing\n/ },
    {
      name: 'a port that is none',
      argv: ['go', '--port', '65536'],
      says: /--port: expected a whole number from 1 to 65535, got "65536"\n$/,
    },
    {
      name: 'a URL that is none',
      argv: ['go', '--url', 'localhost:7636'],
      says: /--url: expected an http or https URL, got "localhost:7636"\n$/,
    },
    {
      name: 'port and URL',
      argv: ['go', '--url', 'http://a', '--port', '1'],
      says: /--port: contradicts --url/,
    },
    {
      name: 'a CA that is not there',
      argv: ['go', '--ca-file', '/nowhere/ca.pem'],
      says: /--ca-file: \/nowhere\/ca\.pem cannot be read: ENOENT/,
    },
  ]
  for (const { name, argv, says } of refused) {
    test(`${name}: exit code 2, and nothing printed`, async () => {
      const { code, out, err } = await ran(argv)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toMatch(says)
    })
  }
})
