// Exchanges as literals, for what reads the record of the mock.
import type { HttpReply, HttpRequest } from '../../src/server/protocol/message.js'
import type { Exchange, Outcome } from '../../src/server/recorder.js'
import { answered } from '../../src/server/replies/reply.js'
import { requestFor } from './requests.js'

/** 2026-01-15T12:00:00Z, by "date -u -d 2026-01-15T12:00:00Z +%s". */
export const noon = 1_768_478_400_000

export const emptyReply: HttpReply = { status: 200, headers: [], body: '' }

export interface ExchangeParts {
  readonly endpoint?: string | null
  readonly request?: HttpRequest
  readonly reply?: HttpReply
  readonly honest?: HttpReply
  readonly outcome?: Outcome
  readonly scenario?: string
}

/** Exchange `number`, that many seconds after noon. */
export function exchangeWith(number: number, parts: ExchangeParts = {}): Exchange {
  const { endpoint = 'mock-health', request = requestFor('GET', '/'), reply = emptyReply, scenario } = parts
  return {
    number,
    at: noon + number * 1000,
    endpoint,
    request,
    honest: parts.honest ?? reply,
    sent: reply,
    outcome: parts.outcome ?? answered,
    correlation: `correlation-${number}`,
    ...(scenario === undefined ? {} : { scenario }),
  }
}
