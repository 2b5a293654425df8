// The entrance over plain HTTP, which recognises a client that speaks TLS to it. What such a client is answered
// is the same as for any other nonsense.
import { createServer, type Server } from 'node:http'
import { beginsTls, readFirstOctets } from './client-hello.js'
import { type OnTrouble, tlsOnPlainPort } from './connection-trouble.js'
import type { Entrance } from './entrance.js'

/** Serves plain HTTP. */
export function plainEntrance(onTrouble: OnTrouble): Entrance {
  return {
    scheme: 'http',
    createServer: (options, listener) => watchForTls(createServer(options, listener), onTrouble),
  }
}

/** Tells `onTrouble` of every connection to `server` that begins as one of TLS. */
export function watchForTls(server: Server, onTrouble: OnTrouble): Server {
  return server.on('clientError', (error) => {
    const octets = octetsOf(error)
    if (octets === null || !beginsTls(octets)) return
    const first = readFirstOctets(octets)
    onTrouble(tlsOnPlainPort(first.kind === 'hello' ? first.servername : null))
  })
}

/** What the client sent last, where not even the first octet of it could be read; see the event `clientError`. */
function octetsOf(error: Error): Buffer | null {
  const { bytesParsed, rawPacket } = { bytesParsed: null, rawPacket: null, ...error }
  return bytesParsed === 0 && Buffer.isBuffer(rawPacket) ? rawPacket : null
}
