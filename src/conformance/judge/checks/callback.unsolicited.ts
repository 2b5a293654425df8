// callback.unsolicited: a callback without a pending login does nothing.
import type { Transcript } from '../../transcript.js'
import { deliveredAs } from '../answer-outcome.js'
import { unwantedShown } from '../delivered.js'
import { judgeDisturbed, type Shown } from '../disturbed.js'
import { placeOf } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'session' | 'token-request' | 'crash'

/** An app with a server is meant to answer every request, and to live on. */
function crashIn(run: Transcript, control: Transcript): readonly Shown<Reason>[] {
  return deliveredAs(run, 'unsolicited').flatMap(({ callback: { answer } }): Shown<Reason>[] => {
    const { ending } = run
    const died = run.kind === 'web' && control.ending.exitCode === null && ending.exitCode !== null
    const failed = answer.kind === 'answered' && answer.status === 500
    if (!died && !failed) return []
    const how = died ? `the whole app ended: ${ending.what}` : 'it answered with status 500'
    const expected = 'a page that says that no login is under way'
    const where = placeOf(run, null)
    return [{ kind: 'broken', occurrence: { reason: 'crash', where, expected, actual: how } }]
  })
}

export const callbackUnsolicited = defineCheck({
  id: 'callback.unsolicited',
  phase: 'redirect and callback',
  title: 'A callback without a pending login does nothing',
  why: 'Whoever can make a browser open the callback would else begin a session, or use up what belongs to another login.',
  fix: 'Look for the login that was begun in this browser first, and stop with a message where there is none.',
  clauses: ['RFC9700-2.1', 'RFC8252-8.9', 'RFC7636-4.5'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'forged-response/unsolicited', 'honest-again'],
  fullScenarios: ['forged-response/unsolicited-error'],
  reasons: {
    session: { level: 'violation', what: 'signs in with a response to a login that was never begun' },
    'token-request': { level: 'violation', what: 'sends a token request where no login was begun' },
    crash: {
      level: 'warning',
      what: 'breaks down at a callback that belongs to no login',
      fix: 'Answer such a callback with a page of status 400 instead of an error of the program.',
    },
  },
  judge: (transcripts) =>
    judgeDisturbed(transcripts, (run, control) => {
      const crash = crashIn(run, control)
      const shown = unwantedShown<Reason>(run, transcripts, {
        role: 'unsolicited',
        session: 'session',
        redeemed: 'token-request',
        said: 'a callback without a login',
        expected: 'a clear refusal, and no token request',
        goneIsRight: true,
        neverCame: 'the kit could begin no login of a stranger, because the login page was asked for by POST',
      })
      return crash.length > 0 ? [...crash, ...shown.filter(({ kind }) => kind === 'broken')] : shown
    }),
})
