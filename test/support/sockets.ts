// A server under test on a free port, and connections to it octet by octet.
import { once } from 'node:events'
import type { Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

export interface Connection {
  readonly socket: Socket
  /** Resolves to everything that came back, when the connection is over. */
  readonly closed: Promise<Buffer>
}

export async function connection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  const received: Buffer[] = []
  socket.on('data', (chunk: Buffer) => received.push(chunk))
  socket.on('error', () => undefined)
  const closed = over(socket).then(() => Buffer.concat(received))
  await once(socket, 'connect')
  return { socket, closed }
}

/** Resolves when `socket` is closed, whether or not with an error. */
export function over(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()))
}

/** Sends octets so that the other side reads them one by one, as far as that can be had. */
export async function trickle(socket: Socket, octets: Buffer): Promise<void> {
  for (const octet of octets) {
    await new Promise((resolve) => socket.write(Buffer.from([octet]), resolve))
    await new Promise((resolve) => setImmediate(resolve))
  }
}
