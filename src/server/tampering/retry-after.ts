// When to try again, in both forms of RFC 9110 section 10.2.3.
import type { Pair } from '../protocol/message.js'

/** How long a client is told to wait. */
export const retrySeconds = 3

export const retryAfterSeconds: Pair = ['Retry-After', String(retrySeconds)]

/** `at`: when the request arrived, in milliseconds since 1970. Rounded up, so that the time is never too short. */
export function retryAfterDate(at: number): Pair {
  const seconds = Math.ceil(at / 1000) + retrySeconds
  return ['Retry-After', new Date(seconds * 1000).toUTCString()]
}
