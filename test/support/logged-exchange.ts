// An exchange as the log takes it, with what a test changes.
import type { LoggedExchange } from '../../src/server/protocol/log-line.js'
import type { Mistake } from '../../src/server/protocol/mistake.js'

export const missing: Mistake = {
  kind: 'verifier-missing',
  area: 'pkce',
  error: 'invalid_grant',
  parameter: 'code_verifier',
  sentence: 'code_verifier is missing',
  fix: 'Store it.',
}

export interface ExchangeChanges extends Partial<LoggedExchange['outcome']> {
  readonly endpoint?: string | null
  readonly request?: Partial<LoggedExchange['request']>
  readonly status?: number
  readonly scenario?: string
}

/** A refused token request, unless the changes make it another. */
export function loggedExchange(changes: ExchangeChanges = {}): LoggedExchange {
  const { endpoint = null, request = {}, status = 400, scenario, ...outcome } = changes
  const base = { origin: 'http://127.0.0.1:7636', query: '', headers: [], body: '' }
  return {
    number: 12,
    // 2027-01-02T03:04:05.006Z
    at: 1_798_859_045_006,
    endpoint,
    request: { ...base, method: 'POST', path: '/oauth/token', ...request },
    sent: { status },
    ...(scenario === undefined ? {} : { scenario }),
    outcome: { kind: 'refused', mistakes: [], forgiven: false, login: null, cause: null, ...outcome },
    correlation: 'c0ffee',
  }
}
