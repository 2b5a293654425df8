// Cookies as they come with a request, RFC 6265 section 5.4.
import type { HttpRequest } from './message.js'

/** The value of the first cookie called `name`, without quotes around it; null when there is none. */
export function cookieOf({ headers }: Pick<HttpRequest, 'headers'>, name: string): string | null {
  for (const [header, value] of headers) {
    if (header.toLowerCase() !== 'cookie') continue
    for (const pair of value.split(';')) {
      const equals = pair.indexOf('=')
      if (equals !== -1 && pair.slice(0, equals).trim() === name) {
        return pair
          .slice(equals + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1')
      }
    }
  }
  return null
}
