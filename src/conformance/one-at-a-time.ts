// Whether two runs of one client can go on at the same time: not where both would want the same port or file.

import { portOfUrl } from '../server/protocol/url-port.js'
import type { Target } from './gather/drivers/driver.js'
import type { WrittenPlace } from './gather/observation/observer.js'
import type { Transcript } from './transcript.js'
import { authorizeExchanges } from './transcript.js'

/** What a run shows of the places that the next one may want as well. */
export interface Seen {
  readonly transcript: Transcript
  /** The redirect URI that the client was offered; its port is free, and another one in each run. */
  readonly offered: string | null
  readonly written: readonly WrittenPlace[]
}

/** `80` for `http://localhost/callback`; null for a URI that no server listens for. */
function portOf(uri: string): number | null {
  const url = URL.canParse(uri) ? new URL(uri) : null
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  return portOfUrl(url)
}

/** Known before anything runs; null when that has to be seen. */
export function whyAlone(target: Target, port: number | undefined): string | null {
  if (target.kind === 'in-process') return 'the client is a function'
  if (target.kind === 'attach') return 'the app already runs'
  if (target.kind === 'browser') return 'the browser knows one mock at a time'
  if (port !== undefined) return `the mock has port ${port} in every run`
  return 'home' in target && target.home === 'real' ? 'all runs have the same home folder' : null
}

/**
 * Why no other run may go on beside one of this client; null when nothing speaks against it so far. What it writes into
 * its own folder belongs to all its runs, and so does a secret in a folder that all programs share.
 */
export function whyAloneAfter({ transcript, written }: Seen): string | null {
  const own = written.find(({ place }) => place === 'client')
  if (own !== undefined) return `the client writes ${own.path} in its own folder`
  const shared = transcript.observations?.files.find(({ place }) => place === 'shared-temporary')
  return shared === undefined ? null : `the client writes ${shared.path} in the folder for temporary files`
}

/** What may be the same in the next run, and then is in every run. */
export function suspicious({ transcript, offered, written }: Seen): ReadonlySet<string> {
  const listening = transcript.observations?.listeners.map(({ port }) => port) ?? []
  const redirects = authorizeExchanges(transcript).flatMap(({ request }) => {
    const uri = new URLSearchParams(request.query).get('redirect_uri')
    return uri === null ? [] : (portOf(uri) ?? [])
  })
  const free = offered === null ? null : portOf(offered)
  const ports = [...listening, ...redirects].filter((port) => port !== free)
  const files = written.filter(({ place }) => place === 'shared-temporary')
  return new Set([
    ...ports.map((port) => `the client uses port ${port} in every run`),
    ...files.map(({ path }) => `the client writes ${path} in the folder for temporary files in every run`),
  ])
}

/** What two runs in turn have in common that only one can have at a time; null when there is nothing. */
export function sameAgain(first: Seen, second: Seen): string | null {
  const before = suspicious(first)
  return [...suspicious(second)].find((one) => before.has(one)) ?? null
}
