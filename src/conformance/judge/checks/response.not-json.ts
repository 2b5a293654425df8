// response.not-json: a token answer that is no JSON object is a failure that is handled.
import { stopShown } from '../after-answer.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { placeIn } from '../place.js'
import { answerSaid, membersIn } from '../token-answer.js'
import { breakdownOf, courseOf, standOf } from '../token-course.js'
import { defineCheck } from './check.js'

type Reason = 'session' | 'success-claimed' | 'crash'

const expected = 'one clear error'

export const responseNotJson = defineCheck({
  id: 'response.not-json',
  phase: 'token response',
  title: 'A token answer that is no JSON object is a failure that is handled',
  why: 'Proxies and captive portals answer in the place of the service, with pages of their own. A client that parses them unseen ends with a trace in the place of a message.',
  fix: 'Look at the status and the media type before you parse, and catch what the parser throws: the login failed, and the user can try again.',
  clauses: ['RFC6749-5.1-json'],
  rule: 'derived',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: [
    'token-errors/truncated-json',
    'token-errors/array',
    'token-errors/empty-body',
    'token-errors/byte-order-mark',
    'token-errors/wrong-media-type',
    'token-errors/html-page',
    'token-errors/html-page-200',
  ],
  reasons: {
    session: { level: 'violation', what: 'calls the API after a token answer in which there is no token' },
    'success-claimed': {
      level: 'warning',
      what: 'ends with success after a token answer in which there is no token',
      fix: 'End with another exit code than 0 when there is no token.',
    },
    crash: { level: 'warning', what: 'breaks down at a token answer that is no JSON' },
  },
  judge(transcripts, tools) {
    return judgeDisturbed<Reason>(transcripts, (run, control): readonly Shown<Reason>[] => {
      const course = courseOf(run)
      if (typeof course === 'string') return [undecidedIn(run, course)]
      const { sent } = course.request.exchange
      const where = placeIn(course.request)
      const said = answerSaid(sent)
      const breakdown = breakdownOf(course, control)
      if (breakdown !== null) {
        const actual = `after ${said} ${breakdown}`
        return [{ kind: 'broken', occurrence: { reason: 'crash', where, expected, actual } }]
      }
      // The same text under a wrong type, or after a byte order mark: taking it and refusing it are both right.
      if (membersIn({ body: sent.body.replace(/^\ufeff/, '') })?.['access_token'] !== undefined) {
        const stand = standOf(course)
        if (course.calls.length === 0 && stand.kind === 'undecided') return [undecidedIn(run, stand.why)]
        const took = course.calls.length > 0
        const actual = `after ${said} it ${took ? 'went on' : stand.kind === 'stopped' ? stand.how : 'stopped'}`
        return [{ kind: 'right', evidence: { where, actual }, silent: !took }]
      }
      return [
        stopShown(course, control, { session: 'session', claimed: 'success-claimed', said, expected }, tools),
      ]
    })
  },
})
