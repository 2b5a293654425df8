// bearer.rejected-token: 401 and 403 of the API do not set off a loop.
import { headerOf } from '../../../server/protocol/message.js'
import type { ObservedExchange, Transcript } from '../../transcript.js'
import { callsApi } from '../after-answer.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { groupsBy } from '../groups.js'
import { courseOf, standOf } from '../token-course.js'
import { placeOf } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'same-token-again' | 'forbidden-again' | 'login-loop'

/** Attempts with one token after it was rejected; a second one may cross the answer to the first. */
const mostAttempts = 2
/** Logins that a client may begin by itself after a rejection. */
const mostLogins = 1

function isRejected(status: number) {
  return ({ sent }: ObservedExchange) => sent.status === status
}

/** The calls that were the same request with the same token, the longest series first. */
function longestSeries(calls: readonly ObservedExchange[]): readonly ObservedExchange[] {
  const series = groupsBy(calls, ({ request }) =>
    [request.method, request.path, request.query, headerOf(request, 'authorization') ?? ''].join(' '),
  )
  return series.toSorted((a, b) => b.length - a.length)[0] ?? []
}

function look(run: Transcript, control: Transcript): readonly Shown<Reason>[] {
  const course = courseOf(run)
  if (typeof course === 'string') return [undecidedIn(run, course)]
  const status = run.variant === '403' ? 403 : 401
  const rejected = course.calls.filter(isRejected(status))
  const [first] = rejected
  if (first === undefined) {
    return callsApi(control)
      ? [undecidedIn(run, 'the client did not call the API in this run')]
      : [{ kind: 'untouched', why: 'the client calls no API' }]
  }
  const series = longestSeries(rejected)
  const where = placeOf(run, first.number, 'Authorization')
  const expected =
    status === 403
      ? 'the refusal shown, and the call not repeated'
      : 'a new token and one more attempt, or the refusal shown'
  const broken = (reason: Reason, actual: string): readonly Shown<Reason>[] => [
    { kind: 'broken', occurrence: { reason, where, expected, actual: `after status ${status} ${actual}` } },
  ]
  const logins = course.logins.filter(({ exchange }) => exchange.number > first.number).length
  if (logins > mostLogins) return broken('login-loop', `it began the login anew ${logins} times by itself`)
  if (series.length > mostAttempts) {
    const reason = status === 403 ? 'forbidden-again' : 'same-token-again'
    return broken(reason, `it sent the same call with the same token ${series.length} times`)
  }
  // Who is still calling is caught above; who waits for its user is right.
  const stand = standOf(course)
  const how = stand.kind === 'stopped' ? stand.how : null
  if (how === null && run.ending.kind === 'interrupted') return [undecidedIn(run, run.ending.what)]
  const times = `${rejected.length} of its calls ${rejected.length === 1 ? 'was' : 'were'} rejected`
  const actual = `${times}${how === null ? '' : `, and it ${how}`}`
  return [{ kind: 'right', evidence: { where, actual }, silent: true }]
}

export const bearerRejectedToken = defineCheck({
  id: 'bearer.rejected-token',
  phase: 'token use',
  title: 'A rejected token is not sent again and again',
  why: 'Tokens are revoked before their time. A client that repeats the call, or the login, without end gets itself locked out by the rate limit, and its user sees nothing but a spinner.',
  fix: 'Count the attempts of each call: after 401 get one new token and try once more, after 403 say what is missing, and then stop.',
  clauses: ['RFC6750-3.1', 'OAUTH21-3.2.3'],
  rule: 'derived',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: ['api-trouble/401', 'api-trouble/401-once', 'api-trouble/403'],
  reasons: {
    'same-token-again': { level: 'warning', what: 'sends a rejected token again and again' },
    'forbidden-again': {
      level: 'warning',
      what: 'repeats a call that is forbidden',
      fix: 'Do not repeat a call after 403: another attempt has no other rights. Say which permission is missing.',
    },
    'login-loop': {
      level: 'warning',
      what: 'begins the login anew again and again after a rejection',
      fix: 'Begin anew once at most without the user; then show the refusal.',
    },
  },
  judge: (transcripts) => judgeDisturbed<Reason>(transcripts, look),
})
