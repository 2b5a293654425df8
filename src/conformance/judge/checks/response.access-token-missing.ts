// response.access-token-missing: a success without an access token is a failure.
import { stopShown } from '../after-answer.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { accessTokenSaid } from '../token-answer.js'
import { courseOf } from '../token-course.js'
import { defineCheck } from './check.js'

type Reason = 'session' | 'success-claimed'

export const responseAccessTokenMissing = defineCheck({
  id: 'response.access-token-missing',
  phase: 'token response',
  title: 'A token answer without an access token ends the login',
  why: 'A client that takes it for a success calls the API with the word undefined, and shows its user an error that leads nowhere.',
  fix: "Look before you use it: if (typeof body.access_token !== 'string' || body.access_token === '') throw new Error('no access token').",
  clauses: ['RFC6749-5.1-access-token', 'RFC6750-2.1-syntax'],
  rule: 'house',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'token-errors/access-token-missing', 'honest-again'],
  fullScenarios: [
    'token-errors/access-token-empty',
    'token-errors/access-token-null',
    'token-errors/access-token-number',
  ],
  reasons: {
    session: { level: 'violation', what: 'calls the API though it got no access token' },
    'success-claimed': {
      level: 'warning',
      what: 'ends with success though it got no access token',
      fix: 'End with another exit code than 0 when there is no token.',
    },
  },
  judge(transcripts, tools) {
    return judgeDisturbed<Reason>(transcripts, (run, control): readonly Shown<Reason>[] => {
      const course = courseOf(run)
      if (typeof course === 'string') return [undecidedIn(run, course)]
      const said = `a token answer with ${accessTokenSaid(course.request.exchange.sent)}`
      const expected = 'an error, and no request to the API'
      return [
        stopShown(course, control, { session: 'session', claimed: 'success-claimed', said, expected }, tools),
      ]
    })
  },
})
