// Finds out where a web app serves its pages: by what it prints, and by the sockets on which it listens.
import type { Clock } from '../../server/index.js'
import { portOfUrl } from '../../server/protocol/url-port.js'
import type { SeenUrl } from './client.js'
import { schemeOf } from './http-probe.js'
import type { Listening } from './listening.js'
import { isLoopback } from './login-url.js'

const pause = 100

/** A place that may serve pages. */
export interface Place {
  readonly host: string
  readonly port: number
}

/** What is known of the app so far. */
export interface Signs {
  /** URLs that it printed, in order. */
  readonly printed: readonly SeenUrl[]
  /** The sockets of the app; null where the system does not show them. */
  readonly own: readonly Listening[] | null
  /** The redirect URI that it was offered: an app that takes it serves pages at the same host. */
  readonly offered: string
}

function isPage(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}

/** `0.0.0.0` and `::` are no places where a person would look. */
function asVisited(hostname: string): string {
  return hostname === '0.0.0.0' || hostname === '[::]' ? 'localhost' : hostname
}

/** A host name at which a socket can be reached by a browser. */
function hostFor(socket: Listening, offered: URL): string {
  if (portOfUrl(offered) === socket.port) return offered.hostname
  return socket.address === '::1' ? '[::1]' : 'localhost'
}

/** The places to try, the likeliest first: what was printed, then every socket, the smaller ports first. */
export function placesFrom({ printed, own: seen, offered }: Signs): readonly Place[] {
  const offer = new URL(offered)
  const own = seen ?? []
  const named = printed
    .filter(({ url }) => isPage(url))
    .map(({ url }) => new URL(url))
    .map((url) => ({ host: asVisited(url.hostname), port: portOfUrl(url) }))
    .filter(({ host }) => isLoopback(new URL(`http://${host}`)))
    .filter(({ port }) => own.length === 0 || own.some((socket) => socket.port === port))
  const sockets = own
    .map((socket) => ({ host: hostFor(socket, offer), port: socket.port }))
    .toSorted((a, b) => a.port - b.port)
  const all = [...named, ...sockets]
  return all.filter(({ port }, index) => all.findIndex((other) => other.port === port) === index)
}

/** What the search for pages does to the outside. */
export interface PageSearch {
  readonly clock: Clock
  readonly signal: AbortSignal
  signs(): Promise<Signs>
  /** Told after every round what is still missing. */
  onWaiting(what: string): void
}

function whatIsMissing({ own }: Signs, places: readonly Place[]): string {
  if (places.length > 0)
    return `it listens on port ${places.map(({ port }) => port).join(', ')}, and nothing there answers by HTTP`
  return own !== null && own.length === 0
    ? 'none of its processes listens on a port'
    : 'it printed no address of a page'
}

/** The address of the app once it answers by HTTP; null when the search was ended before that. */
export async function findServedPages(search: PageSearch): Promise<string | null> {
  const { clock, signal } = search
  while (!signal.aborted) {
    const signs = await search.signs()
    const places = placesFrom(signs)
    for (const { host, port } of places) {
      const scheme = await schemeOf(host, port, signal)
      if (scheme !== null) return `${scheme}://${host}:${port}`
    }
    search.onWaiting(whatIsMissing(signs, places))
    await clock.sleep(pause, signal)
  }
  return null
}

/** Paths of the pages that the app printed on its own port, `base`: where a person would begin. */
export function printedPaths(printed: readonly SeenUrl[], base: string): readonly string[] {
  const port = portOfUrl(new URL(base))
  return printed
    .filter(({ url }) => isPage(url))
    .map(({ url }) => new URL(url))
    .filter((url) => isLoopback(new URL(`http://${asVisited(url.hostname)}`)) && portOfUrl(url) === port)
    .map(({ pathname }) => pathname)
    .filter((path) => path !== '/' && !/\/(?:callback|cb|redirect|return)\b/i.test(path))
}
