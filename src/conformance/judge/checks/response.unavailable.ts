// response.unavailable: trouble of the server costs a bounded time and a bounded number of attempts.
import { stopShown } from '../after-answer.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { placeIn } from '../place.js'
import { answerSaid } from '../token-answer.js'
import { breakdownOf, type Course, courseOf, standOf } from '../token-course.js'
import { defineCheck } from './check.js'

type Reason = 'session' | 'success-claimed' | 'too-many-retries' | 'no-time-out' | 'crash'

const expected = 'an error after a bounded time, and two further attempts at most'

/** Further attempts; no document gives a number, this one is ours. */
const mostRetries = 2

/** A server that is slow, silent or slow in parts: the client has to end its waiting by itself. */
function isWaitedFor({ request }: Course): boolean {
  const { delivery, delaySeconds } = request.exchange.sent
  return delivery?.kind === 'silence' || delivery?.kind === 'drip' || delaySeconds !== undefined
}

function waitShown(course: Course, said: string): Shown<Reason> {
  const { transcript, request, calls, tokenRequests } = course
  const where = placeIn(request)
  const took = calls.length > 0
  if (took) {
    return {
      kind: 'right',
      evidence: { where, actual: `after ${said} it went on with its token` },
      silent: false,
    }
  }
  const { ending } = transcript
  if (ending.kind === 'interrupted') return undecidedIn(transcript, ending.what)
  const answered = transcript.callbacks.find(
    ({ answer }) => answer.kind === 'answered' && answer.at > request.exchange.at,
  )
  const gaveUp = ending.exitCode !== null || answered !== undefined || tokenRequests.length > 0
  if (gaveUp) {
    const stand = standOf(course)
    const how = stand.kind === 'stopped' ? stand.how : 'tried again'
    return {
      kind: 'right',
      evidence: { where, actual: `after ${said} it gave up, and ${how}` },
      silent: false,
    }
  }
  // Every second a piece of it came: who goes on reading is not stuck.
  if (request.exchange.sent.delivery?.kind === 'drip') return undecidedIn(transcript, ending.what)
  const actual = `after ${said} it was still waiting: ${ending.what}`
  return { kind: 'broken', occurrence: { reason: 'no-time-out', where, expected, actual } }
}

export const responseUnavailable = defineCheck({
  id: 'response.unavailable',
  phase: 'token response',
  title: 'Trouble of the server costs a bounded time and a bounded number of attempts',
  why: 'A client without a time limit hangs for ever when the server is silent, and one that tries again without end makes an outage longer.',
  fix: 'Give the token request a time limit (fetch(url, { signal: AbortSignal.timeout(15_000) })), try again twice at most, and begin the login anew where the answer was lost: the code may be spent.',
  clauses: ['RFC6749-4.1.2'],
  rule: 'derived',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: [
    'token-errors/server-error',
    'token-errors/html-page',
    'token-errors/temporarily-unavailable',
    'token-errors/connection-reset',
    'token-errors/connection-cut',
    'token-errors/slow',
    'token-errors/silence',
    'token-errors/drip',
  ],
  reasons: {
    session: { level: 'violation', what: 'calls the API though it got no token' },
    'success-claimed': {
      level: 'warning',
      what: 'ends with success though the server gave it no token',
      fix: 'End with another exit code than 0 when the login failed.',
    },
    'too-many-retries': { level: 'warning', what: 'sends its token request again and again' },
    'no-time-out': {
      level: 'warning',
      what: 'waits without a limit for the token endpoint',
      fix: 'Give the token request a time limit: fetch(url, { signal: AbortSignal.timeout(15_000) }).',
    },
    crash: { level: 'warning', what: 'breaks down when the server has trouble' },
  },
  judge(transcripts, tools) {
    return judgeDisturbed<Reason>(transcripts, (run, control): readonly Shown<Reason>[] => {
      const course = courseOf(run)
      if (typeof course === 'string') return [undecidedIn(run, course)]
      const said = answerSaid(course.request.exchange.sent)
      const where = placeIn(course.request)
      const broken = (reason: Reason, actual: string): readonly Shown<Reason>[] => [
        { kind: 'broken', occurrence: { reason, where, expected, actual: `after ${said} ${actual}` } },
      ]
      const attempts = course.tokenRequests.length
      if (attempts > mostRetries) return broken('too-many-retries', `it asked ${attempts} times more`)
      const breakdown = breakdownOf(course, control)
      if (breakdown !== null) return broken('crash', breakdown)
      if (isWaitedFor(course)) return [waitShown(course, said)]
      return [
        stopShown(course, control, { session: 'session', claimed: 'success-claimed', said, expected }, tools),
      ]
    })
  },
})
