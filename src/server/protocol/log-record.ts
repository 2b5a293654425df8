// What the log says of one exchange, for programs: the value of one line of JSON.
import { clientOf, type LoggedExchange } from './log-line.js'

/** A mistake as the log tells it. */
export interface LoggedMistake {
  /** Stable name of the mistake. */
  readonly kind: string
  /** The parameter at fault, by its wire name, or null. */
  readonly parameter: string | null
  readonly problem: string
  readonly fix: string
}

/** Members are only ever added. Nothing in it is secret. */
export interface LogRecord {
  readonly type: 'exchange'
  /** When the request arrived, ISO 8601, by the clock of the mock. */
  readonly time: string
  /** Counts from 1 in the order of arrival. */
  readonly number: number
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly status: number
  /** How long the answer took, or null. */
  readonly milliseconds: number | null
  /** The id by which the client called itself, in requests of a login; else null. */
  readonly client: string | null
  /** Id of the endpoint that answered, or null where none has that path. */
  readonly endpoint: string | null
  readonly outcome: 'granted' | 'refused' | 'answered'
  /** True where mistakes were found and the request was granted all the same. */
  readonly forgiven: boolean
  readonly mistakes: readonly LoggedMistake[]
  /** Number of the exchange that caused this refusal, or null. */
  readonly cause: number | null
  /** Equal for the exchanges of one login, or null. */
  readonly login: string | null
  /** Name of the scenario that had a hand in it, or null. */
  readonly scenario: string | null
  /** As in the header `ININ-Correlation-Id` of the answer. */
  readonly correlation: string
}

export function logRecord(exchange: LoggedExchange, milliseconds: number | null): LogRecord {
  const { number, at, endpoint, request, sent, outcome, scenario = null, correlation } = exchange
  return {
    type: 'exchange',
    time: new Date(at).toISOString(),
    number,
    method: request.method,
    path: request.path,
    status: sent.status,
    milliseconds,
    client: clientOf(exchange),
    endpoint,
    outcome: outcome.kind,
    forgiven: outcome.forgiven,
    mistakes: outcome.mistakes.map(({ kind, parameter, sentence, fix }) => ({
      kind,
      parameter,
      problem: sentence,
      fix,
    })),
    cause: outcome.cause,
    login: outcome.login,
    scenario,
    correlation,
  }
}
