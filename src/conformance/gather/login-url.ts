// Finds the URLs in what a program prints, and tells login pages from other addresses.
import { isServiceHost } from './interception/service-hosts.js'

/** Colours, cursor movements and hyperlink marks of terminals (ECMA-48; OSC 8). */
const terminalMarks = /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b\[[0-?]*[ -/]*[@-~]/g

// No word boundary before it: a prompt without line break may stand there.
const url = /https?:\/\/[^\s"'<>`\\^{|}]+/gi

/** Punctuation that belongs to the sentence around a URL, not to it. */
const trailing = /[)\].,;:!?]+$/

/** The rest of a URL in which somebody forgot to encode a space: up to the last further parameter on the line. */
const afterRawSpace = /^[^\n]* \S*&[\w.-]+=\S*/

/** A person who copies the line copies the spaces too; the browser then encodes them. */
function withRawSpaces(candidate: string, rest: string): string {
  const further =
    candidate.includes('?') && !/https?:/i.test(rest) ? afterRawSpace.exec(rest)?.[0] : undefined
  return further === undefined ? candidate.replace(trailing, '') : `${candidate}${further}`
}

/** The text without colours and other marks that a terminal does not show. */
export function withoutTerminalMarks(text: string): string {
  return text.replace(terminalMarks, ' ')
}

/** The URLs in a complete piece of output, in order. */
export function urlsIn(text: string): readonly string[] {
  const plain = withoutTerminalMarks(text)
  return [...plain.matchAll(url)].map((match) => {
    const after = plain.slice(match.index + match[0].length)
    return withRawSpaces(match[0], after.split('\n')[0] ?? '')
  })
}

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]'])

export function isLoopback(address: URL): boolean {
  return loopbackHosts.has(address.hostname) || address.hostname.endsWith('.localhost')
}

/**
 * Whether an address leads to the mock on `port`: on this machine, and where clients are intercepted by the https
 * hosts of the real service too.
 */
export function leadsToMock(address: URL, port: string, intercepts: boolean): boolean {
  if (isLoopback(address)) return address.port === port
  return intercepts && address.protocol === 'https:' && address.port === '' && isServiceHost(address.hostname)
}

/**
 * What a URL means for the login: `mock` is the login page of the mock at `loginUrl`, `elsewhere` an
 * authorize endpoint on another server, `local` a page on this machine, `other` anything else.
 */
export function classifyUrl(
  candidate: string,
  loginUrl: string,
  intercepts = false,
): 'mock' | 'elsewhere' | 'local' | 'other' {
  if (!URL.canParse(candidate)) return 'other'
  const address = new URL(candidate)
  const authorize = /\/oauth\/authorize\/?$|\/authorize$/.test(address.pathname)
  if (leadsToMock(address, new URL(loginUrl).port, intercepts)) return authorize ? 'mock' : 'other'
  if (authorize) return 'elsewhere'
  return isLoopback(address) ? 'local' : 'other'
}
