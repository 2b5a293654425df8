// bearer.placement: the access token travels in the Authorization header only.
import { placeholderIn } from '../../../server/protocol/autopsy/placeholder.js'
import { headerOf } from '../../../server/protocol/message.js'
import { firstValue, parseParameters } from '../../../server/protocol/parameters.js'
import { type ApiRequest, apiRequests, noApiRequest } from '../api-request.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { defineCheck, type Tools } from './check.js'

/** The parameter of `text` that RFC 6750 names, or any other that holds a token of this run; null when none does. */
function tokenIn(text: string, tokens: readonly string[]): { name: string; value: string } | null {
  const parameters = parseParameters(text)
  const value = firstValue(parameters, 'access_token')
  if (value !== null) return { name: 'access_token', value }
  const holder = parameters.find((parameter) => tokens.some((token) => parameter.value.includes(token)))
  return holder ?? null
}

function lookAtQuery(request: ApiRequest, tools: Tools): Seen<'query'> {
  const { exchange, tokens } = request
  const found = tokenIn(exchange.request.query, tokens)
  if (found === null) return []
  const where = placeIn(request, found.name)
  const actual = `in the query of ${exchange.request.path}: ${tools.mask(found.value)}`
  return [{ reason: 'query', where, expected: 'Authorization: Bearer …', actual }]
}

function lookAtBody(request: ApiRequest, tools: Tools): Seen<'form-body'> {
  const { exchange, tokens } = request
  const { body, path } = exchange.request
  const form = (headerOf(exchange.request, 'content-type') ?? '').includes('x-www-form-urlencoded')
  const named = form ? tokenIn(body, tokens) : null
  const value = named?.value ?? tokens.find((token) => body.includes(token))
  if (value === undefined) return []
  const where = placeIn(request, named?.name ?? null)
  const actual = `in the body of the request to ${path}: ${tools.mask(value)}`
  return [{ reason: 'form-body', where, expected: 'Authorization: Bearer …', actual }]
}

function look(request: ApiRequest, tools: Tools): Seen<'query' | 'form-body'> {
  const misplaced = [...lookAtQuery(request, tools), ...lookAtBody(request, tools)]
  if (misplaced.length > 0) return misplaced
  const { method, path } = request.exchange.request
  const header = headerOf(request.exchange.request, 'authorization') ?? ''
  const token = /^bearer +(\S{8}.*)$/i.exec(header)?.[1]
  // In which form the header has it is judged by another check; the word undefined in its place is no token.
  const holdsToken = request.tokens.some((issued) => header.includes(issued))
  if (!holdsToken && (token === undefined || placeholderIn(token) !== null)) return []
  return [
    { where: placeIn(request, 'Authorization'), actual: `in the Authorization header of ${method} ${path}` },
  ]
}

export const bearerPlacement = defineCheck({
  id: 'bearer.placement',
  phase: 'token use',
  title: 'The access token travels in the Authorization header only',
  why: 'URLs are kept in logs, histories and Referer headers, and whoever reads them there can use the token.',
  fix: "Send it as a header: fetch(url, { headers: { Authorization: 'Bearer ' + accessToken } }).",
  clauses: ['RFC6750-2.1', 'RFC6750-2.2', 'RFC6750-2.3', 'RFC9700-4.3.2', 'OAUTH21-5.1'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    /** `request.no-secrets-in-url/token-in-api-url` fires too: both rules are broken by the one act. */
    query: { level: 'violation', what: 'sends the access token in the query of an API request' },
    'form-body': { level: 'warning', what: 'sends the access token in the body of an API request' },
  },
  judge(transcripts, tools) {
    const requests = transcripts.flatMap(apiRequests)
    return judgeEach(requests, (request) => look(request, tools), noApiRequest(transcripts))
  },
})
