// Two redirect URIs that should be the same string and are not: in what they differ.
import { matchesRedirect, withoutLoopbackPort } from '../redirect-uri.js'
import { firstDifference } from './difference.js'

interface Pieces {
  readonly scheme: string
  readonly host: string
  readonly port: string
  readonly path: string
  readonly query: string
}

function piecesOf(uri: string): Pieces | null {
  const pattern = /^([a-z][a-z0-9+.-]*):(?:\/\/(\[[^\]/?#]*\]|[^/?#:]*)(:\d*)?)?([^?#]*)(\?[^#]*)?/i
  const found = pattern.exec(uri)
  if (found === null) return null
  const [, scheme = '', host = '', port = '', path = '', query = ''] = found
  return { scheme, host, port, path, query }
}

/** Percent-decoded; the text itself where it cannot be. */
export function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

function hostDifference(expected: string, actual: string): string {
  if (expected.toLowerCase() === actual.toLowerCase()) return 'the case of the host'
  const bothLoopback = loopbackNames.has(expected.toLowerCase()) && loopbackNames.has(actual.toLowerCase())
  return bothLoopback ? `${actual} is not ${expected}` : 'the host'
}

/** How the end of a URI came to be missing, where that can be seen; empty otherwise. */
function loss(expected: string, actual: string): string {
  if (!expected.startsWith(actual)) return ''
  const missing = expected.slice(actual.length)
  if (missing.startsWith('&')) return 'cut at an & that was not percent-encoded'
  return /^[^/?#]/.test(missing) ? `cut after ${actual.length} of ${expected.length} characters` : ''
}

function pathDifference(expected: string, actual: string): string {
  if (actual === `${expected}/`) return 'a trailing slash was added'
  if (`${actual}/` === expected) return 'the trailing slash is missing'
  if (actual.toLowerCase() === expected.toLowerCase()) return 'the case of the path'
  return 'the path'
}

function cause(expected: string, actual: string): string {
  if (decodedOnce(actual) === expected) return 'it is percent-encoded once too often'
  if (decodedOnce(actual) === decodedOnce(expected)) return 'the percent-encoding'
  if (actual.trim() === expected.trim()) return 'white space around it'
  const wanted = piecesOf(expected)
  const got = piecesOf(actual)
  if (wanted === null || got === null) return 'it is not a URI'
  const causes = [
    wanted.scheme === got.scheme ? '' : `the scheme (${got.scheme} for ${wanted.scheme})`,
    wanted.host === got.host ? '' : hostDifference(wanted.host, got.host),
    wanted.port === got.port ? '' : 'the port',
    wanted.path === got.path ? '' : pathDifference(wanted.path, got.path),
    wanted.query === got.query ? '' : 'the query',
    loss(expected, actual),
  ]
  return causes.filter((text) => text !== '').join(', ')
}

/** Parameters of a callback: where they stand in a redirect URI, the address of the page was taken for it. */
const callbackQuery = /[?&](?:code|state|access_token|error)=/

/** Says in what `actual` differs from `expected`, for example `the port; after '...ost' expected ...`. */
export function redirectDifference(expected: string, actual: string): string {
  if (callbackQuery.test(actual) && !callbackQuery.test(expected)) {
    return 'it is the address of the callback with its query (code, state)'
  }
  // What is no URI may be a secret in the wrong place, so nothing of it is printed.
  if (piecesOf(decodedOnce(actual)) === null) return 'it is not a URI'
  const freePort = withoutLoopbackPort(expected) === expected && withoutLoopbackPort(actual) !== actual
  const compared = freePort && !matchesRedirect(expected, actual) ? withoutLoopbackPort(actual) : actual
  return `${cause(expected, compared)}; ${firstDifference(expected, compared)}`
}
