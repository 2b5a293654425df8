// One line for people about one exchange.

import type { Mistake } from './mistake.js'
import { sentence } from './sentence.js'

/** What the line needs of an exchange. */
export interface LoggedExchange {
  readonly number: number
  readonly request: { readonly method: string; readonly path: string }
  readonly sent: { readonly status: number }
  /** Name of the scenario that had a hand in it. */
  readonly scenario?: string
  readonly outcome: {
    readonly kind: 'granted' | 'refused' | 'answered'
    readonly mistakes: readonly Mistake[]
    readonly forgiven: boolean
    readonly cause: number | null
  }
}

const longestPath = 120

/** Control characters, line ends and marks that turn the direction of writing, as `\u{1B}`. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  )
}

/**
 * The line of the log about an exchange: number, method, path without its query, status, and the scenario that had
 * a hand in it; then every mistake with its fix. A path of the API that the mock does not have stands out, because the app under test will not get
 * further there. Nothing in it is secret, and whatever a client sent is escaped.
 */
export function logLine(exchange: LoggedExchange): string {
  const { request, sent, outcome } = exchange
  const path = request.path.length > longestPath ? `${request.path.slice(0, longestPath)}...` : request.path
  const played = exchange.scenario === undefined ? '' : ` (scenario ${exchange.scenario})`
  const head = `#${exchange.number} ${request.method.slice(0, 20)} ${path} ${sent.status}${played}`
  const mistakes = outcome.mistakes.map((found) => `${sentence(found.sentence)} ${found.fix}`)
  const isUnserved =
    request.path.includes('/api/') && outcome.mistakes.some(({ kind }) => kind === 'path-unknown')
  const word = isUnserved
    ? 'NOT SERVED: '
    : outcome.forgiven
      ? 'forgiven: '
      : outcome.kind === 'granted'
        ? 'warning: '
        : ''
  const cause = outcome.cause === null ? '' : ` (caused by exchange ${outcome.cause})`
  return printable(mistakes.length === 0 ? head : `${head} ${word}${mistakes.join(' | ')}${cause}`)
}
