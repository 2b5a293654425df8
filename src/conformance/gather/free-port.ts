// A port on which nothing listens, for the redirect URI that a client is offered.
import { createServer } from 'node:net'
import type { Random } from '../../server/index.js'

/** Ports that no system gives away by itself: a client takes some time to listen, and others must not be faster. */
const first = 20_000
const last = 29_999
/** Ports that are tried one after another; then whatever is free. */
const mostTried = 20

/** Ports that were handed out lately: not every client listens at once. */
const recent: number[] = []
const mostRecent = 1_000

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    // A family that does not exist here takes nothing.
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'))
    server.listen({ host, port }, () => server.close(() => resolve(true)))
  })
}

function anyPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function randomPort(random: Random): number {
  const [high = 0, low = 0, lowest = 0] = random.bytes(3)
  return first + (((high << 16) | (low << 8) | lowest) % (last - first + 1))
}

/** Free on both families of the loopback interface, and not given away a second time soon. */
export async function freePort(random: Random): Promise<number> {
  for (let tried = 0; tried < mostTried; tried++) {
    const port = randomPort(random)
    if (recent.includes(port)) continue
    recent.push(port)
    recent.splice(0, recent.length - mostRecent)
    if ((await isFree(port, '127.0.0.1')) && (await isFree(port, '::1'))) return port
  }
  return anyPort()
}
