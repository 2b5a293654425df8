// A proxy on this machine by which a client reaches the mock under the names of the real service. It leads nowhere
// else: what a client wants of other hosts is refused and written down.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { request as requestByTls } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { isServiceHost } from './service-hosts.js'

export interface ConnectProxy {
  readonly port: number
  /** Hosts that were refused, each once, in the order in which they were asked for: `example.com:443`. */
  readonly refused: readonly string[]
  close(): Promise<void>
}

/** Where a request for a host leads. */
export type Way = Forward | { readonly kind: 'refused' }

interface Forward {
  readonly kind: 'forward'
  readonly port: number
  readonly host: string
}

/** More hosts are refused as well, and not named. */
const mostNamed = 100

const loopback = /^(?:localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i

/** Where a tunnel to `authority` (`host:port`) leads: hosts of the service to the mock, this machine to itself. */
export function wayTo(authority: string, mockPort: number): Way {
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(authority) ?? []
  if (loopback.test(host)) return { kind: 'forward', host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
  const isTls = port === '443'
  return isTls && isServiceHost(host)
    ? { kind: 'forward', host: '127.0.0.1', port: mockPort }
    : { kind: 'refused' }
}

/** The authority that a request in absolute form names (RFC 9112 section 3.2.2); null when it is in another form. */
function authorityOf({ url = '' }: IncomingMessage): string | null {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return null
  const { hostname, port, protocol } = new URL(url)
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`
}

const refusal = 'This run uses no network: gc-pkce-check refused the connection.\n'

/** Listens on a free port of this machine. `mockPort`: where the mock speaks TLS for the hosts of the service. */
export async function createConnectProxy(mockPort: number): Promise<ConnectProxy> {
  const refused = new Set<string>()
  const open = new Set<Duplex>()
  const refuse = (authority: string) => {
    if (refused.size < mostNamed) refused.add(authority)
  }
  const server = createServer((incoming, response) => {
    const authority = authorityOf(incoming)
    const here = authority === null ? null : wayTo(authority, mockPort)
    if (here?.kind === 'forward') {
      passOn(incoming, response, here)
      return
    }
    refuse(authority ?? incoming.headers.host ?? 'an unknown host')
    incoming.resume()
    response.writeHead(403, { 'content-type': 'text/plain', connection: 'close' }).end(refusal)
  })
  server.on('connect', (asked: IncomingMessage, socket: Duplex, head: Buffer) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket)).on('error', () => socket.destroy())
    const way = wayTo(asked.url ?? '', mockPort)
    if (way.kind === 'refused') {
      refuse(asked.url ?? '')
      socket.end(
        `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: ${refusal.length}\r\n\r\n${refusal}`,
      )
      return
    }
    const upstream = connect({ host: way.host, port: way.port }, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      upstream.write(head)
      join(socket, upstream)
    })
    upstream.once('error', () => socket.destroy())
    socket.once('close', () => upstream.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    get refused() {
      return [...refused]
    },
    async close() {
      for (const socket of open) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/**
 * Some clients ask the proxy itself for a page, against `NO_PROXY` for pages of this machine, and without a tunnel for
 * those of the service: older versions of axios do.
 */
function passOn(incoming: IncomingMessage, response: ServerResponse, way: Forward): void {
  const { method, headers, url = '' } = incoming
  const { protocol, hostname, pathname, search } = new URL(url)
  const path = `${pathname}${search}`
  const { host, port } = way
  // It is the mock of this run that answers here: there is no certificate to doubt.
  const tls = { servername: hostname, rejectUnauthorized: false }
  const ask = protocol === 'https:' ? requestByTls : request
  const onward = ask({ method, headers, host, port, path, setHost: false, ...tls }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    answer.pipe(response)
  })
  onward.once('error', () => response.destroy())
  incoming.pipe(onward)
}

function join(client: Duplex, upstream: Socket): void {
  client.pipe(upstream)
  upstream.pipe(client)
  upstream.once('close', () => client.destroy())
}
