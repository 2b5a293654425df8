// Turns a message of node:http into a plain value, reshaping nothing.
import type { IncomingMessage } from 'node:http'
import type { Caller } from '../endpoints/endpoint.js'
import type { HttpRequest, Pair } from '../protocol/message.js'
import type { BodyDamage } from '../unserved.js'

/** A host name, an IPv4 address or an IPv6 address in brackets, and maybe a port. */
const authority = /^(?:[A-Za-z0-9._~-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/

/** `target` is the request target as on the request line; `body` is what was read of the body. */
export function requestValue(message: IncomingMessage, target: string, body: string): HttpRequest {
  const { own, rest } = splitTarget(target)
  const question = rest.indexOf('?')
  return {
    method: message.method ?? '',
    origin: originOf(message, own),
    path: question < 0 ? rest : rest.slice(0, question),
    query: question < 0 ? '' : rest.slice(question + 1),
    headers: pairsOf(message.rawHeaders),
    body,
  }
}

function pairsOf(raw: readonly string[]): readonly Pair[] {
  const pairs: Pair[] = []
  for (let index = 0; index + 1 < raw.length; index += 2) {
    pairs.push(pairOf(raw[index] ?? '', raw[index + 1] ?? ''))
  }
  return pairs
}

const mostPairsKept = 64
const longestValueKept = 200
const pairsKept = new Map<string, Pair>()

/**
 * Most headers of a client are those of its request before, and the recorder keeps every request: the pair of
 * then is used again, which leaves the collector a third less to move about.
 */
function pairOf(name: string, value: string): Pair {
  const known = pairsKept.get(name)
  if (known?.[1] === value) return known
  const pair: Pair = [name, value]
  if (value.length > longestValueKept) return pair
  if (known === undefined && pairsKept.size >= mostPairsKept) pairsKept.clear()
  pairsKept.set(name, pair)
  return pair
}

/** An absolute-form target names its own authority, which counts more than `Host`: RFC 9112 section 3.2.2. */
function splitTarget(target: string): { own: string | null; rest: string } {
  const absolute = /^https?:\/\/([^/?#]*)(.*)$/is.exec(target)
  if (absolute === null) return { own: null, rest: target }
  const [, own = '', rest = ''] = absolute
  return { own, rest: rest.startsWith('/') ? rest : `/${rest}` }
}

function originOf(message: IncomingMessage, own: string | null): string {
  const scheme = 'encrypted' in message.socket ? 'https' : 'http'
  const host = own ?? message.headers.host
  if (host !== undefined && authority.test(host)) return `${scheme}://${host}`
  return `${scheme}://${listeningAuthority(message)}`
}

/** What is wrong with the `Host` of `message` as RFC 9112 section 3.2 has it, or null. */
export function hostDamageOf({ httpVersion, rawHeaders }: IncomingMessage): BodyDamage | null {
  let hosts = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() === 'host') hosts += 1
  }
  if (hosts > 1) return 'host-doubled'
  return hosts === 0 && httpVersion !== '1.0' ? 'host-missing' : null
}

/** Who sent `message`, by the address of the socket alone. */
export function callerOf({ socket }: IncomingMessage): Caller {
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/i, '')
  return { loopback: address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address) }
}

function listeningAuthority({ socket }: IncomingMessage): string {
  const address = (socket.localAddress ?? '127.0.0.1').replace(/^::ffff:/, '')
  return `${address.includes(':') ? `[${address}]` : address}:${socket.localPort ?? 0}`
}
