// The exchanges of a run as HAR 1.2, which the network pages of browsers and proxies open. A page is one run of the client.
// Secrets are gone before: the reporter is handed transcripts with marks in their place. Members that begin with an
// underscore are the kit's own, as the format allows.
import { type Callback, type ObservedExchange, runName, type Transcript } from '../../transcript.js'
import type { Report } from '../report.js'
import { encodedQuery, uriText } from '../uri-text.js'
import { defineReporter, type RenderOptions } from './reporter.js'

type Json = Readonly<Record<string, unknown>>
type Pairs = ObservedExchange['request']['headers']

interface Timed {
  readonly at: number
  readonly entry: Json
}

const httpVersion = 'HTTP/1.1'

/** Not measured. The three that are not optional must not be negative. */
const noTimings = { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: 0, receive: 0 }

const timeOf = (at: number) => new Date(at).toISOString()
const octets = (text: string) => Buffer.byteLength(text)

function named(pairs: Pairs): readonly Json[] {
  return pairs.map(([name, value]) => ({ name, value }))
}

function header(pairs: Pairs, wanted: string): string {
  return pairs.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? ''
}

function requestOf(request: ObservedExchange['request']): Json {
  const { method, origin, path, query, headers, body } = request
  const mimeType = header(headers, 'content-type')
  return {
    method,
    url: uriText(`${origin}${path}${query === '' ? '' : `?${query}`}`),
    httpVersion,
    // Values of cookies are secrets: the header holds a mark.
    cookies: [],
    headers: named(headers),
    queryString: named([...new URLSearchParams(encodedQuery(query))]),
    headersSize: -1,
    bodySize: octets(body),
    ...(body === '' ? {} : { postData: { mimeType, text: body } }),
  }
}

function deliveryOf({ delivery, delaySeconds }: ObservedExchange['sent']): string | null {
  const parts = [
    ...(delaySeconds === undefined ? [] : [`${delaySeconds} s late`]),
    ...(delivery === undefined ? [] : [`the mock answered by ${delivery.kind}`]),
  ]
  return parts.length === 0 ? null : parts.join(', ')
}

function responseOf(sent: ObservedExchange['sent']): Json {
  const { status, headers, body, delivery } = sent
  const isNone = delivery?.kind === 'reset' || delivery?.kind === 'silence'
  const comment = deliveryOf(sent)
  return {
    ...answer(isNone ? 0 : status, isNone ? [] : headers, isNone ? '' : body),
    ...(comment === null ? {} : { comment }),
  }
}

function answer(status: number, headers: Pairs, body: string): Json {
  return {
    status,
    statusText: '',
    httpVersion,
    cookies: [],
    headers: named(headers),
    content: {
      size: octets(body),
      mimeType: header(headers, 'content-type') || 'x-unknown',
      ...(body === '' ? {} : { text: body }),
    },
    redirectURL: header(headers, 'location'),
    headersSize: -1,
    bodySize: octets(body),
  }
}

function exchangeEntry(exchange: ObservedExchange, pageref: string): Timed {
  const { number, at, sender, endpoint, outcome, request, sent } = exchange
  const entry = {
    pageref,
    startedDateTime: timeOf(at),
    time: 0,
    request: requestOf(request),
    response: responseOf(sent),
    cache: {},
    timings: noTimings,
    _exchange: number,
    _sender: sender,
    _endpoint: endpoint,
    _outcome: outcome.kind,
    _mistakes: outcome.mistakes.map(({ kind }) => kind),
  }
  return { at, entry }
}

/** What a client said to a callback, as far as the kit keeps it: the status. */
function callbackEntry({ url, role, method = 'GET', at, answer: said }: Callback, pageref: string): Timed {
  const status = said.kind === 'answered' ? said.status : 0
  const time = said.kind === 'answered' || said.kind === 'typed' ? Math.max(0, said.at - at) : 0
  const query = /\?(.*)/s.exec(url)?.[1] ?? ''
  const comment = said.kind === 'answered' ? {} : { comment: said.kind === 'typed' ? 'typed' : said.why }
  const entry = {
    pageref,
    startedDateTime: timeOf(at),
    time,
    request: {
      method,
      url: uriText(url),
      httpVersion,
      cookies: [],
      headers: [],
      queryString: named([...new URLSearchParams(encodedQuery(query))]),
      headersSize: -1,
      bodySize: 0,
    },
    response: { ...answer(status, [], ''), ...comment },
    cache: {},
    timings: { ...noTimings, wait: time },
    _sender: 'user-agent',
    _endpoint: 'callback',
    _delivered: said.kind,
    ...(role === undefined ? {} : { _role: role }),
  }
  return { at, entry }
}

function entriesOf({ exchanges, callbacks }: Transcript, pageref: string): readonly Timed[] {
  const all = [
    ...exchanges.map((exchange) => exchangeEntry(exchange, pageref)),
    ...callbacks.map((callback) => callbackEntry(callback, pageref)),
  ]
  return all.toSorted((a, b) => a.at - b.at)
}

function render({ kit, client, startedAt }: Report, { transcripts }: RenderOptions): string {
  const runs = transcripts().map((transcript, index) => {
    const { scenario, variant, ending } = transcript
    const id = `run-${index + 1}`
    const entries = entriesOf(transcript, id)
    const title = runName(scenario, variant)
    const startedDateTime = entries[0] === undefined ? startedAt : timeOf(entries[0].at)
    const page = { startedDateTime, id, title, pageTimings: {}, comment: ending.what }
    return { page, entries: entries.map(({ entry }) => entry) }
  })
  const log = {
    version: '1.2',
    creator: { name: 'gc-pkce-check', version: kit.version },
    pages: runs.map(({ page }) => page),
    entries: runs.flatMap(({ entries }) => entries),
    comment: `${client.target}: how long an answer took is measured for callbacks only; marks stand for secrets.`,
  }
  return `${JSON.stringify({ log }, null, 2)}\n`
}

export const har = defineReporter({
  id: 'har',
  summary: 'HAR 1.2: the exchanges, for the network page of a browser',
  render,
})
