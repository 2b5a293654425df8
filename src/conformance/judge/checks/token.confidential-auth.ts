// token.confidential-auth: a client that has a secret authenticates by it, in the Basic header, form-encoded.
import { credentialsOf, type ShownCredential } from '../client-credentials.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { type TokenRequest, tokenRequests } from '../token-request.js'
import { noTokenRequest } from '../unseen.js'
import { inconclusive, notApplicable } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'not-authenticated' | 'in-body' | 'not-form-encoded'

function hasMistake({ exchange }: TokenRequest, kind: string): boolean {
  return exchange.outcome.mistakes.some((mistake) => mistake.kind === kind)
}

function lookAtSecret(request: TokenRequest, { way, what, parameter }: ShownCredential): Seen<Reason> {
  const where = placeIn(request, parameter)
  if (way === 'body') {
    return [{ reason: 'in-body', where, expected: 'the secret in a Basic header', actual: what }]
  }
  if (way === 'basic' && hasMistake(request, 'basic-secret-raw')) {
    const actual = 'a Basic header whose secret matched only without form decoding'
    return [
      { reason: 'not-form-encoded', where, expected: 'id and secret form-encoded, then base64', actual },
    ]
  }
  return [{ where, actual: what }]
}

function look(request: TokenRequest): Seen<Reason> {
  const [shown] = credentialsOf(request).filter(({ way }) => way !== 'empty-basic')
  if (shown !== undefined) return lookAtSecret(request, shown)
  if (!request.transcript.registration.confidential) return []
  const expected = 'the secret of the client in a Basic header'
  return [{ reason: 'not-authenticated', where: placeIn(request), expected, actual: 'no secret at all' }]
}

export const tokenConfidentialAuth = defineCheck({
  id: 'token.confidential-auth',
  phase: 'token request',
  title: 'A client that has a secret authenticates by it, in the Basic header, form-encoded',
  why: 'Without its secret a confidential client is refused. Characters such as + % : arrive as others where the header is not encoded as the server decodes it, and the body is a place where secrets are logged.',
  fix: "Form-encode both, then base64: 'Basic ' + btoa(encodeURIComponent(id) + ':' + encodeURIComponent(secret)).",
  clauses: ['RFC6749-3.2.1', 'RFC6749-2.3.1-form-encoded', 'RFC6749-2.3.1-body'],
  rule: 'clause',
  kinds: ['web'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    'not-authenticated': { level: 'violation', what: 'has a secret and does not authenticate by it' },
    'in-body': {
      level: 'warning',
      what: 'sends its secret in the body',
      fix: 'Send id and secret in a Basic header, and leave client_secret out of the body.',
    },
    'not-form-encoded': { level: 'warning', what: 'does not form-encode its secret in the Basic header' },
  },
  judge(transcripts) {
    const requests = transcripts.flatMap(tokenRequests)
    const nothingSeen =
      requests.length === 0
        ? inconclusive(noTokenRequest(transcripts))
        : notApplicable('the client is registered without a secret, and sends none')
    return judgeEach(requests, look, nothingSeen)
  },
})
