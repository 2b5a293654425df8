// bearer.expiry-honoured: an expired token is not used on and on.
import type { Transcript } from '../../transcript.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { courseOf } from '../token-course.js'
import { placeOf } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'used-on'

/** Refused calls after which a client must have noticed: several may have been on their way at once. */
const mostRefused = 3

function look(run: Transcript): readonly Shown<Reason>[] {
  const course = courseOf(run)
  if (typeof course === 'string') return [undecidedIn(run, course)]
  const expired = course.calls.filter(({ outcome }) =>
    outcome.mistakes.some(({ kind }) => kind === 'token-expired'),
  )
  const renewal = [...course.tokenRequests, ...course.logins].map(({ exchange }) => exchange.number)
  const [first] = expired
  if (first === undefined) {
    const [renewed] = renewal
    if (renewed === undefined) {
      return [{ kind: 'untouched', why: 'the client called no API after its token had expired' }]
    }
    const actual = `it got a new token in exchange ${renewed}, before the old one was refused`
    return [{ kind: 'right', evidence: { where: placeOf(run, renewed), actual }, silent: false }]
  }
  const where = placeOf(run, first.number, 'Authorization')
  const before = expired.filter(
    ({ number }) => !renewal.some((other) => other > first.number && other < number),
  )
  if (before.length > mostRefused) {
    const expected = 'a new token, or a new login, after the first refusal'
    const actual = `it sent its expired token ${before.length} times, and got no new one in between`
    return [{ kind: 'broken', occurrence: { reason: 'used-on', where, expected, actual } }]
  }
  const actual = `it stopped using its expired token after ${before.length} refused calls`
  return [{ kind: 'right', evidence: { where, actual }, silent: true }]
}

export const bearerExpiryHonoured = defineCheck({
  id: 'bearer.expiry-honoured',
  phase: 'token use',
  title: 'An expired token is not used on and on',
  why: 'A client that does not notice shows old data or errors until somebody starts it anew.',
  fix: 'Keep the time at which the token ends (now + expires_in), get a new one a little before, and at the first 401 in any case.',
  clauses: ['RFC6749-1.5', 'RFC6749-5.1-expires-in'],
  rule: 'derived',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: ['api-trouble/expires-soon'],
  reasons: { 'used-on': { level: 'warning', what: 'goes on using a token that has expired' } },
  judge: (transcripts) => judgeDisturbed<Reason>(transcripts, look),
})
