// refresh.token-confined: a refresh token goes to the token endpoint, and to the one for revocation, only.
import { refreshTokensIssuedBy } from '../../issued.js'
import type { ObservedExchange, Transcript } from '../../transcript.js'
import { gotToken } from '../controls.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { noRefresh } from '../refreshes.js'
import { noTokenRequest } from '../unseen.js'
import { inconclusive, notApplicable } from '../verdict.js'
import { defineCheck, type Tools } from './check.js'

interface Sent {
  readonly transcript: Transcript
  readonly exchange: ObservedExchange
  readonly tokens: readonly string[]
}

const itsEndpoints = ['oauth-token', 'oauth-revoke']

function sentIn(transcript: Transcript): readonly Sent[] {
  const tokens = refreshTokensIssuedBy(transcript.exchanges)
  if (tokens.length === 0) return []
  return transcript.exchanges
    .filter(({ endpoint }) => endpoint === null || !itsEndpoints.includes(endpoint))
    .map((exchange) => ({ transcript, exchange, tokens }))
}

function placeOfToken({ request }: ObservedExchange, token: string): string | null {
  const holds = (text: string) => text.includes(token) || text.includes(encodeURIComponent(token))
  const header = request.headers.find(([, value]) => holds(value))
  if (header !== undefined) return `the header ${header[0]}`
  if (holds(request.query)) return 'the query'
  return holds(request.body) ? 'the body' : null
}

function look(sent: Sent, tools: Tools): Seen<'elsewhere'> {
  const { exchange, tokens } = sent
  for (const token of tokens) {
    const place = placeOfToken(exchange, token)
    if (place === null) continue
    const { method, path } = exchange.request
    const actual = `the refresh token, ${tools.mask(token)}, in ${place} of ${method} ${path}`
    return [{ reason: 'elsewhere', where: placeIn(sent), expected: 'no refresh token there', actual }]
  }
  const isApi = exchange.request.path.startsWith('/api/')
  return isApi ? [{ where: placeIn(sent), actual: 'an API request without the refresh token' }] : []
}

export const refreshTokenConfined = defineCheck({
  id: 'refresh.token-confined',
  phase: 'refresh',
  title: 'A refresh token goes to the token endpoint only',
  why: 'It lives for weeks and makes new access tokens: every place where it shows up besides is a place from which it can be taken.',
  fix: 'Keep it where the tokens are renewed, and hand only the access token to whatever calls the API.',
  clauses: ['RFC6749-1.5-refresh', 'RFC6749-10.4'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  fullScenarios: ['refresh-trouble/rotates'],
  reasons: {
    elsewhere: {
      level: 'violation',
      what: 'sends its refresh token to another place than the token endpoint',
    },
  },
  judge(transcripts, tools) {
    const nothingSeen = transcripts.some(gotToken)
      ? notApplicable(
          transcripts.some((run) => refreshTokensIssuedBy(run.exchanges).length > 0)
            ? 'the client got a refresh token and sent no request to the API'
            : noRefresh(transcripts),
        )
      : inconclusive(noTokenRequest(transcripts))
    return judgeEach(transcripts.flatMap(sentIn), (sent) => look(sent, tools), nothingSeen)
  },
})
