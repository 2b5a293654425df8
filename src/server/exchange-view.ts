// An exchange for people and programs that look on: everything readable, every secret as its mask.
import type { Mask } from './protocol/mask.js'
import { type HttpReply, type HttpRequest, mediaTypeOf, type Pair, type Pairs } from './protocol/message.js'
import { parseParameters } from './protocol/parameters.js'
import type { Exchange } from './recorder.js'

/** A body as it is shown. */
export type BodyView =
  | { readonly kind: 'none' }
  | { readonly kind: 'form'; readonly parameters: Pairs }
  | { readonly kind: 'json'; readonly value: unknown }
  /** A page, or what cannot be read: only its length in characters. */
  | { readonly kind: 'other'; readonly type: string | null; readonly length: number }

export interface ReplyView {
  readonly status: number
  readonly headers: Pairs
  readonly body: BodyView
}

export interface ExchangeView {
  readonly number: number
  /** ISO 8601. */
  readonly at: string
  readonly endpoint: string | null
  readonly request: {
    readonly method: string
    readonly origin: string
    readonly path: string
    readonly query: Pairs
    readonly headers: Pairs
    readonly body: BodyView
  }
  readonly reply: ReplyView
  /** What an honest server says; null where that was sent. */
  readonly honest: ReplyView | null
  /** Name of the scenario that had a hand in it, or null. */
  readonly scenario: string | null
  readonly outcome: Exchange['outcome']
  readonly correlation: string
}

/** Parameters whose values are no secret, whoever sent them. All others may be one, also under a wrong name. */
const open = new Set([
  'client_id',
  'code_challenge',
  'code_challenge_method',
  'error',
  'error_description',
  'expand',
  'expires_in',
  'grant_type',
  'login_hint',
  'org',
  'prompt',
  'provider',
  'redirect_uri',
  'response_type',
  'scope',
  'target',
  'token_type',
])

/** Members of JSON bodies of the API that are secrets. */
const secretMember = /token|secret|password|verifier|assertion|^code$/i

const secretHeader = /^(?:proxy-)?authorization$|cookie|token|secret|api-?key/i

/** Longer texts are cut: nobody reads them, and a page of exchanges stays small. */
const longestText = 2000

export function viewExchange(exchange: Exchange, mask: Mask): ExchangeView {
  const { number, at, endpoint, request, sent, honest, scenario, outcome, correlation } = exchange
  return {
    number,
    at: new Date(at).toISOString(),
    endpoint,
    request: {
      method: request.method,
      origin: request.origin,
      path: request.path,
      query: parametersIn(request.query, mask),
      headers: headersIn(request.headers, mask),
      body: bodyOf(request, isProtocol(endpoint), mask),
    },
    reply: viewReply(sent, mask),
    honest: sent === honest ? null : viewReply(honest, mask),
    scenario: scenario ?? null,
    outcome,
    correlation,
  }
}

/** The parameters of a query or form body, decoded, the secret ones as masks. */
export function parametersIn(text: string, mask: Mask): Pairs {
  return parseParameters(text).map(({ name, value }): Pair => [cut(name), shownParameter(name, value, mask)])
}

function shownParameter(name: string, value: string, mask: Mask): string {
  return open.has(name) || value === '' ? cut(value) : mask(value)
}

function viewReply(reply: HttpReply, mask: Mask): ReplyView {
  return { status: reply.status, headers: headersIn(reply.headers, mask), body: bodyOf(reply, false, mask) }
}

/** Whether every member of a request body may be a secret under a wrong name. */
function isProtocol(endpoint: string | null): boolean {
  return endpoint === null || endpoint.startsWith('oauth-')
}

function headersIn(headers: Pairs, mask: Mask): Pairs {
  return headers.map(([name, value]): Pair => [cut(name), shownHeader(name, value, mask)])
}

function shownHeader(name: string, value: string, mask: Mask): string {
  if (secretHeader.test(name)) {
    const [, scheme = '', rest = ''] = /^((?:Basic|Bearer)\s+)?(.*)$/is.exec(value) ?? []
    return `${scheme}${mask(rest)}`
  }
  return /^(?:location|referer)$/i.test(name) ? shownUrl(value, mask) : cut(value)
}

/** The URL with its query decoded into masks; the fragment may be a token. */
function shownUrl(url: string, mask: Mask): string {
  const [, base = '', query, fragment] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(url) ?? []
  const shown = query === undefined ? '' : `?${shownQuery(query, mask)}`
  return cut(`${base}${shown}${fragment === undefined ? '' : `#${mask(fragment)}`}`)
}

function shownQuery(query: string, mask: Mask): string {
  return parametersIn(query, mask)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function bodyOf(message: HttpRequest | HttpReply, everythingMayBeSecret: boolean, mask: Mask): BodyView {
  const { body } = message
  const type = mediaTypeOf(message) ?? null
  if (body === '') return { kind: 'none' }
  if (type === 'application/x-www-form-urlencoded') {
    return { kind: 'form', parameters: parametersIn(body, mask) }
  }
  const json = jsonIn(body)
  if (json === undefined || type === 'text/html') return { kind: 'other', type, length: body.length }
  const isSecret = everythingMayBeSecret
    ? (name: string) => !open.has(name)
    : (name: string) => secretMember.test(name) && !open.has(name)
  return { kind: 'json', value: shownJson(json, isSecret, mask, 0) }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const deepest = 12

function shownJson(value: unknown, isSecret: (name: string) => boolean, mask: Mask, depth: number): unknown {
  if (typeof value === 'string') return cut(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) return '...'
  if (Array.isArray(value)) return value.map((item) => shownJson(item, isSecret, mask, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      cut(name),
      isSecret(name) ? hidden(member, mask) : shownJson(member, isSecret, mask, depth + 1),
    ]),
  )
}

/** Nothing, yes and no give nothing away, and tell what is wrong with a request. */
function hidden(value: unknown, mask: Mask): unknown {
  if (value === null || value === '' || typeof value === 'boolean') return value
  return mask(typeof value === 'string' ? value : JSON.stringify(value))
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}...` : text
}
