import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createConnectProxy, wayTo } from '../../../../src/conformance/gather/interception/connect-proxy.js'
import { createMockServer } from '../../../../src/server/index.js'
import { testKey } from '../../../support/keys.js'

const mock = { kind: 'forward', host: '127.0.0.1', port: 9001 }
const refused = { kind: 'refused' }

const ways = [
  { name: 'the login host of the service leads to the mock', to: 'login.mypurecloud.com:443', way: mock },
  { name: 'so does the API of another region', to: 'api.euw2.pure.cloud:443', way: mock },
  { name: 'in capitals and with a dot at its end too', to: 'LOGIN.MyPureCloud.de.:443', way: mock },
  { name: 'another port of the service leads nowhere', to: 'login.mypurecloud.com:80', way: refused },
  {
    name: 'a host that only begins like one of it leads nowhere',
    to: 'mypurecloud.com.example:443',
    way: refused,
  },
  { name: 'nor one that only ends like one of it', to: 'notmypurecloud.com:443', way: refused },
  { name: 'another machine leads nowhere', to: 'packages.example.com:443', way: refused },
  { name: 'an address in a private network leads nowhere', to: '192.168.1.2:443', way: refused },
  {
    name: 'this machine is itself',
    to: '127.0.0.1:3000',
    way: { kind: 'forward', host: '127.0.0.1', port: 3000 },
  },
  { name: 'by its name too', to: 'localhost:443', way: { kind: 'forward', host: 'localhost', port: 443 } },
  { name: 'and by its other address', to: '[::1]:3000', way: { kind: 'forward', host: '::1', port: 3000 } },
  { name: 'no port leads nowhere', to: 'login.mypurecloud.com', way: refused },
  { name: 'nonsense leads nowhere', to: 'a b c', way: refused },
]

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A server on this machine that answers with what it was asked, and a proxy whose mock it is. */
async function started() {
  const server = createServer((asked, response) => response.end(`${asked.headers.host} ${asked.url}`))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const proxy = await createConnectProxy(port)
  closing.push(
    () => proxy.close(),
    () => server.close().closeAllConnections(),
  )
  return { proxy, port }
}

/** What comes back through a tunnel to `authority`, and the status of the tunnel itself. */
async function tunnel(proxyPort: number, authority: string) {
  const socket = connect(proxyPort, '127.0.0.1')
  let text = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    text += chunk
  })
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`)
  const closed = once(socket, 'close')
  await Promise.race([once(socket, 'data'), closed])
  if (text.startsWith('HTTP/1.1 200')) {
    socket.write('GET /hello HTTP/1.1\r\nHost: inner.test\r\nConnection: close\r\n\r\n')
  }
  await closed
  return text
}

function throughProxy(proxyPort: number, url: string): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const { host } = new URL(url)
    request({ host: '127.0.0.1', port: proxyPort, path: url, headers: { host } }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
      .on('error', reject)
      .end()
  })
}

describe('connect-proxy', () => {
  for (const { name, to, way } of ways) test(name, () => expect(wayTo(to, 9001)).toEqual(way))

  test('a tunnel to the service comes out at the mock', async () => {
    const { proxy } = await started()
    expect(await tunnel(proxy.port, 'login.mypurecloud.com:443')).toContain('inner.test /hello')
    expect(proxy.refused).toEqual([])
  })

  test('other hosts are refused, and named once each', async () => {
    const { proxy } = await started()
    for (const host of ['example.com:443', 'example.com:443', 'example.org:8443']) {
      expect(await tunnel(proxy.port, host)).toMatch(/^HTTP\/1\.1 403 .*uses no network/s)
    }
    expect((await throughProxy(proxy.port, 'http://example.net/a')).status).toBe(403)
    expect(proxy.refused).toEqual(['example.com:443', 'example.org:8443', 'example.net:80'])
  })

  test('a page of this machine is passed on', async () => {
    const { proxy, port } = await started()
    const { status, text } = await throughProxy(proxy.port, `http://127.0.0.1:${port}/page?x=1`)
    expect({ status, text }).toEqual({ status: 200, text: `127.0.0.1:${port} /page?x=1` })
  })

  test('a page of the service for which no tunnel is asked comes from the mock, by TLS', async () => {
    const mock = createMockServer({ port: 0, signingKey: testKey, https: { plainToo: true } })
    await mock.start()
    const proxy = await createConnectProxy(mock.port)
    closing.push(
      () => proxy.close(),
      () => mock.stop(),
    )
    const url = 'https://login.mypurecloud.de/.well-known/oauth-authorization-server'
    const { status, text } = await throughProxy(proxy.port, url)
    expect(status).toBe(200)
    expect(JSON.parse(text)).toMatchObject({ issuer: 'https://login.mypurecloud.de' })
    expect((await throughProxy(proxy.port, 'http://login.mypurecloud.de/oauth/token')).status).toBe(403)
    expect(proxy.refused).toEqual(['login.mypurecloud.de:80'])
  })

  test('a mock that is gone ends the tunnel, and an end of the proxy all of them', async () => {
    const gone = await createConnectProxy(1)
    closing.push(() => gone.close())
    expect(await tunnel(gone.port, 'login.mypurecloud.com:443')).toBe('')
    const { proxy } = await started()
    const socket = connect(proxy.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write('CONNECT login.mypurecloud.com:443 HTTP/1.1\r\n\r\n')
    await once(socket, 'data')
    await proxy.close()
    if (!socket.closed) await once(socket, 'close')
    expect(socket.destroyed).toBe(true)
  })
})
