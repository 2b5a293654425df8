// Why a callback cannot reach a client although a browser would try: nothing of it listens there, or another
// program does. A pure reading of who listens where.

import { portOfUrl } from '../../server/protocol/url-port.js'
import type { Listeners, Listening } from './listening.js'
import { isLoopback } from './login-url.js'

/** The addresses that a browser tries for the host of a URL, in its order. */
function addressesOf({ hostname }: URL): readonly string[] {
  const host = hostname.replace(/[[\]]/g, '')
  return host === 'localhost' || host.endsWith('.localhost') ? ['::1', '127.0.0.1'] : [host]
}

function covers({ address }: Pick<Listening, 'address'>, asked: string): boolean {
  if (address === asked || address === '::') return true
  return address === '0.0.0.0' && !asked.includes(':')
}

function shown({ address, port }: Pick<Listening, 'address' | 'port'>): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

function portsOf(own: readonly Listening[]): string {
  return [...new Set(own.map(({ port }) => port))].join(', ')
}

/** What a browser would meet at the redirect URI. */
export type Reach =
  | { readonly kind: 'client' }
  /** Nothing listens there, or nothing is known. */
  | { readonly kind: 'nobody' }
  /** The callback would go to another program, while the client listens elsewhere. */
  | { readonly kind: 'stranger'; readonly why: string; readonly inode: string }

/** Whether a browser that goes to `callback` meets one of `own` first, whoever else listens. */
export function listensFor(callback: string, own: readonly Pick<Listening, 'address' | 'port'>[]): boolean {
  const url = URL.canParse(callback) ? new URL(callback) : null
  const [first] = url === null ? [] : addressesOf(url)
  if (url === null || first === undefined) return false
  return own.some((socket) => socket.port === portOfUrl(url) && covers(socket, first))
}

/**
 * A client without any listening socket is never said to be robbed: a container or a proxy may listen for it.
 */
export function reachOf(callback: string, { own, others }: Listeners): Reach {
  const url = new URL(callback)
  const port = portOfUrl(url)
  if (!isLoopback(url) || own.length === 0) return { kind: 'nobody' }
  for (const address of addressesOf(url)) {
    const at = (sockets: readonly Listening[]) =>
      sockets.find((socket) => socket.port === port && covers(socket, address))
    if (at(own) !== undefined) return { kind: 'client' }
    const stranger = at(others)
    if (stranger === undefined) continue
    const mine = own.find((socket) => socket.port === port)
    const asked = shown({ address, port })
    const why = mine
      ? `a browser asks ${asked} first, which belongs to another program; the client listens on ${shown(mine)} only, and never got its callback`
      : `the client asked for port ${port} but listens on ${portsOf(own)}; ${asked} belongs to another program`
    return { kind: 'stranger', why, inode: stranger.inode }
  }
  return { kind: 'nobody' }
}

/** Why nothing answered at the redirect URI, as far as the sockets of the client tell; null when they do not. */
export function whyNobody(callback: string, { own }: Listeners): string | null {
  const url = new URL(callback)
  const port = portOfUrl(url)
  const here = own.find((socket) => socket.port === port)
  if (here)
    return `the client listens on ${shown(here)}, and the redirect URI names ${url.host}: these are not the same address`
  if (own.length === 0) return `nothing listens on ${url.host}`
  return `the client asked for port ${port} but listens on ${portsOf(own)}`
}
