// Finds the URLs in what a program prints, and tells login pages from other addresses.

/** Colours, cursor movements and hyperlink marks of terminals (ECMA-48; OSC 8). */
const terminalMarks = /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b\[[0-?]*[ -/]*[@-~]/g

// No word boundary before it: a prompt without line break may stand there.
const url = /https?:\/\/[^\s"'<>`\\^{|}]+/gi

/** Punctuation that belongs to the sentence around a URL, not to it. */
const trailing = /[)\].,;:!?]+$/

/** The URLs in a complete piece of output, in order. */
export function urlsIn(text: string): readonly string[] {
  const found = text.replace(terminalMarks, ' ').match(url) ?? []
  return found.map((candidate) => candidate.replace(trailing, ''))
}

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]'])

export function isLoopback(address: URL): boolean {
  return loopbackHosts.has(address.hostname) || address.hostname.endsWith('.localhost')
}

/**
 * What a URL means for the login: `mock` is the login page of the mock at `loginUrl`, `elsewhere` an
 * authorize endpoint on another server, `local` a page on this machine, `other` anything else.
 */
export function classifyUrl(candidate: string, loginUrl: string): 'mock' | 'elsewhere' | 'local' | 'other' {
  if (!URL.canParse(candidate)) return 'other'
  const address = new URL(candidate)
  const mock = new URL(loginUrl)
  const authorize = /\/oauth\/authorize\/?$|\/authorize$/.test(address.pathname)
  const sameServer = isLoopback(address) && address.port === mock.port
  if (sameServer) return authorize ? 'mock' : 'other'
  if (authorize) return 'elsewhere'
  return isLoopback(address) ? 'local' : 'other'
}
