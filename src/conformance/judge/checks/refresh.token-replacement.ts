// refresh.token-replacement: a new refresh token replaces the old one, and without a new one the old one is kept.
import type { Transcript } from '../../transcript.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { placeIn } from '../place.js'
import { newestBefore, noRefresh, type Refresh, refreshesIn } from '../refreshes.js'
import { courseOf } from '../token-course.js'
import { defineCheck, type Tools } from './check.js'

type Reason = 'old-token' | 'token-lost'

/** How the token of a refresh is related to the newest one that the client had. */
function lookAt(refresh: Refresh, run: Transcript, tools: Tools): Shown<Reason> {
  const { token, exchange } = refresh
  const newest = newestBefore(run, exchange.number)
  const where = placeIn(refresh, 'refresh_token')
  const shown = newest === null ? 'none' : tools.mask(newest)
  if (token === newest && token !== null) {
    const actual = `the newest refresh token, ${shown}`
    return { kind: 'right', evidence: { where, actual }, silent: false }
  }
  const expected = `the newest refresh token, ${shown}`
  const known = run.exchanges.some(
    ({ number, sent }) => number < exchange.number && token !== null && sent.body.includes(token),
  )
  if (known) {
    const actual = `an older one, ${tools.mask(token ?? '')}`
    return { kind: 'broken', occurrence: { reason: 'old-token', where, expected, actual } }
  }
  const actual =
    token === null ? 'none' : `a text that is no refresh token of this login, ${tools.mask(token)}`
  return { kind: 'broken', occurrence: { reason: 'token-lost', where, expected, actual } }
}

export const refreshTokenReplacement = defineCheck({
  id: 'refresh.token-replacement',
  phase: 'refresh',
  title: 'A new refresh token replaces the old one, and without a new one the old one is kept',
  why: 'A server that rotates refresh tokens takes the use of an old one for theft and ends the login; one that gives no new token means the old one to be used again.',
  fix: 'Store the refresh token of each answer before the access token is used, and keep the old one where the answer has none.',
  clauses: ['RFC6749-6-discard', 'OAUTH21-4.3.2'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: ['refresh-trouble/rotates', 'refresh-trouble/no-new-token'],
  reasons: {
    'old-token': { level: 'violation', what: 'refreshes with a token that a newer one has replaced' },
    'token-lost': {
      level: 'violation',
      what: 'loses its refresh token when an answer has no new one',
      fix: 'Keep the old refresh token where the answer has none: stored.refresh_token = answer.refresh_token ?? stored.refresh_token.',
    },
  },
  judge(transcripts, tools) {
    return judgeDisturbed<Reason>(transcripts, (run): readonly Shown<Reason>[] => {
      const course = courseOf(run)
      if (typeof course === 'string') return [undecidedIn(run, course)]
      const [first, ...later] = refreshesIn(run)
      if (first === undefined) return [{ kind: 'untouched', why: noRefresh([run]) }]
      if (later.length === 0) {
        return [{ kind: 'untouched', why: 'the client refreshed its tokens once, and not a second time' }]
      }
      return later.map((refresh) => lookAt(refresh, run, tools))
    })
  },
})
