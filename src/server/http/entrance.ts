// How connections become requests: over plain HTTP, or over TLS.
import type { RequestListener, Server, ServerOptions } from 'node:http'

export interface Entrance {
  readonly scheme: 'http' | 'https'
  /** A server that does not listen yet. */
  createServer(options: ServerOptions, listener: RequestListener): Server
}
