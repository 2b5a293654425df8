// What the log says of one exchange, for people: a line that says what happened, and below it what to do.
import { formDecoded, readAuthorization } from './client-authentication.js'
import type { SentReply } from './delivery.js'
import type { HttpRequest } from './message.js'
import type { Mistake } from './mistake.js'
import { sentence } from './sentence.js'

/** What the log needs of an exchange. */
export interface LoggedExchange {
  readonly number: number
  /** When it arrived, in milliseconds since 1970. */
  readonly at: number
  /** Id of the endpoint that answered, or null. */
  readonly endpoint: string | null
  readonly request: HttpRequest
  readonly sent: Pick<SentReply, 'status' | 'delaySeconds' | 'delivery'>
  /** Name of the scenario that had a hand in it. */
  readonly scenario?: string
  readonly outcome: {
    readonly kind: 'granted' | 'refused' | 'answered'
    readonly mistakes: readonly Mistake[]
    readonly forgiven: boolean
    readonly login: string | null
    readonly cause: number | null
  }
  readonly correlation: string
}

export type LogStyle = 'good' | 'bad' | 'warning' | 'faint'

/** Puts a text, already safe to show, into colour or leaves it as it is. */
export type Paint = (style: LogStyle, text: string) => string

export interface LineOptions {
  /** How long the answer took; null where that is not known. */
  readonly milliseconds: number | null
  readonly paint: Paint
}

const longestPath = 120
const longestClient = 60
const plain: LineOptions = { milliseconds: null, paint: (_style, text) => text }

/** Control characters, line ends and marks that turn the direction of writing, as `\u{1B}`. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  )
}

/**
 * The lines of the log about an exchange. The first has number, method, path without its query, status, what is
 * known besides (time, client, scenario), and every mistake; below it stands what to do about each, indented.
 * A path of the API that the mock does not have stands out, because the app under test will not get further
 * there. Nothing in it is secret, and whatever a client sent is escaped.
 */
export function logLine(exchange: LoggedExchange, { milliseconds, paint }: LineOptions = plain): string {
  const { number, request, sent, outcome, scenario } = exchange
  const client = clientOf(exchange)
  const known = [
    ...(milliseconds === null ? [] : [`${milliseconds} ms`]),
    ...(client === null ? [] : [`client ${printable(client)}`]),
    ...(scenario === undefined ? [] : [`scenario ${scenario}`]),
  ]
  const called = printable(`#${number} ${request.method.slice(0, 20)} ${cut(request.path, longestPath)}`)
  const head = [
    called,
    paint(styleOf(exchange), statusText(sent)),
    ...(known.length === 0 ? [] : [paint('faint', `(${known.join(', ')})`)]),
  ].join(' ')
  if (outcome.mistakes.length === 0) return head
  const cause = outcome.cause === null ? '' : ` (caused by exchange ${outcome.cause})`
  const said = outcome.mistakes.map((found) => printable(sentence(found.sentence))).join(' | ')
  const fixes = new Set(outcome.mistakes.map(({ fix }) => printable(fix)))
  return [
    `${head} ${paint(styleOf(exchange), `${wordFor(exchange)}${said}${cause}`)}`,
    ...[...fixes].map((fix) => `    ${fix}`),
  ].join('\n')
}

/** The id by which a client calls itself in a request of its login, cut where it is long; null elsewhere. */
export function clientOf({ endpoint, request }: Pick<LoggedExchange, 'endpoint' | 'request'>): string | null {
  if (endpoint === 'oauth-authorize') return inForm(request.query)
  if (endpoint !== 'oauth-token') return null
  const sent = inForm(request.body) ?? inJson(request.body) ?? readAuthorization(request).basic?.id
  return sent === undefined ? null : cut(sent, longestClient)
}

function inForm(text: string): string | null {
  const raw = /(?:^|&)client_id=([^&]{1,400})/.exec(text)?.[1]
  return raw === undefined ? null : cut(formDecoded(raw), longestClient)
}

function inJson(text: string): string | undefined {
  return /^\s*\{/.test(text) ? /"client_id"\s*:\s*"([^"\\]{1,400})"/.exec(text)?.[1] : undefined
}

/** Where no octet of an answer was sent, there was no status either. */
function statusText({ status, delivery }: LoggedExchange['sent']): string {
  return delivery?.kind === 'reset' || delivery?.kind === 'silence'
    ? `no answer: ${delivery.kind}`
    : String(status)
}

function styleOf({ sent, outcome }: LoggedExchange): LogStyle {
  if (sent.status >= 400 || sent.delivery !== undefined || outcome.kind === 'refused') return 'bad'
  return outcome.mistakes.length > 0 ? 'warning' : 'good'
}

function wordFor({ request, outcome }: LoggedExchange): string {
  const isUnserved =
    request.path.includes('/api/') && outcome.mistakes.some(({ kind }) => kind === 'path-unknown')
  if (isUnserved) return 'NOT SERVED: '
  if (outcome.forgiven) return 'forgiven: '
  return outcome.kind === 'granted' ? 'warning: ' : ''
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}...` : text
}
