// The URL of a redirect back to the client.
import type { Pairs } from '../protocol/message.js'

/**
 * `redirectUri` with `parameters` added to its query, form-encoded once (RFC 6749 section 4.1.2). Everything
 * that was there stays as it is; only what may not stand in a header at all is percent-encoded.
 */
export function redirectLocation(redirectUri: string, parameters: Pairs): string {
  if (parameters.length === 0) return headerSafe(redirectUri)
  const added = new URLSearchParams()
  for (const [name, value] of parameters) added.append(name, value)
  return headerSafe(redirectUri) + separatorFor(redirectUri) + added.toString()
}

function separatorFor(uri: string): string {
  if (!uri.includes('?')) return '?'
  return uri.endsWith('?') || uri.endsWith('&') ? '' : '&'
}

function headerSafe(uri: string): string {
  return uri.replace(/[^\x21-\x7e]+/g, (part) =>
    [...Buffer.from(part, 'utf8')]
      .map((octet) => `%${octet.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  )
}
