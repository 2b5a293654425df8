// refresh.failure: a refresh that fails for good ends the login, and one that fails for a while does not.
import type { Transcript } from '../../transcript.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { placeIn } from '../place.js'
import { noRefresh, type Refresh, refreshesIn } from '../refreshes.js'
import { answerSaid } from '../token-answer.js'
import { courseOf, standOf } from '../token-course.js'
import { defineCheck } from './check.js'

type Reason = 'used-again' | 'login-lost' | 'too-many-retries'

/** Further attempts; no document gives a number, this one is ours. */
const mostRetries = 2

function look(run: Transcript): readonly Shown<Reason>[] {
  const course = courseOf(run)
  if (typeof course === 'string') return [undecidedIn(run, course)]
  const [first, ...later] = refreshesIn(run)
  if (first === undefined) return [{ kind: 'untouched', why: noRefresh([run]) }]
  return [
    lookAt(
      first,
      later,
      run,
      course.logins.some(({ exchange }) => exchange.number > first.exchange.number),
    ),
  ]
}

function lookAt(
  first: Refresh,
  later: readonly Refresh[],
  run: Transcript,
  beganAnew: boolean,
): Shown<Reason> {
  const said = answerSaid(first.exchange.sent)
  const where = placeIn(first, 'refresh_token')
  const isFinal = run.variant === 'invalid-grant'
  const expected = isFinal
    ? 'the tokens forgotten, and one new login or a message'
    : 'the refresh token kept, and a few attempts later on'
  const broken = (reason: Reason, actual: string): Shown<Reason> => ({
    kind: 'broken',
    occurrence: { reason, where, expected, actual: `after ${said} ${actual}` },
  })
  const same = later.filter(({ token }) => token === first.token)
  if (isFinal && same.length > 0)
    return broken('used-again', `it sent the refused token ${same.length} times more`)
  if (!isFinal && beganAnew) return broken('login-lost', 'it began a new login')
  if (!isFinal && same.length > mostRetries)
    return broken('too-many-retries', `it tried ${same.length} times more`)
  const course = courseOf(run)
  const stand = typeof course === 'string' ? null : standOf(course)
  if (stand?.kind === 'undecided' && run.ending.kind === 'interrupted') return undecidedIn(run, stand.why)
  const then =
    same.length > 0 ? `tried ${same.length} times more` : beganAnew ? 'began a new login' : 'sent it no more'
  return { kind: 'right', evidence: { where, actual: `after ${said} it ${then}` }, silent: true }
}

export const refreshFailure = defineCheck({
  id: 'refresh.failure',
  phase: 'refresh',
  title: 'A refresh that fails for good ends the login, and one that fails for a while does not',
  why: 'A client that does not tell the two apart hammers the server with a token that is dead, or signs its user out because of a short outage.',
  fix: 'On invalid_grant forget the tokens and let the user sign in; on 503 and on silence keep the refresh token and try again later.',
  clauses: ['RFC6749-5.2', 'RFC6749-6'],
  rule: 'derived',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: ['refresh-trouble/invalid-grant', 'refresh-trouble/unavailable', 'refresh-trouble/silence'],
  reasons: {
    'used-again': { level: 'warning', what: 'sends a refresh token again that was refused for good' },
    'login-lost': {
      level: 'warning',
      what: 'begins a new login because the server was unavailable for a moment',
    },
    'too-many-retries': { level: 'warning', what: 'repeats a refresh again and again' },
  },
  judge: (transcripts) => judgeDisturbed<Reason>(transcripts, look),
})
