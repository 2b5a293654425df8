import { once } from 'node:events'
import type { Server } from 'node:http'
import { request } from 'node:https'
import { connect } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import hellos from '../../../fixtures/vectors/client-hellos.json' with { type: 'json' }
import type { ConnectionTrouble } from '../../../src/server/http/connection-trouble.js'
import { type Certificates, createCertificates, createTlsServer } from '../../../src/server/http/tls.js'
import { systemPorts } from '../../../src/server/ports.js'
import { fakePorts } from '../../support/fake-ports.js'
import { connection, over, portOf, trickle } from '../../support/sockets.js'

let certificates: Certificates
beforeAll(async () => {
  certificates = await createCertificates({ folder: null, hosts: ['gateway.test'], ports: systemPorts })
})

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A server that answers with the Host header, and what it was told of. */
async function started(clock = systemPorts.clock, more: { readonly plainToo?: boolean } = {}) {
  const troubles: ConnectionTrouble[] = []
  let served = 0
  let arrived: () => void = () => undefined
  const trouble = new Promise<ConnectionTrouble>((resolve) => {
    arrived = () => resolve(troubles[0] as ConnectionTrouble)
  })
  const onTrouble = (one: ConnectionTrouble) => {
    troubles.push(one)
    arrived()
  }
  const server = createTlsServer({ certificates, onTrouble, clock, ...more }, {}, (asked, response) => {
    served += 1
    asked.resume().on('end', () => response.end(`hello ${asked.headers.host}`))
  })
  servers.push(server)
  const port = await portOf(server)
  return { server, port, troubles, trouble, served: () => served }
}

interface Answer {
  /** The body, or the message of the error. */
  readonly text: string
  /** The names of the certificate that was shown, and of the one behind it. */
  readonly names?: string | undefined
  readonly issuer?: string | readonly string[] | undefined
}

function ask(port: number, servername: string, changes: object = {}): Promise<Answer> {
  const host = servername === '' ? '127.0.0.1' : servername
  const asked = request({
    ...{ host: '127.0.0.1', port, servername, agent: false, ca: certificates.caPem },
    ...{ headers: { host }, ...changes },
  })
  return new Promise((resolve) => {
    asked.on('error', ({ message }) => resolve({ text: message }))
    asked.on('response', (response) => {
      const shown = (response.socket as TLSSocket).getPeerCertificate(true)
      const about = { names: shown.subjectaltname, issuer: shown.issuerCertificate?.subject.O }
      response.setEncoding('utf8').on('data', (text: string) => resolve({ text, ...about }))
    })
    asked.end()
  })
}

function helloOf(id: string): Buffer {
  return Buffer.from(hellos.hellos.find((hello) => hello.id === id)?.octets ?? '', 'base64')
}

const unrecognizedName = Buffer.from([0x15, 3, 3, 0, 2, 2, 112])

