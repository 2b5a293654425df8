// The other host: another name of this machine for the same listener. A client that goes there was led there.

const authority = /^(https?):\/\/([^/]*?)(:\d+)?$/

/**
 * The origin that stands for a foreign host beside `origin`: the same listener under another loopback name, so
 * that what arrives there is recorded, with that name in the origin of the request, and nothing ever leaves this
 * machine. A mock that is called `localhost` has `127.0.0.1` as its other host, every other mock has `localhost`.
 */
export function otherHostOf(origin: string): string {
  const [, scheme = 'http', host = '', port = ''] = authority.exec(origin) ?? []
  return `${scheme}://${host.toLowerCase() === 'localhost' ? '127.0.0.1' : 'localhost'}${port}`
}

/** The mark that a URL which leads to the other host carries: what is asked for with it is answered honestly. */
const mark = 'gc_elsewhere=1'

/** `target` (path and query) with the mark of a URL that leads to the other host. */
export function marked(target: string): string {
  return `${target}${target.includes('?') ? '&' : '?'}${mark}`
}

/** Whether a request came by a URL that led its client to another host. */
export function isMarked({ query }: { readonly query: string }): boolean {
  return query.split('&').includes(mark)
}

/** Where canaries live: whoever asks for this path ran, or loaded, what should only have been shown. */
export const canaryPath = '/gc-canary'
