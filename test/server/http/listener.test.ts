import { createServer } from 'node:http'
import { connect, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { Entrance } from '../../../src/server/http/entrance.js'
import { createExpressApp } from '../../../src/server/http/express-app.js'
import {
  ListenError,
  type Listening,
  listen,
  listenOn,
  PortTakenError,
} from '../../../src/server/http/listener.js'
import { mockWith } from '../../support/mock.js'
import { rawExchange } from '../../support/raw-http.js'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function open(port: number, host: string | null): Promise<Listening> {
  const { ask } = mockWith()
  const listener = createExpressApp(ask, () => undefined)
  const listening = await listen(listener, port, host)
  closers.push(listening.stop)
  return listening
}

/** Occupies a port as another program would. */
async function occupy(host: string, port = 0): Promise<number> {
  const server: Server = createTcpServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, ipv6Only: true }, resolve)
  })
  closers.push(() => new Promise((resolve) => server.close(resolve)))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function freePort(): Promise<number> {
  const { port, stop } = await open(0, '127.0.0.1')
  await stop()
  return port
}

function health(port: number, host: string): Promise<string> {
  return rawExchange(port, 'GET /_mock/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', host)
}

/** A connection on which `text` was sent and which is then left alone. */
function idleConnection(port: number, text: string): Promise<{ closed: Promise<unknown> }> {
  return new Promise((resolve) => {
    const socket: Socket = connect({ port, host: '127.0.0.1' }, () => {
      const closed = new Promise((done) => socket.once('close', done))
      socket.on('error', () => undefined)
      socket.write(text, () => resolve({ closed }))
      socket.resume()
    })
  })
}

describe('listener', () => {
  test('port 0 picks one port that answers on both loopback addresses', async () => {
    const { port, addresses, missing } = await open(0, null)
    expect(port).toBeGreaterThan(0)
    expect([...addresses, ...missing].sort()).toEqual(['127.0.0.1', '::1'])
    for (const address of addresses) expect(await health(port, address)).toContain('{"status":"ok"}')
  })

  test('a host that is given is the only one', async () => {
    const { addresses, missing } = await open(0, '127.0.0.1')
    expect({ addresses, missing }).toEqual({ addresses: ['127.0.0.1'], missing: [] })
  })

  test('where one address does not exist the other alone is listened on', async () => {
    const { ask } = mockWith()
    const listening = await listenOn(
      createExpressApp(ask, () => undefined),
      0,
      ['198.51.100.1', '127.0.0.1'],
    )
    closers.push(listening.stop)
    expect(listening).toMatchObject({ addresses: ['127.0.0.1'], missing: ['198.51.100.1'] })
    expect(await health(listening.port, '127.0.0.1')).toContain('{"status":"ok"}')
  })

  test('where no address exists nothing is listened on', async () => {
    const { ask } = mockWith()
    const listener = createExpressApp(ask, () => undefined)
    await expect(listenOn(listener, 0, ['198.51.100.1', '203.0.113.1'])).rejects.toThrow(ListenError)
  })

  test('port 0 is tried twenty times to be free on every address, a fixed port once', async () => {
    let servers = 0
    const counting: Entrance = {
      scheme: 'http',
      createServer(options, listener) {
        servers += 1
        return createServer(options, listener)
      },
    }
    const sameTwice = ['127.0.0.1', '127.0.0.1']
    const attempt = (port: number) => listenOn(() => undefined, port, sameTwice, undefined, counting)
    await expect(attempt(0)).rejects.toThrow(PortTakenError)
    expect(servers).toBe(40)
    await expect(attempt(await freePort())).rejects.toThrow(PortTakenError)
    expect(servers).toBe(42)
  })

  for (const host of ['127.0.0.1', '::1']) {
    test(`a port that is taken on ${host} is an error that names it`, async () => {
      const port = await occupy(host)
      const failure = await open(port, null).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(PortTakenError)
      expect(failure).toMatchObject({ port, message: `port ${port} is taken by another program` })
      const other = host === '::1' ? '127.0.0.1' : '::1'
      await expect(occupy(other, port)).resolves.toBe(port)
    })
  }

  const unusable = [
    {
      name: 'an address of another machine',
      host: '198.51.100.1',
      message: '198.51.100.1 is no address of this machine',
    },
    {
      name: 'a name that nobody knows',
      host: 'nobody.invalid',
      message: 'the host nobody.invalid is not known',
    },
  ]
  for (const row of unusable) {
    test(`${row.name} is an error that says so`, async () => {
      const failure = await open(0, row.host).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(ListenError)
      expect(failure).toMatchObject({ message: row.message })
    })
  }

  const connections = [
    { name: 'a connection on which nothing was sent', text: '' },
    { name: 'half a header', text: 'POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-' },
    {
      name: 'half a body',
      text: 'POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\ncode=',
    },
    {
      name: 'a connection kept alive after an answer',
      text: 'GET /_mock/health HTTP/1.1\r\nHost: x\r\n\r\n',
    },
  ]
  for (const row of connections) {
    test(`stop ends ${row.name} at once`, async () => {
      const { port, stop } = await open(0, null)
      const { closed } = await idleConnection(port, row.text)
      await health(port, '127.0.0.1')
      await stop()
      await closed
      await expect(occupy('127.0.0.1', port)).resolves.toBe(port)
    })
  }

  test('stop ends a request that is still being answered', async () => {
    let arrived: () => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      arrived = resolve
    })
    const listener = createExpressApp(
      () => {
        arrived()
        return new Promise(() => undefined)
      },
      () => undefined,
    )
    const { port, stop } = await listen(listener, 0, null)
    const { closed } = await idleConnection(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await begun
    await stop()
    await closed
  })

  test('stopping twice is no error', async () => {
    const { stop } = await open(0, null)
    await Promise.all([stop(), stop()])
    await stop()
  })
})
