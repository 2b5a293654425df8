// state.app-data-protected: what an application keeps in state can be neither altered nor exchanged.
import { canaryPath } from '../../../server/protocol/other-host.js'
import type { Transcript } from '../../transcript.js'
import { nothingDelivered } from '../delivered.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { readableFields } from '../readable-value.js'
import { alteredLogins, outcomeOf } from '../state-tampering.js'
import { placeOf } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'followed' | 'exchanged'

const opaque = 'its state holds nothing that anybody can read'

/** More than one field, or a field with a name: something that the application wants back. */
function holdsData(state: string): boolean {
  const fields = readableFields(state)
  return fields.length > 1 || fields.some(({ name }) => name !== '')
}

/** Whether the browser went to the place that was put into the state. */
function followedIn(run: Transcript): number | null {
  const visit = run.exchanges.find(({ request }) => request.path === canaryPath)
  return visit?.number ?? null
}

function look(run: Transcript, all: readonly Transcript[]): readonly Shown<Reason>[] {
  const altered = alteredLogins(run)
  if (altered.length === 0) return [nothingDelivered(run, opaque)]
  const exchanged = run.variant === 'exchanged'
  if (exchanged && !altered.some(({ sentState }) => holdsData(sentState))) {
    return [{ kind: 'untouched', why: opaque }]
  }
  const went = followedIn(run)
  return altered.map((login): Shown<Reason> => {
    const where = placeOf(run, login.exchange.number, 'state')
    const outcome = outcomeOf(login, all)
    if (outcome.kind === 'undecided') return undecidedIn(run, outcome.why)
    if (!exchanged && went !== null) {
      const actual = `the browser was sent to the place that was put into the state, in exchange ${went}`
      const expected = 'the place that was in the state when the login began, or a refusal'
      return { kind: 'broken', occurrence: { reason: 'followed', where, expected, actual } }
    }
    if (exchanged && outcome.kind === 'session') {
      const actual = `it got the state of another login, redeemed the code in exchange ${outcome.request.exchange.number} and ${outcome.how}`
      const expected = 'a refusal: each state belongs to one login'
      return { kind: 'broken', occurrence: { reason: 'exchanged', where, expected, actual } }
    }
    const refused = outcome.kind === 'refused'
    const how = refused ? outcome.how : 'went on, and the altered part led nowhere'
    return {
      kind: 'right',
      evidence: { where, actual: `with altered data in its state it ${how}` },
      silent: refused,
    }
  })
}

export const stateAppDataProtected = defineCheck({
  id: 'state.app-data-protected',
  phase: 'redirect and callback',
  title: 'What an application keeps in state can be neither altered nor exchanged',
  why: 'The state travels through the browser: a return address in it, for example, leads to wherever an attacker wants when nobody notices that it was altered.',
  fix: 'Keep the data in the session and only a random key in state, or sign the whole of it.',
  clauses: ['RFC9700-4.7.1-state'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'state-tamper/return-target-altered', 'honest-again'],
  fullScenarios: ['state-tamper/exchanged'],
  reasons: {
    followed: { level: 'violation', what: 'sends the browser to a place that was put into its state' },
    exchanged: { level: 'violation', what: 'signs in with the state of another login' },
  },
  judge: (transcripts) => judgeDisturbed(transcripts, (run) => look(run, transcripts)),
})
