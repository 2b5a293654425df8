// token.auth-single-method: a token request authenticates its client in one way.
import { credentialsOf, type ShownCredential } from '../client-credentials.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { type TokenRequest, tokenRequests } from '../token-request.js'
import { noTokenRequest } from '../unseen.js'
import { inconclusive, notApplicable } from '../verdict.js'
import { listed } from '../wording.js'
import { defineCheck } from './check.js'

/** A Basic header without a secret names the client, as client_id in the body does: it authenticates nobody. */
function proves({ way }: ShownCredential): boolean {
  return way !== 'empty-basic'
}

function look(request: TokenRequest): Seen<'several'> {
  const [first, ...others] = credentialsOf(request).filter(proves)
  if (first === undefined) return []
  const [second] = others
  if (second === undefined) return [{ where: placeIn(request, first.parameter), actual: first.what }]
  const where = placeIn(request, second.parameter)
  const actual = listed([first, ...others].map(({ what }) => what))
  return [{ reason: 'several', where, expected: 'one of them', actual }]
}

export const tokenAuthSingleMethod = defineCheck({
  id: 'token.auth-single-method',
  phase: 'token request',
  title: 'A token request authenticates its client in one way',
  why: 'Servers refuse a request that does it twice, or look at one of the two, and nobody knows at which.',
  fix: 'Drop one of the two: keep the Basic header, and leave client_secret out of the body.',
  clauses: ['RFC6749-2.3'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: { several: { level: 'violation', what: 'authenticates in several ways at once' } },
  judge(transcripts) {
    const requests = transcripts.flatMap(tokenRequests)
    const nothingSeen =
      requests.length === 0
        ? inconclusive(noTokenRequest(transcripts))
        : notApplicable('the client does not authenticate itself')
    return judgeEach(requests, look, nothingSeen)
  },
})
