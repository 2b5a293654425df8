// What an answer says about the next attempt: Retry-After in both forms, and the sentence of Genesys Cloud.
import { headerOf } from '../../server/protocol/message.js'
import type { ObservedExchange } from '../transcript.js'

export interface Wait {
  /** Milliseconds since 1970: no attempt before. */
  readonly until: number
  /** How it was said: `Retry-After: 3`. */
  readonly how: string
}

/** `rate limit exceeded; please retry in 3 seconds`, as the token endpoint of the service is reported to say. */
const inWords = /rate limit exceeded[^"]*?retry (?:the request )?in \[?(\d+)\]? seconds/i

/** Until when `exchange` asks its client to wait; null when it does not. */
export function toldToWait({ at, sent }: ObservedExchange): Wait | null {
  if (sent.status < 400) return null
  const value = headerOf(sent, 'retry-after')
  if (value === undefined) {
    const seconds = inWords.exec(sent.body)?.[1]
    if (seconds === undefined) return null
    return { until: at + Number(seconds) * 1000, how: `"rate limit exceeded", retry in ${seconds} seconds` }
  }
  const how = `Retry-After: ${value}`
  if (/^\d+$/.test(value)) return { until: at + Number(value) * 1000, how }
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : { until: date, how }
}
