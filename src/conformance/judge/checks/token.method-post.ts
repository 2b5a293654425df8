// token.method-post: the token request is a POST.
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { type TokenRequest, tokenRequests } from '../token-request.js'
import { noTokenRequest } from '../unseen.js'
import { inconclusive } from '../verdict.js'
import { quoted } from '../wording.js'
import { defineCheck } from './check.js'

function look(request: TokenRequest): Seen<'get' | 'other'> {
  const { method, path } = request.exchange.request
  const where = placeIn(request)
  if (method === 'POST') return [{ where, actual: `POST ${path}` }]
  const reason = method === 'GET' ? 'get' : 'other'
  return [{ reason, where, expected: 'POST', actual: `the method is ${quoted(method)}` }]
}

export const tokenMethodPost = defineCheck({
  id: 'token.method-post',
  phase: 'token request',
  title: 'The token request is a POST',
  why: 'A GET carries code and verifier in its URL, which proxies, logs and histories keep. Servers answer no other method than POST.',
  fix: "Use POST, for example fetch(tokenUrl, { method: 'POST', body: new URLSearchParams({ … }) }).",
  clauses: ['RFC6749-3.2'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    get: { level: 'violation', what: 'sends the token request as a GET' },
    other: { level: 'violation', what: 'sends the token request by another method than POST' },
  },
  judge(transcripts) {
    return judgeEach(transcripts.flatMap(tokenRequests), look, inconclusive(noTokenRequest(transcripts)))
  },
})
