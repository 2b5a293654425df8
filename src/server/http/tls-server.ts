// The HTTPS server of the mock: a certificate for each name by SNI, and an answer to whatever is no TLS.
import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http'
import { createServer, type ServerOptions } from 'node:https'
import type { Socket } from 'node:net'
import type { SecureContext } from 'node:tls'
import type { Clock } from '../ports.js'
import { type FirstOctets, readFirstOctets } from './client-hello.js'
import { handshakeTrouble, nameNotCovered, noTls, type OnTrouble } from './connection-trouble.js'
import type { Entrance } from './entrance.js'
import type { Certificates } from './tls.js'

export interface TlsParts {
  readonly certificates: Pick<Certificates, 'fallback' | 'covers' | 'contextFor'>
  /** Told of every connection that came to nothing. */
  readonly onTrouble: OnTrouble
  readonly clock: Clock
  /** Who speaks plain HTTP is served as well, and not told to use https. Default false. */
  readonly plainToo?: boolean
}

/** How long a client may take to say its first word, and to go away after a last one. Milliseconds. */
const patience = { first: 60_000, last: 2000 }

/** A fatal alert, "unrecognized_name": RFC 8446 section 6, RFC 6066 section 3. */
const unrecognizedName = Buffer.from([0x15, 3, 3, 0, 2, 2, 112])

const useHttps = 'This is the https port of gc-mock-oauth: begin the URL with https://.\n'
const badRequest = [
  'HTTP/1.1 400 Bad Request',
  'Content-Type: text/plain; charset=utf-8',
  `Content-Length: ${useHttps.length}`,
  'Connection: close',
  '',
  useHttps,
].join('\r\n')

/**
 * An HTTP server over TLS 1.2 and 1.3. A client that wants a name for which no certificate may be made is
 * turned away before the handshake; one that names no host gets the certificate for all of them.
 */
export function createTlsServer(parts: TlsParts, options: ServerOptions, listener: RequestListener): Server {
  const { certificates, onTrouble } = parts
  const server = createServer(
    {
      ...options,
      ...certificates.fallback,
      minVersion: 'TLSv1.2',
      SNICallback: (servername, done) => chooseContext(certificates, servername, done),
    },
    listener,
  )
  const plain = parts.plainToo ? plainBeside(server, options, listener) : null
  const { isClosing } = lookBeforeHandshake(server, parts, plain)
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
    const servername = typeof socket.servername === 'string' ? socket.servername : null
    if (isClosing()) return
    onTrouble(
      error instanceof NameNotCovered
        ? nameNotCovered(error.servername)
        : handshakeTrouble(error.code ?? error.message, servername),
    )
  })
  return server
}

/** A server that listens nowhere: it gets the connections of `server` on which no TLS is spoken. */
function plainBeside(server: Server, options: ServerOptions, listener: RequestListener): Server {
  const plain = createPlainServer(options, listener)
  for (const event of ['clientError', 'connect'] as const) {
    plain.on(event, (...values: readonly unknown[]) => server.emit(event, ...values))
  }
  return plain
}

/** Serves HTTP over TLS. */
export function tlsEntrance(parts: TlsParts): Entrance {
  return {
    scheme: 'https',
    createServer: (options, listener) => createTlsServer(parts, options, listener),
  }
}

class NameNotCovered extends Error {
  readonly servername: string

  constructor(servername: string) {
    super(`no certificate may be made for ${servername}`)
    this.servername = servername
  }
}

function chooseContext(
  certificates: TlsParts['certificates'],
  servername: string,
  done: (error: Error | null, context?: SecureContext) => void,
): void {
  certificates
    .contextFor(servername)
    .then((context) => (context === null ? done(new NameNotCovered(servername)) : done(null, context)), done)
}

/** Puts itself before the TLS library, which would only say that something is wrong with the first octets. */
function lookBeforeHandshake(
  server: Server,
  parts: TlsParts,
  plain: Server | null,
): { isClosing(): boolean } {
  const [begin] = server.listeners('connection')
  server.removeAllListeners('connection')
  const open = new Set<Socket>()
  let closing = false
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    socket.on('error', () => undefined)
    meet(socket, parts, plain, () => begin !== undefined && Reflect.apply(begin, server, [socket]))
  })
  // The server knows only of connections on which there was a request.
  const closeKnown = server.closeAllConnections.bind(server)
  server.closeAllConnections = () => {
    closing = true
    closeKnown()
    for (const socket of open) socket.destroy()
  }
  return { isClosing: () => closing }
}

/** Reads the first message of a client, and lets the handshake begin where it may. */
function meet(
  socket: Socket,
  { certificates, onTrouble, clock }: TlsParts,
  plain: Server | null,
  begin: () => void,
): void {
  const over = new AbortController()
  socket.once('close', () => over.abort())
  const destroyAfter = (milliseconds: number, unless: AbortSignal) =>
    void clock.sleep(milliseconds, unless).then(() => unless.aborted || socket.destroy())
  const turnAway = (lastWord: string | Buffer) => {
    socket.end(lastWord)
    // What else the client sends is read and dropped: it would not see the last word otherwise.
    socket.resume()
    destroyAfter(patience.last, over.signal)
  }
  const met = new AbortController()
  destroyAfter(patience.first, AbortSignal.any([over.signal, met.signal]))
  onFirstWord(socket, (first, octets) => {
    met.abort()
    if (first.kind === 'other') {
      const trouble = noTls(octets)
      if (plain !== null && trouble.kind === 'plain-http-on-tls-port') {
        socket.unshift(octets)
        plain.emit('connection', socket)
        return
      }
      onTrouble(trouble)
      turnAway(trouble.kind === 'plain-http-on-tls-port' ? badRequest : '')
    } else if (first.servername !== null && !certificates.covers(first.servername)) {
      onTrouble(nameNotCovered(first.servername))
      turnAway(unrecognizedName)
    } else {
      socket.unshift(octets)
      begin()
    }
  })
}

type FirstWord = Exclude<FirstOctets, { kind: 'incomplete' }>

/** Calls `listener` once, when enough was received. A client that leaves earlier is not heard of. */
function onFirstWord(socket: Socket, listener: (first: FirstWord, octets: Buffer) => void): void {
  let octets = Buffer.alloc(0)
  const read = () => {
    const chunk: Buffer | null = socket.read()
    if (chunk === null) return
    octets = Buffer.concat([octets, chunk])
    const first = readFirstOctets(octets)
    if (first.kind === 'incomplete') return
    socket.off('readable', read)
    listener(first, octets)
  }
  socket.on('readable', read)
}
