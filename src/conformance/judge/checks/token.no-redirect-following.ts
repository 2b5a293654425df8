// token.no-redirect-following: a token request is not sent on to another host.

import { headerOf } from '../../../server/protocol/message.js'
import { isMarked } from '../../../server/protocol/other-host.js'
import { firstValue } from '../../../server/protocol/parameters.js'
import { credentialsOf } from '../client-credentials.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { placeIn } from '../place.js'
import { courseOf, standOf } from '../token-course.js'
import { type TokenRequest, tokenRequests } from '../token-request.js'
import { listed } from '../wording.js'
import { defineCheck } from './check.js'

/** What a request gives away, in words. */
function givenAway(request: TokenRequest): readonly string[] {
  const values = ['code', 'code_verifier', 'refresh_token'].filter(
    (name) => firstValue(request.parameters, name) !== null,
  )
  return [...values, ...credentialsOf(request).map(({ what }) => what)]
}

export const tokenNoRedirectFollowing = defineCheck({
  id: 'token.no-redirect-following',
  phase: 'token request',
  title: 'A token request is not sent on to another host',
  why: 'A redirect of status 307 or 308 makes an HTTP library repeat the whole request, with code, verifier and secret, wherever the answer points to.',
  fix: "Follow no redirect with a token request: fetch(url, { redirect: 'error' }), maxRedirects: 0, allow_redirects=False.",
  clauses: ['RFC6749-10.3'],
  rule: 'derived',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: ['token-errors/redirect-302', 'token-errors/redirect-307', 'token-errors/redirect-308'],
  reasons: {
    followed: { level: 'warning', what: 'sends its token request on to the host that a redirect names' },
  },
  judge(transcripts) {
    return judgeDisturbed(transcripts, (run): readonly Shown<'followed'>[] => {
      const [sentOn, ...others] = tokenRequests(run).filter(
        (request) => isMarked(request.exchange.request) && givenAway(request).length > 0,
      )
      const expected = 'no secret at the other host'
      if (sentOn !== undefined) {
        const times = others.length === 0 ? '' : `, ${others.length + 1} times`
        const actual = `${listed(givenAway(sentOn))} at ${sentOn.exchange.request.origin}${times}`
        return [
          { kind: 'broken', occurrence: { reason: 'followed', where: placeIn(sentOn), expected, actual } },
        ]
      }
      const course = courseOf(run)
      if (typeof course === 'string') return [undecidedIn(run, course)]
      const { status } = course.request.exchange.sent
      if (headerOf(course.request.exchange.sent, 'location') === undefined) {
        return [undecidedIn(run, 'the token request was not answered with a redirect')]
      }
      const stand = standOf(course)
      if (stand.kind === 'undecided') return [undecidedIn(run, stand.why)]
      const actual = `after a redirect of status ${status} it ${stand.how}, and sent no secret to the other host`
      return [{ kind: 'right', evidence: { where: placeIn(course.request), actual }, silent: true }]
    })
  },
})
