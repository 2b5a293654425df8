// pkce.challenge.present: without a challenge there is no PKCE.
import { lookUp } from '../../../server/protocol/parameters.js'
import { type AuthorizeRequest, asksForCode, wholeAuthorizeRequests } from '../authorize-request.js'
import { explanationOf } from '../explanation.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { noAuthorizeRequest } from '../unseen.js'
import { inconclusive, notApplicable } from '../verdict.js'
import { namesOf } from '../wording.js'
import { defineCheck } from './check.js'

const level = { otherwise: 'violation', kinds: { web: 'warning' } } as const

function look(request: AuthorizeRequest): Seen<'absent' | 'empty'> {
  const where = placeIn(request, 'code_challenge')
  const found = lookUp(request.parameters, 'code_challenge')
  if (found.kind === 'absent') {
    const actual = `it carries ${namesOf(request.parameters)}`
    const expected = 'code_challenge in the request'
    return [
      { reason: 'absent', where, expected, actual, ...explanationOf(request.exchange, 'code_challenge') },
    ]
  }
  if (found.kind === 'empty' || found.value === '') {
    const actual = 'code_challenge is there without a value, which counts as absent'
    return [{ reason: 'empty', where, expected: 'code_challenge with a value', actual }]
  }
  return [{ where, actual: 'code_challenge is there' }]
}

export const pkceChallengePresent = defineCheck({
  id: 'pkce.challenge.present',
  phase: 'authorization request',
  title: 'The authorization request carries a code challenge',
  why: 'Without a challenge the code is bound to nothing: whoever gets hold of it can redeem it.',
  fix: 'Turn on PKCE: send code_challenge and code_challenge_method=S256, for example challenge = base64url(sha256(verifier)).',
  clauses: [
    'RFC7636-4.3',
    'RFC7636-5',
    'RFC9700-2.1.1',
    'RFC9700-2.1.1-confidential',
    'RFC8252-6',
    'RFC10017-6.3.2.1',
  ],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    absent: { level, what: 'sends no code_challenge' },
    empty: {
      level,
      what: 'sends an empty code_challenge',
      fix: 'Compute the challenge before the URL is built; crypto.subtle.digest is asynchronous, so await it.',
    },
  },
  judge(transcripts) {
    const requests = wholeAuthorizeRequests(transcripts)
    const nothingSeen =
      requests.length === 0
        ? inconclusive(noAuthorizeRequest(transcripts))
        : notApplicable(
            'the client asks for no code (see authz.required-params), and PKCE protects only codes',
          )
    return judgeEach(requests.filter(asksForCode), look, nothingSeen)
  },
})
