// refresh.request: a refresh request carries its token, names its client, and asks for no more than was granted.
import { firstValue, type Parameters } from '../../../server/protocol/parameters.js'
import { authorizeRequests } from '../authorize-request.js'
import { credentialsOf } from '../client-credentials.js'
import { gotToken } from '../controls.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { noRefresh, type Refresh, refreshesIn } from '../refreshes.js'
import { noTokenRequest } from '../unseen.js'
import { inconclusive, notApplicable } from '../verdict.js'
import { listed, namesOf, quoted } from '../wording.js'
import { defineCheck } from './check.js'

type Reason = 'token-missing' | 'client-missing' | 'scope-wider'

function scopesIn(parameters: Parameters): readonly string[] {
  return (firstValue(parameters, 'scope') ?? '').split(' ').filter((scope) => scope !== '')
}

/** What a refresh asks for beyond its login; nothing where the login left open what it wanted. */
function scopeBeyond({ parameters, transcript, exchange }: Refresh): readonly string[] {
  const login = authorizeRequests(transcript).findLast((one) => one.exchange.number < exchange.number)
  const granted = login === undefined ? [] : scopesIn(login.parameters)
  return granted.length === 0 ? [] : scopesIn(parameters).filter((scope) => !granted.includes(scope))
}

function look(refresh: Refresh): Seen<Reason> {
  const names = namesOf(refresh.parameters)
  if (refresh.token === null) {
    const where = placeIn(refresh, 'refresh_token')
    return [{ reason: 'token-missing', where, expected: 'refresh_token, not empty', actual: names }]
  }
  if (firstValue(refresh.parameters, 'client_id') === null && credentialsOf(refresh).length === 0) {
    const where = placeIn(refresh, 'client_id')
    return [{ reason: 'client-missing', where, expected: 'client_id, or a Basic header', actual: names }]
  }
  const more = scopeBeyond(refresh)
  if (more.length > 0) {
    const expected = 'the scope of the login, or a part of it, or none'
    const actual = `${listed(more.map(quoted))} besides the scope of the login`
    return [{ reason: 'scope-wider', where: placeIn(refresh, 'scope'), expected, actual }]
  }
  return [{ where: placeIn(refresh), actual: 'a refresh request with its token and its client' }]
}

export const refreshRequest = defineCheck({
  id: 'refresh.request',
  phase: 'refresh',
  title: 'A refresh request carries its token, names its client, and asks for no more than was granted',
  why: 'A refresh that is refused signs the user out in the middle of the work, and nobody sees why.',
  fix: 'Build it like the code exchange: grant_type=refresh_token, refresh_token and client_id in a form body, or the Basic header of the client; leave scope out.',
  clauses: ['RFC6749-6', 'RFC6749-6-scope', 'RFC6749-3.2.1'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  fullScenarios: ['refresh-trouble/rotates'],
  reasons: {
    'token-missing': { level: 'violation', what: 'asks for a refresh without a refresh token' },
    'client-missing': {
      level: 'violation',
      what: 'does not say in a refresh request which client asks',
      fix: 'Send client_id in the body, or the Basic header of the client.',
    },
    'scope-wider': {
      level: 'violation',
      what: 'asks in a refresh request for more scope than was granted',
      fix: 'Leave scope out of the refresh request: then it stays as it is.',
    },
  },
  judge(transcripts) {
    const nothingSeen = transcripts.some(gotToken)
      ? notApplicable(noRefresh(transcripts))
      : inconclusive(noTokenRequest(transcripts))
    return judgeEach(transcripts.flatMap(refreshesIn), look, nothingSeen)
  },
})
