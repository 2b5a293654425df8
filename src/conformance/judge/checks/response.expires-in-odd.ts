// response.expires-in-odd: an odd lifetime makes a client neither break down nor refresh without end.
import { callsApi } from '../after-answer.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { placeIn } from '../place.js'
import { memberSaid } from '../token-answer.js'
import { breakdownOf, type Course, courseOf, standOf } from '../token-course.js'
import { defineCheck } from './check.js'

type Reason = 'crash' | 'refresh-storm' | 'refused'

/** Refreshes that a client may need within the seconds of a run. */
const mostRefreshes = 1

function renewals({ tokenRequests, logins }: Course): number {
  return tokenRequests.filter(({ purpose }) => purpose === 'other').length + logins.length
}

export const responseExpiresInOdd = defineCheck({
  id: 'response.expires-in-odd',
  phase: 'token response',
  title: 'An odd expires_in makes the client neither break down nor refresh without end',
  why: 'Text in the place of a number is joined and not added, zero means refresh at once and for ever, and a timer of more than 24 days fires immediately.',
  fix: 'Read it with a check of its range: const seconds = Number(body.expires_in); take the lifetime for unknown unless it is above 0, and cap timers at 2 ** 31 - 1 ms.',
  clauses: ['RFC6749-A.14', 'OAUTH21-3.2.3'],
  rule: 'derived',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: [
    'token-errors/expires-in-string',
    'token-errors/expires-in-decimal',
    'token-errors/expires-in-zero',
    'token-errors/expires-in-negative',
    'token-errors/expires-in-null',
    'token-errors/expires-in-year',
    'token-errors/expires-in-huge',
  ],
  reasons: {
    crash: { level: 'warning', what: 'breaks down at an odd expires_in' },
    'refresh-storm': {
      level: 'warning',
      what: 'gets new tokens again and again because of an odd expires_in',
    },
    refused: { level: 'info', what: 'refuses a token answer with an odd expires_in' },
  },
  judge(transcripts) {
    return judgeDisturbed<Reason>(transcripts, (run, control): readonly Shown<Reason>[] => {
      const course = courseOf(run)
      if (typeof course === 'string') return [undecidedIn(run, course)]
      const said = memberSaid(course.request.exchange.sent, 'expires_in')
      const where = placeIn(course.request)
      const expected = 'a login that goes on, or one clear error'
      const broken = (reason: Reason, actual: string): readonly Shown<Reason>[] => [
        { kind: 'broken', occurrence: { reason, where, expected, actual: `with ${said} ${actual}` } },
      ]
      const again = renewals(course)
      if (again > mostRefreshes) return broken('refresh-storm', `it asked for new tokens ${again} times`)
      const breakdown = breakdownOf(course, control)
      if (breakdown !== null) return broken('crash', breakdown)
      if (course.calls.length > 0) {
        const actual = `with ${said} it called the API`
        return [{ kind: 'right', evidence: { where, actual }, silent: false }]
      }
      const stand = standOf(course)
      if (stand.kind === 'undecided') return [undecidedIn(run, stand.why)]
      if (callsApi(control)) return broken('refused', `it ${stand.how}, and did not call the API`)
      return [{ kind: 'right', evidence: { where, actual: `with ${said} it ${stand.how}` }, silent: false }]
    })
  },
})
