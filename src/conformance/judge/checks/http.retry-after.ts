// http.retry-after: a client that is told to wait waits.
import type { ObservedExchange, Transcript } from '../../transcript.js'
import { apiExchanges, tokenExchanges } from '../../transcript.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { toldToWait } from '../retry-after.js'
import { courseOf } from '../token-course.js'
import { placeOf } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'too-early'

/** The next request of the same kind; a token request for another code or a login begun anew is one too. */
function nextAttempt(run: Transcript, told: ObservedExchange): ObservedExchange | undefined {
  const same =
    told.endpoint === 'oauth-token'
      ? tokenExchanges(run)
      : apiExchanges(run).filter(({ request }) => request.path === told.request.path)
  return same.find(({ number }) => number > told.number)
}

function shownIn(run: Transcript, told: ObservedExchange): Shown<Reason> {
  const wait = toldToWait(told)
  const next = nextAttempt(run, told)
  const where = placeOf(run, told.number)
  const asked = `status ${told.sent.status} and ${wait?.how ?? 'nothing'}`
  if (wait === null || next === undefined) {
    const { kind, what } = run.ending
    // Who is still waiting when the time is up has waited long enough.
    if (kind === 'interrupted') return undecidedIn(run, what)
    return {
      kind: 'right',
      evidence: { where, actual: `after ${asked} it made no further attempt` },
      silent: true,
    }
  }
  const waited = next.at - told.at
  if (next.at >= wait.until) {
    const actual = `after ${asked} it tried again ${waited} ms later`
    return { kind: 'right', evidence: { where, actual }, silent: false }
  }
  const expected = `no further attempt for ${Math.max(0, wait.until - told.at)} ms`
  const actual = `after ${asked} it tried again ${waited} ms later, in exchange ${next.number}`
  return { kind: 'broken', occurrence: { reason: 'too-early', where, expected, actual } }
}

export const httpRetryAfter = defineCheck({
  id: 'http.retry-after',
  phase: 'token response',
  title: 'A client that is told to wait waits, or gives up',
  why: 'Whoever tries again at once during an overload or under a rate limit is refused again, and keeps the limit from ending. Genesys Cloud limits the token endpoint with 400 and "rate limit exceeded".',
  fix: 'Read Retry-After as seconds and as a date, and wait that long before the next attempt; or say that it did not work, and end.',
  clauses: ['RFC9110-10.2.3', 'RFC6585-4'],
  rule: 'derived',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: [
    'token-errors/temporarily-unavailable',
    'token-errors/temporarily-unavailable-date',
    'token-errors/rate-limited-400',
    'token-errors/rate-limited-429',
    'token-errors/rate-limited-429-date',
    'api-trouble/429',
    'api-trouble/429-date',
    'api-trouble/503',
    'api-trouble/503-date',
  ],
  reasons: { 'too-early': { level: 'warning', what: 'tries again before the time that it was told' } },
  judge(transcripts) {
    return judgeDisturbed<Reason>(transcripts, (run): readonly Shown<Reason>[] => {
      const told = [...tokenExchanges(run), ...apiExchanges(run)].filter((one) => toldToWait(one) !== null)
      if (told.length > 0) return told.map((one) => shownIn(run, one))
      const course = courseOf(run)
      if (typeof course === 'string') return [undecidedIn(run, course)]
      if (run.scenario !== 'api-trouble') return [undecidedIn(run, 'the client was never told to wait')]
      return [{ kind: 'untouched', why: 'the client calls no API' }]
    })
  },
})
