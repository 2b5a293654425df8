import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect as connectTls } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import hellos from '../../../fixtures/vectors/client-hellos.json' with { type: 'json' }
import { answerBrokenRequest } from '../../../src/server/http/broken-request.js'
import type { ConnectionTrouble } from '../../../src/server/http/connection-trouble.js'
import { watchForTls } from '../../../src/server/http/plain-port.js'
import { connection, portOf, trickle } from '../../support/sockets.js'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function started() {
  const troubles: ConnectionTrouble[] = []
  const server = createServer({ maxHeaderSize: 1000 }, (_asked, response) => response.end('hello'))
  watchForTls(server, (one) => troubles.push(one)).on('clientError', answerBrokenRequest)
  servers.push(server)
  return { server, troubles, port: await portOf(server) }
}

async function sent(port: number, octets: string | Buffer): Promise<string> {
  const { socket, closed } = await connection(port)
  socket.write(octets)
  return (await closed).toString()
}

describe('plain-port', () => {
  for (const { comment, octets, servername } of hellos.hellos) {
    test(`TLS on the plain port is named and answered: ${comment}`, async () => {
      const { port, troubles } = await started()
      expect(await sent(port, Buffer.from(octets, 'base64'))).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
      const wanted = servername === null ? '' : ` (it wants ${servername})`
      expect(troubles).toEqual([
        {
          kind: 'tls-on-plain-port',
          servername,
          sentence: `a client spoke TLS to the http port${wanted}: start with --https`,
        },
      ])
    })
  }

  test('a TLS client whose first message comes octet by octet is named once', async () => {
    const { port, troubles } = await started()
    const { socket, closed } = await connection(port)
    await trickle(socket, Buffer.from(hellos.hellos[0]?.octets ?? '', 'base64').subarray(0, 20))
    await closed
    expect(troubles.map(({ kind }) => kind)).toEqual(['tls-on-plain-port'])
  })

  test('a TLS client sees at once that this is no TLS', async () => {
    const { port } = await started()
    const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false })
    const failure = await new Promise<NodeJS.ErrnoException>((resolve) => socket.on('error', resolve))
    expect(failure.message).toMatch(/wrong version number|packet length too long/)
  })

  const plain = [
    { name: 'a request', text: 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' },
    { name: 'a request line that is none', text: 'hello\r\n\r\n' },
    {
      name: 'headers that are too long',
      text: `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(2000)}\r\n\r\n`,
    },
    { name: 'a header that is none', text: 'GET / HTTP/1.1\r\nHost: x\r\nA\u0001: b\r\n\r\n' },
    { name: 'octets that are no text', text: Buffer.from([0, 1, 2, 3]) },
    { name: 'a TLS alert', text: Buffer.from([0x15, 3, 3, 0, 2, 2, 40]) },
  ]
  for (const { name, text } of plain) {
    test(`${name} is no TLS`, async () => {
      const { port, troubles } = await started()
      expect(await sent(port, text)).toMatch(/^HTTP\/1\.1 /)
      expect(troubles).toEqual([])
    })
  }

  test('a part of a body that begins like TLS is none', async () => {
    const { server, port, troubles } = await started()
    const arrived = once(server, 'request')
    const { socket, closed } = await connection(port)
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n')
    await arrived
    socket.write('\u0016\u0003\u0001\u0001\u0001\r\nno number\r\n')
    await closed
    expect(troubles).toEqual([])
  })
})
