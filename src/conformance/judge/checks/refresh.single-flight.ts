// refresh.single-flight: calls at the same time cause one refresh.

import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { groupsBy } from '../groups.js'
import { placeIn } from '../place.js'
import { noRefresh, refreshesIn } from '../refreshes.js'
import { courseOf } from '../token-course.js'
import { defineCheck } from './check.js'

export const refreshSingleFlight = defineCheck({
  id: 'refresh.single-flight',
  phase: 'refresh',
  title: 'Calls at the same time cause one refresh',
  why: 'Two calls or tabs that refresh with the same token look like a theft: the server ends the login, and the user is signed out everywhere.',
  fix: 'Share one pending refresh between all callers (pending ??= refresh().finally(() => { pending = null })), and between tabs by a lock.',
  clauses: ['RFC9700-4.14.2'],
  rule: 'derived',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: ['refresh-trouble/parallel-calls'],
  reasons: { several: { level: 'warning', what: 'refreshes several times with the same token' } },
  judge(transcripts, tools) {
    return judgeDisturbed(transcripts, (run): readonly Shown<'several'>[] => {
      const course = courseOf(run)
      if (typeof course === 'string') return [undecidedIn(run, course)]
      const refreshes = refreshesIn(run).filter(({ token }) => token !== null)
      const groups = groupsBy(refreshes, ({ token }) => token ?? '')
      const [first] = groups
      if (first === undefined) return [{ kind: 'untouched', why: noRefresh([run]) }]
      const repeated = groups.find((group) => group.length > 1)
      if (repeated === undefined) {
        const actual = `${refreshes.length} refresh request${refreshes.length === 1 ? '' : 's'}, each with a token of its own`
        return [
          { kind: 'right', evidence: { where: placeIn(first[0], 'refresh_token'), actual }, silent: false },
        ]
      }
      const [one, second] = repeated
      const apart = second === undefined ? 0 : second.exchange.at - one.exchange.at
      const actual = `${repeated.length} refresh requests with the same token, ${tools.mask(one.token ?? '')}, ${apart} ms apart`
      const where = placeIn(second ?? one, 'refresh_token')
      return [{ kind: 'broken', occurrence: { reason: 'several', where, expected: 'one refresh', actual } }]
    })
  },
})
