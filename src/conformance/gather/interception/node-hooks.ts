// The file that Node.js loads before a client: connections to the hosts of the service lead to the mock, and those to
// any other machine are refused and written down. Names and certificates are still verified by the client.

export interface NodeHooks {
  /** Port on which the mock speaks TLS. */
  readonly mockPort: number
  readonly domains: readonly string[]
  /** PEM of the CA of the mock, for clients that trust chosen authorities only. */
  readonly ca: string
  /** File to which refused hosts are appended, a line each. */
  readonly log: string
  /** File to which connections to the service are appended: `verified HOST` or `unverified HOST`, a line each. */
  readonly tlsLog: string
}

/** Common JavaScript, for `--require`. */
export function nodeHooks({ mockPort, domains, ca, log, tlsLog }: NodeHooks): string {
  return `'use strict'
const net = require('node:net')
const tls = require('node:tls')
const { appendFileSync } = require('node:fs')
const { syncBuiltinESMExports } = require('node:module')
const domains = ${JSON.stringify(domains)}
const ca = ${JSON.stringify(ca)}

const isService = (host) => domains.some((domain) => host === domain || host.endsWith('.' + domain))
const isHere = (host) => /^(?:localhost|.*\\.localhost|127\\.\\d+\\.\\d+\\.\\d+|::1|::ffff:127\\..*|0\\.0\\.0\\.0|::)$/i.test(host)

/** The way to a host: the port of the mock, null for one that stays as it is, or an error. */
function wayTo(host, port) {
  const name = String(host).toLowerCase().replace(/\\.$/, '')
  if (Number(port) === 443 && isService(name)) return { port: ${mockPort} }
  if (isHere(name)) return null
  try {
    appendFileSync(${JSON.stringify(log)}, name + ':' + port + '\\n')
  } catch {}
  const error = new Error('connect ECONNREFUSED ' + name + ':' + port + ' (a run of gc-pkce-check uses no network)')
  return { error: Object.assign(error, { code: 'ECONNREFUSED', syscall: 'connect', address: name, port: Number(port) }) }
}

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (...values) {
  // Called with options, with port and host, or with both as an array that Node.js has put in order.
  const inOrder = Array.isArray(values[0]) ? values[0] : net._normalizeArgs(values)
  const [options] = inOrder
  if (options.path !== undefined && options.path !== null && options.port === undefined) return connect.apply(this, values)
  const way = wayTo(options.host ?? 'localhost', options.port)
  if (way === null) return connect.apply(this, values)
  if (way.error !== undefined) {
    process.nextTick(() => this.destroy(way.error))
    return this
  }
  const changed = [{ ...options, host: '127.0.0.1', port: way.port, lookup: undefined, autoSelectFamily: false }, inOrder[1]]
  for (const symbol of Object.getOwnPropertySymbols(inOrder)) changed[symbol] = inOrder[symbol]
  return connect.call(this, changed)
}

const nobody = []
/** A client that names the authorities it trusts is told one more; nothing else of its options changes. */
const withAuthority = (options) =>
  options && options.ca !== undefined && options.ca !== null && options.ca !== nobody ? { ...options, ca: [options.ca, ca].flat() } : options
const noted = new Set()
function note(line) {
  if (noted.has(line)) return
  noted.add(line)
  try {
    appendFileSync(${JSON.stringify(tlsLog)}, line + '\\n')
  } catch {}
}

/** Who verifies nothing is told of no authority at all: if it goes on, it looks at the result of no verification either. */
function seen(options, values) {
  const host = options.servername || options.host || values.find((value) => typeof value === 'string') || ''
  const name = String(host).toLowerCase().replace(/\\.$/, '')
  if (!isService(name)) return withAuthority(options)
  const { rejectUnauthorized: wanted = process.env.NODE_TLS_REJECT_UNAUTHORIZED !== '0' } = options
  note((wanted === false ? 'unverified ' : 'verified ') + name)
  return wanted === false ? { ...options, ca: nobody } : withAuthority(options)
}
const { createSecureContext, connect: connectTls } = tls
tls.createSecureContext = (options) => createSecureContext(withAuthority(options))
tls.connect = (...values) =>
  connectTls(...values.map((value) => (typeof value === 'object' && value !== null && !(value instanceof net.Socket) ? seen(value, values) : value)))
syncBuiltinESMExports()
`
}
