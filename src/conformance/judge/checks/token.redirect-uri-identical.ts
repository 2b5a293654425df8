// token.redirect-uri-identical: the redirect_uri of the login is repeated unchanged.
import { redirectDifference } from '../../../server/protocol/autopsy/redirect.js'
import { firstValue, lookUp, parseParameters } from '../../../server/protocol/parameters.js'
import { authorizeRequests } from '../authorize-request.js'
import { explanationOf } from '../explanation.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { codeRequests, type TokenRequest } from '../token-request.js'
import { noTokenRequest } from '../unseen.js'
import { inconclusive, notApplicable } from '../verdict.js'
import { namesOf, quoted } from '../wording.js'
import { defineCheck } from './check.js'

/**
 * The redirect_uri that has to come back: that of the login whose code is redeemed; where the code is no help,
 * the one that every login of the run sent. Null when there was none, or when it cannot be known.
 */
function wantedBy({ login, transcript }: TokenRequest): string | null {
  if (login !== null) return firstValue(login.parameters, 'redirect_uri')
  const sent = authorizeRequests(transcript).map(({ parameters }) => firstValue(parameters, 'redirect_uri'))
  return new Set(sent).size === 1 ? (sent[0] ?? null) : null
}

function decodedOnce(text: string): string {
  return parseParameters(`x=${text}`)[0]?.value ?? ''
}

function look(request: TokenRequest): Seen<'missing' | 'different'> {
  const wanted = wantedBy(request)
  if (wanted === null) return []
  const where = placeIn(request, 'redirect_uri')
  const sent = firstValue(request.parameters, 'redirect_uri')
  if (sent === wanted) return [{ where, actual: `${quoted(sent)}, as in the login` }]
  if (sent !== null) {
    const twice = decodedOnce(sent) === wanted
    const diagnosis = twice ? 'it is percent-encoded twice' : redirectDifference(wanted, sent)
    return [{ reason: 'different', where, expected: quoted(wanted), actual: quoted(sent), diagnosis }]
  }
  const empty = lookUp(request.parameters, 'redirect_uri').kind === 'empty'
  const actual = `${empty ? 'redirect_uri is there without a value; ' : ''}the request carries ${namesOf(request.parameters)}`
  const explained = explanationOf(request.exchange, 'redirect_uri')
  return [{ reason: 'missing', where, expected: quoted(wanted), actual, ...explained }]
}

const level = { otherwise: 'violation', profiles: { oauth21: 'info' } } as const

export const tokenRedirectUriIdentical = defineCheck({
  id: 'token.redirect-uri-identical',
  phase: 'token request',
  title: 'The token request repeats the redirect_uri of the login unchanged',
  why: 'The server compares both values character by character: a code that was sent elsewhere by a forged request cannot be redeemed then.',
  fix: 'Store the redirect_uri of the authorization request with the login, and send that very text again.',
  clauses: ['RFC6749-4.1.3-redirect-uri', 'OAUTH21-10.2'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    missing: {
      level,
      what: 'sends no redirect_uri with the code',
      fix: 'Send the redirect_uri of the authorization request again.',
    },
    different: { level, what: 'sends another redirect_uri with the code than in the login' },
  },
  judge(transcripts) {
    const requests = codeRequests(transcripts)
    const nothingSeen =
      requests.length === 0
        ? inconclusive(noTokenRequest(transcripts))
        : notApplicable('no login sent a redirect_uri (see redirect-uri.form), so none has to come back')
    return judgeEach(requests, look, nothingSeen)
  },
})