describe('tls-server', () => {
  const hosts = [
    'login.mypurecloud.com',
    'api.mypurecloud.com',
    'apps.mypurecloud.com.au',
    'login.usw2.pure.cloud',
    'login.edee1.eusc-pure.cloud',
    'gateway.test',
    'localhost',
  ]
  test('one listener shows each host a certificate of its own, with the CA behind it', async () => {
    const { port, troubles } = await started()
    for (const host of hosts) {
      expect(await ask(port, host)).toEqual({
        text: `hello ${host}`,
        names: `DNS:${host}`,
        issuer: 'gc-mock-oauth',
      })
    }
    expect(troubles).toEqual([])
  })

  test('a client that names no host gets the certificate for all of them', async () => {
    const { port } = await started()
    const { text, names } = await ask(port, '')
    expect(text).toBe('hello 127.0.0.1')
    expect(names).toContain('DNS:login.mypurecloud.com')
    expect(names).toContain('IP Address:127.0.0.1')
  })

  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    test(`${version} is spoken`, async () => {
      const { port } = await started()
      const limits = { minVersion: version, maxVersion: version }
      expect(await ask(port, 'login.mypurecloud.de', limits)).toMatchObject({
        text: 'hello login.mypurecloud.de',
      })
    })
  }

  test('a handshake that comes octet by octet is no worse', async () => {
    const { port } = await started()
    const hello = helloOf('openssl-tls-1.2')
    const { socket } = await connection(port)
    const answered = once(socket, 'data')
    await trickle(socket, hello)
    const [answer] = (await answered) as [Buffer]
    // A handshake record that begins with a ServerHello.
    expect([answer[0], answer[5]]).toEqual([0x16, 2])
    socket.destroy()
  })

  test('a name outside of the constraints is refused with the alert for that, and named', async () => {
    const { port, troubles, served } = await started()
    const { text } = await ask(port, 'www.example.com')
    expect(text).toContain('unrecognized name')
    expect(served()).toBe(0)
    expect(troubles).toEqual([
      {
        kind: 'name-not-covered',
        servername: 'www.example.com',
        sentence:
          'a client asked over TLS for www.example.com, for which this mock may make no certificate: ' +
          'start with --https-host www.example.com',
      },
    ])
  })

  test('a name that was meant to be one of the service is told the right one', async () => {
    const { port, trouble } = await started()
    await ask(port, 'login.us-east-1.pure.cloud')
    expect((await trouble).sentence).toBe(
      'a client asked over TLS for login.us-east-1.pure.cloud, and there is no such Genesys host: ' +
        'us-east-1 is mypurecloud.com, so it is called login.mypurecloud.com',
    )
  })

  test('a name outside of the constraints in a hello of several records is refused too', async () => {
    const { port, trouble } = await started()
    const [whole] = [Buffer.from(helloOf('openssl-tls-1.3'))]
    const from = whole.indexOf('login.mypurecloud.com')
    whole.write('login.mypurecloud.org', from)
    const body = whole.subarray(5)
    const record = (part: Buffer) =>
      Buffer.concat([Buffer.from([0x16, 3, 1, part.length >> 8, part.length & 0xff]), part])
    const { socket, closed } = await connection(port)
    socket.write(Buffer.concat([record(body.subarray(0, 60)), record(body.subarray(60))]))
    expect(await trouble).toMatchObject({ kind: 'name-not-covered', servername: 'login.mypurecloud.org' })
    await closed
  })

  for (const method of ['GET', 'POST', 'OPTIONS']) {
    test(`${method} over plain HTTP gets an answer that says what to do, and is named`, async () => {
      const { server, port, troubles, served } = await started(fakePorts().clock)
      const met = once(server, 'connection')
      const { socket, closed } = await connection(port)
      const [seen] = await met
      const forgotten = over(seen)
      socket.write(
        `${method} /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n${'a'.repeat(1e6)}`,
      )
      const answer = (await closed).toString()
      expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
      const [head = '', body] = answer.split('\r\n\r\n')
      expect(body).toBe('This is the https port of gc-mock-oauth: begin the URL with https://.\n')
      expect(head).toContain(`Content-Length: ${body?.length}`)
      await forgotten
      expect(served()).toBe(0)
      expect(troubles).toEqual([
        {
          kind: 'plain-http-on-tls-port',
          servername: null,
          sentence: 'a client spoke plain http to the https port: begin its base URL with https://',
        },
      ])
    })
  }

  test('where plain HTTP is served too, one connection takes several requests, and nonsense gets no answer', async () => {
    const { port, troubles, server } = await started(systemPorts.clock, { plainToo: true })
    const { socket, closed } = await connection(port)
    const asking = (host: string, more = '') => `GET / HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`
    await trickle(socket, Buffer.from(asking('one.test')))
    socket.write(asking('two.test', 'Connection: close\r\n'))
    const text = (await closed).toString()
    expect(text).toMatch(/hello one\.test.*hello two\.test/s)
    const strange = await connection(port)
    strange.socket.write(Buffer.from([1, 2, 3, 4, 5]))
    expect(await strange.closed).toEqual(Buffer.alloc(0))
    expect(troubles.map(({ kind }) => kind)).toEqual(['no-tls-on-tls-port'])
    const idle = await connection(port)
    idle.socket.write('GET / HTTP/1.1\r\n')
    server.closeAllConnections()
    expect(await idle.closed).toEqual(Buffer.alloc(0))
  })

  test('what is neither TLS nor HTTP gets no answer', async () => {
    const { port, troubles } = await started()
    const { socket, closed } = await connection(port)
    socket.write(Buffer.from([0x80, 0x2e, 1, 0, 2]))
    expect(await closed).toEqual(Buffer.alloc(0))
    expect(troubles).toMatchObject([{ kind: 'no-tls-on-tls-port' }])
  })

  test('a refused name is told at once, not after the client has sent more', async () => {
    const { port } = await started()
    const hello = Buffer.from(helloOf('openssl-tls-1.2'))
    hello.write('api.usw9.pure.cloud', hello.indexOf('api.usw2.pure.cloud'))
    const { socket, closed } = await connection(port)
    socket.write(hello)
    expect(await closed).toEqual(unrecognizedName)
  })

  test('a client of Node that does not trust the CA is named, with the way out', async () => {
    const { port, trouble } = await started()
    const { text } = await ask(port, 'login.mypurecloud.com', { ca: [] })
    expect(text).toContain('self-signed certificate in certificate chain')
    expect(await trouble).toMatchObject({ kind: 'left-in-handshake', servername: 'login.mypurecloud.com' })
    expect((await trouble).sentence).toContain('"gc-mock-oauth ca"')
  })

  test('a client that speaks only old versions of TLS is named', async () => {
    const { port, trouble } = await started()
    await ask(port, 'localhost', {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    expect(await trouble).toMatchObject({ kind: 'old-tls-version' })
  })

  const idle = [
    { name: 'a connection on which nothing was sent', octets: Buffer.alloc(0) },
    { name: 'a connection with half a hello', octets: helloOf('openssl-tls-1.3').subarray(0, 100) },
    { name: 'a handshake that the client leaves unfinished', octets: helloOf('openssl-tls-1.3') },
  ]
  for (const { name, octets } of idle) {
    test(`stop ends ${name} at once, and tells nobody`, async () => {
      const { server, port, troubles } = await started()
      const { socket, closed } = await connection(port)
      socket.write(octets)
      await ask(port, 'localhost')
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await closed
      expect(troubles).toEqual([])
    })
  }

  test('a client that says nothing for a minute is left', async () => {
    const { clock, advance } = fakePorts()
    const { server, port } = await started(clock)
    const met = once(server, 'connection')
    const { socket, closed } = await connection(port)
    await met
    advance(59_999)
    expect(await ask(port, 'localhost')).toMatchObject({ text: 'hello localhost' })
    expect(socket.readyState).toBe('open')
    advance(1)
    expect(await closed).toEqual(Buffer.alloc(0))
  })

  test('a client that was turned away and does not go is left after two seconds', async () => {
    const { clock, advance } = fakePorts()
    const { server, port } = await started(clock)
    const met = once(server, 'connection')
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    socket.on('error', () => undefined)
    const [seen] = await met
    const forgotten = over(seen)
    socket.write('GET / HTTP/1.1\r\n')
    await once(socket, 'data')
    advance(1999)
    expect(await ask(port, 'localhost')).toMatchObject({ text: 'hello localhost' })
    expect(seen.destroyed).toBe(false)
    advance(1)
    await forgotten
    socket.destroy()
  })

  test('a client that has begun the handshake is not hurried by that', async () => {
    const { clock, advance } = fakePorts()
    const { port } = await started(clock)
    const { socket } = await connection(port)
    const answered = once(socket, 'data')
    socket.write(helloOf('openssl-tls-1.2'))
    await answered
    advance(60_000)
    expect(await ask(port, 'localhost')).toMatchObject({ text: 'hello localhost' })
    expect(socket.readyState).toBe('open')
    socket.destroy()
  })

  test('a client that leaves before its first word is finished is no trouble', async () => {
    const { port, troubles } = await started()
    const { socket, closed } = await connection(port)
    socket.end(helloOf('openssl-tls-1.3').subarray(0, 50))
    await closed
    expect(await ask(port, 'localhost')).toMatchObject({ text: 'hello localhost' })
    expect(troubles).toEqual([])
  })
})
