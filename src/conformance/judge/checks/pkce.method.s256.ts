// pkce.method.s256: the method is S256, spelt exactly so.
import { methodMistake } from '../../../server/protocol/autopsy/method.js'
import { firstValue, lookUp } from '../../../server/protocol/parameters.js'
import { type AuthorizeRequest, wholeAuthorizeRequests } from '../authorize-request.js'
import { explanationOf } from '../explanation.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { noAuthorizeRequest } from '../unseen.js'
import { inconclusive, notApplicable } from '../verdict.js'
import { quoted } from '../wording.js'
import { defineCheck } from './check.js'

const reasonOf = {
  'method-missing': 'absent',
  'method-plain': 'plain',
  'method-misspelt': 'misspelt',
} as const

function isNamed(kind: string): kind is keyof typeof reasonOf {
  return Object.hasOwn(reasonOf, kind)
}

function look(request: AuthorizeRequest): Seen<'absent' | 'plain' | 'misspelt' | 'unknown'> {
  const where = placeIn(request, 'code_challenge_method')
  const method = lookUp(request.parameters, 'code_challenge_method')
  const mistake = methodMistake(method)
  if (mistake === null) return [{ where, actual: 'code_challenge_method=S256' }]
  const value = firstValue(request.parameters, 'code_challenge_method')
  const missing = method.kind === 'empty' ? 'the parameter has no value' : 'the parameter is not there'
  return [
    {
      reason: isNamed(mistake.kind) ? reasonOf[mistake.kind] : 'unknown',
      where,
      expected: 'code_challenge_method=S256',
      actual: value === null ? missing : `the value is ${quoted(value)}`,
      diagnosis: mistake.sentence,
      ...(value === null ? explanationOf(request.exchange, 'code_challenge_method') : {}),
    },
  ]
}

export const pkceMethodS256 = defineCheck({
  id: 'pkce.method.s256',
  phase: 'authorization request',
  title: 'The challenge method is S256, spelt exactly so',
  why: 'With plain, whoever sees the authorization request has the verifier. A missing method means plain, and another spelling is another method.',
  fix: 'Send code_challenge_method=S256, with a capital S and nothing else.',
  clauses: [
    'RFC7636-4.2',
    'RFC7636-4.3-method',
    'RFC7636-6.2.1',
    'RFC7636-7.2-plain',
    'RFC7636-7.2-plain-path',
    'RFC7636-7.2-method',
    'RFC9700-2.1.1-method',
  ],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    plain: {
      level: 'violation',
      what: 'uses the method plain',
      fix: 'Hash the verifier with SHA-256, base64url-encode the 32 octets, and send code_challenge_method=S256.',
    },
    absent: {
      level: 'violation',
      what: 'sends a challenge without a method, which means plain',
      fix: 'Add code_challenge_method=S256: without it the server takes the challenge for the verifier itself.',
    },
    misspelt: { level: 'violation', what: 'misspells the method S256' },
    unknown: { level: 'violation', what: 'names a challenge method that does not exist' },
  },
  judge(transcripts) {
    const requests = wholeAuthorizeRequests(transcripts)
    const nothingSeen =
      requests.length === 0
        ? inconclusive(noAuthorizeRequest(transcripts))
        : notApplicable('no authorization request carries a code_challenge (see pkce.challenge.present)')
    const withChallenge = requests.filter(
      ({ parameters }) => firstValue(parameters, 'code_challenge') !== null,
    )
    return judgeEach(withChallenge, look, nothingSeen)
  },
})
