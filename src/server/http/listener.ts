// The listening sockets: both loopback addresses on one port, or the host that was asked for.
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerBrokenRequest, answerConnect } from './broken-request.js'
import type { Entrance } from './entrance.js'
import { plainEntrance } from './plain-port.js'

export interface Listening {
  readonly port: number
  /** The addresses that are listened on, at least one. */
  readonly addresses: readonly string[]
  /** Addresses that this machine does not have. */
  readonly missing: readonly string[]
  /** Closes the sockets and every connection at once, whatever is going on on them. */
  stop(): Promise<void>
}

/** The mock cannot listen where it was told to; the message says why. */
export class ListenError extends Error {
  override readonly name: string = 'ListenError'
}

/** Another program listens on the port. */
export class PortTakenError extends ListenError {
  override readonly name = 'PortTakenError'
  readonly port: number

  constructor(port: number) {
    super(`port ${port} is taken by another program`)
    this.port = port
  }
}

/** What a client may send in its headers: cookies of other programs on this host come along. */
const maxHeaderSize = 64 * 1024
/** Longer than the pauses of a login: a client that reuses a connection shall not find it closed. */
const keepAliveTimeout = 75_000

/** How long a client may take to send a request, in milliseconds. */
export interface Patience {
  readonly headers: number
  readonly request: number
  /** How often it is looked at. */
  readonly checks: number
}

/** Longer than a slow network takes; without a bound half a request would hold its connection for ever. */
const defaultPatience: Patience = { headers: 15_000, request: 30_000, checks: 5_000 }

const loopbacks = ['127.0.0.1', '::1'] as const
const attempts = 20

/**
 * Listens on `host`, or on both loopback addresses when it is null. Port 0 picks one that is free on all of them.
 * @throws PortTakenError, ListenError
 */
export function listen(
  listener: RequestListener,
  port: number,
  host: string | null,
  entrance?: Entrance,
): Promise<Listening> {
  return listenOn(listener, port, host === null ? loopbacks : [host], defaultPatience, entrance)
}

/**
 * Listens on all `hosts`; of several hosts those that this machine does not have are left out.
 * @throws PortTakenError, ListenError
 */
export async function listenOn(
  listener: RequestListener,
  port: number,
  hosts: readonly string[],
  patience: Patience = defaultPatience,
  entrance: Entrance = plainEntrance(() => undefined),
): Promise<Listening> {
  const makeServer = () => serverFor(listener, patience, entrance)
  for (let attempt = 1; ; attempt++) {
    const result = await tryToListen(makeServer, port, hosts)
    if (!(result instanceof PortTakenError)) return result
    if (port !== 0 || attempt === attempts) throw result
  }
}

async function tryToListen(
  makeServer: () => Server,
  port: number,
  hosts: readonly string[],
): Promise<Listening | PortTakenError> {
  const servers: Server[] = []
  const addresses: string[] = []
  const missing: string[] = []
  let chosen = port
  for (const host of hosts) {
    const server = makeServer()
    const failure = await open(server, chosen, host)
    if (failure === null) {
      const { address, port: given } = server.address() as AddressInfo
      servers.push(server)
      addresses.push(address)
      chosen = given
    } else if (isMissing(failure) && hosts.length > 1) {
      missing.push(host)
    } else {
      await closeAll(servers)
      if (failure.code === 'EADDRINUSE') return new PortTakenError(chosen)
      throw new ListenError(reasonOf(failure, host, chosen))
    }
  }
  if (servers.length === 0) throw new ListenError('this machine has no loopback address')
  return { port: chosen, addresses, missing, stop: () => closeAll(servers) }
}

function serverFor(listener: RequestListener, patience: Patience, entrance: Entrance): Server {
  const options = {
    maxHeaderSize,
    keepAliveTimeout,
    headersTimeout: patience.headers,
    requestTimeout: patience.request,
    connectionsCheckingInterval: patience.checks,
    // Answered by the mock itself, which says what is missing.
    requireHostHeader: false,
  }
  return entrance
    .createServer(options, listener)
    .on('clientError', answerBrokenRequest)
    .on('connect', answerConnect)
}

function open(server: Server, port: number, host: string): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    server.once('error', resolve)
    server.listen({ port, host, ipv6Only: host === '::1' }, () => {
      server.off('error', resolve)
      // Later errors concern one connection that could not be accepted, not the server.
      server.on('error', () => undefined)
      resolve(null)
    })
  })
}

function isMissing({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT'
}

function reasonOf({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EACCES') return `port ${port} may only be used by the administrator of this machine`
  if (code === 'EADDRNOTAVAIL') return `${host} is no address of this machine`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `the host ${host} is not known`
  return `cannot listen on ${host}, port ${port}: ${message}`
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve())
          server.closeAllConnections()
        }),
    ),
  )
}
