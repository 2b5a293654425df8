// bearer.format: an API request carries exactly one credential, and that is the token unchanged.
import { readBearerHeader } from '../../../server/protocol/autopsy/bearer.js'
import { damage } from '../../../server/protocol/autopsy/damage.js'
import { placeholderIn } from '../../../server/protocol/autopsy/placeholder.js'
import { mediaTypeOf } from '../../../server/protocol/message.js'
import { firstValue, type Parameters, parseParameters } from '../../../server/protocol/parameters.js'
import { type ApiRequest, apiRequests, noApiRequest } from '../api-request.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { notApplicable } from '../verdict.js'
import { listed, quoted } from '../wording.js'
import { defineCheck, type Tools } from './check.js'

type Reason =
  | 'two-methods'
  | 'undefined'
  | 'double-scheme'
  | 'quotes'
  | 'line-break'
  | 'scheme'
  | 'changed-bytes'

const expected = 'Authorization: Bearer, one space, and the access token unchanged'

function headersOf({ exchange }: ApiRequest): readonly string[] {
  return exchange.request.headers
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .map(([, value]) => value)
}

function holdsToken(parameters: Parameters, tokens: readonly string[]): boolean {
  return (
    firstValue(parameters, 'access_token') !== null ||
    parameters.some(({ value }) => tokens.some((token) => value.includes(token)))
  )
}

/** Where the request shows a credential: RFC 6750 section 2 knows these three places. */
function placesOf(request: ApiRequest, headers: readonly string[]): readonly string[] {
  const { query, body } = request.exchange.request
  const isForm = mediaTypeOf(request.exchange.request) === 'application/x-www-form-urlencoded'
  return [
    ...(headers.length > 1 ? [`${headers.length} Authorization headers`] : []),
    ...(headers.length === 1 ? ['the Authorization header'] : []),
    ...(holdsToken(parseParameters(query), request.tokens) ? ['the query'] : []),
    ...(isForm && holdsToken(parseParameters(body), request.tokens) ? ['the form body'] : []),
  ]
}

/** What keeps the header from being read, or null; `rest` is what follows the scheme. */
function formReason(value: string, tokens: readonly string[]): Reason | null {
  const [, scheme = '', rest = ''] = /^\s*(\S*)\s*(.*?)\s*$/s.exec(value) ?? []
  const text = scheme.toLowerCase() === 'bearer' ? rest : value.trim()
  if (scheme.toLowerCase() === 'bearer' && (rest === '' || placeholderIn(rest) !== null)) return 'undefined'
  if (/^bearer\s/i.test(rest)) return 'double-scheme'
  if (/^bearer$/i.test(scheme)) {
    // Two headers of one name become one, with a comma between them.
    if (/,\s*bearer\s/i.test(text)) return 'two-methods'
    if (/^["'`]|["'`]$/.test(text)) return 'quotes'
    return /\s/.test(text) ? 'line-break' : null
  }
  // Another scheme is another credential, unless it carries the token.
  return tokens.some((token) => value.includes(token)) || /^bearer/i.test(scheme) ? 'scheme' : null
}

/** What was done to a token on its way; null when it is intact, or none that was issued here. */
function changeOf(request: ApiRequest, token: string): string | null {
  const { exchange, tokens } = request
  if (tokens.includes(token)) return null
  const altered = exchange.outcome.mistakes.find(({ kind }) => kind === 'token-altered')
  if (altered !== undefined) return altered.sentence
  const how = tokens.map((issued) => damage(issued, token)).find((found) => found !== null)
  return how ?? null
}

function lookAtHeader(request: ApiRequest, value: string, tools: Tools): Seen<Reason> {
  const where = placeIn(request, 'Authorization')
  const reason = formReason(value, request.tokens)
  const token = /^\s*bearer\s+(.*?)\s*$/is.exec(value)?.[1] ?? null
  if (reason === 'undefined') {
    const shown = token === null || token === '' ? 'nothing' : quoted(placeholderIn(token)?.shown ?? '')
    return [{ reason, where, expected, actual: `Bearer is followed by ${shown}` }]
  }
  if (reason !== null) {
    const diagnosis = readBearerHeader(value).mistakes[0]?.sentence
    const actual = `a header of ${value.length} characters: ${tools.mask(value)}`
    return [{ reason, where, expected, actual, ...(diagnosis === undefined ? {} : { diagnosis }) }]
  }
  if (token === null) return []
  const change = changeOf(request, token)
  if (change !== null) {
    return [{ reason: 'changed-bytes', where, expected, actual: tools.mask(token), diagnosis: change }]
  }
  // A token of an earlier session is whole, though it is none of this run.
  return request.tokens.includes(token) ? [{ where, actual: 'Bearer and the token as it was issued' }] : []
}

function look(request: ApiRequest, tools: Tools): Seen<Reason> {
  const headers = headersOf(request)
  const places = placesOf(request, headers)
  if (places.length > 1 || headers.length > 1) {
    const where = placeIn(request, 'Authorization')
    return [{ reason: 'two-methods', where, expected, actual: `the request carries ${listed(places)}` }]
  }
  const [value] = headers
  return value === undefined ? [] : lookAtHeader(request, value, tools)
}

export const bearerFormat = defineCheck({
  id: 'bearer.format',
  phase: 'token use',
  title: 'An API request carries one credential: Bearer and the access token unchanged',
  why: 'Everything else is refused with 401, and a client that sends the word undefined has not noticed that its login failed.',
  fix: "Build the header of the stored token only, after a check that there is one: headers: { Authorization: 'Bearer ' + accessToken }.",
  clauses: ['RFC6750-2', 'RFC6750-2.1-syntax'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    'two-methods': {
      level: 'violation',
      what: 'sends its token in several ways in one request',
      fix: 'Send it in the Authorization header, once, and nowhere else.',
    },
    undefined: {
      level: 'violation',
      what: 'calls the API with nothing, or a word for nothing, in the place of a token',
      fix: 'Stop when the token request fails: if (!response.ok) throw …; and send no request without a token.',
    },
    'double-scheme': {
      level: 'violation',
      what: 'writes the word Bearer twice',
      fix: 'The library adds the word Bearer itself: hand it the bare token.',
    },
    quotes: {
      level: 'violation',
      what: 'sends the token in quotes',
      fix: 'Parse the JSON of the token answer, and take the member access_token of it.',
    },
    'line-break': {
      level: 'violation',
      what: 'sends white space inside of the token',
      fix: 'Trim what is read from a file or the output of a program before it is used as a token.',
    },
    scheme: {
      level: 'violation',
      what: 'sends the token under another scheme than Bearer, or under none',
      fix: 'Write the word Bearer and one space before the token.',
    },
    'changed-bytes': {
      level: 'violation',
      what: 'sends another text than the token that it got',
      fix: 'Keep the token as it is: do not cut, decode or encode it.',
    },
  },
  judge(transcripts, tools) {
    const requests = transcripts.flatMap(apiRequests)
    const elsewhere = requests.some((request) => placesOf(request, []).length > 0)
    const nothingSeen = elsewhere
      ? notApplicable('the token travels in no header (see bearer.placement)')
      : noApiRequest(transcripts)
    return judgeEach(requests, (request) => look(request, tools), nothingSeen)
  },
})
