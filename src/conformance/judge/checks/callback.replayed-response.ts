// callback.replayed-response: the same response, loaded again, is not redeemed again.
import type { Transcript } from '../../transcript.js'
import { deliveredAs } from '../answer-outcome.js'
import { gotToken, nameOfRun } from '../controls.js'
import { nothingDelivered, unwantedShown } from '../delivered.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { placeIn } from '../place.js'
import { codeRequests } from '../token-request.js'
import { placeOf } from '../verdict.js'
import { listed } from '../wording.js'
import { defineCheck } from './check.js'

type Reason = 'redeemed-again' | 'same-state-new-code' | 'lost-to-prefetch'

const neverCame = 'its login could not be answered twice'

/** How often a client sends one code when nothing is repeated: some try several ways to authenticate. */
function usualTimes(control: Transcript): number {
  const [first] = codeRequests([control])
  return Math.max(1, codeRequests([control]).filter(({ code }) => code === first?.code).length)
}

function repeatedShown(run: Transcript, control: Transcript): readonly Shown<Reason>[] {
  const repeated = deliveredAs(run, 'repeated')
  if (repeated.length === 0) return [nothingDelivered(run, neverCame)]
  return repeated.map(({ code, callback, exchange }): Shown<Reason> => {
    const requests = codeRequests([run]).filter((request) => request.code !== null && request.code === code)
    const last = requests.at(-1)
    if (last !== undefined && requests.length > usualTimes(control)) {
      const numbers = listed(requests.map((request) => String(request.exchange.number)))
      const actual = `the same code in exchanges ${numbers}, after its response was loaded again`
      const expected = 'one token request for each response'
      return {
        kind: 'broken',
        occurrence: { reason: 'redeemed-again', where: placeIn(last, 'code'), expected, actual },
      }
    }
    if (!gotToken(run)) return undecidedIn(run, `its login got no token: ${run.ending.what}`)
    const { answer } = callback
    const how =
      answer.kind === 'answered'
        ? `it answered with status ${answer.status} and sent no second token request`
        : answer.kind === 'unreachable'
          ? `nothing listened any more: ${answer.why}`
          : 'it closed the connection and sent no second token request'
    const evidence = { where: placeOf(run, exchange.number), actual: `the response once more: ${how}` }
    return { kind: 'right', evidence, silent: answer.kind !== 'unreachable' }
  })
}

/** A prefetch is no replay by the client; it must only not take the login away from its user. */
function prefetchShown(run: Transcript): readonly Shown<Reason>[] {
  const early = deliveredAs(run, 'early')[0]
  if (early === undefined) return [nothingDelivered(run, neverCame)]
  const where = placeOf(run, early.exchange.number)
  const visit = run.callbacks.findLast(({ role }) => role === undefined)?.answer
  const { kind, exitCode, what } = run.ending
  if (kind === 'deadline' || kind === 'interrupted') return [undecidedIn(run, what)]
  const token = gotToken(run)
  const refused = visit?.kind === 'answered' && visit.status >= 400
  const failed = !token || refused || (exitCode !== null && exitCode !== 0)
  if (failed) {
    const how = refused
      ? `answered the visit of the user with status ${visit.status}`
      : `got no further: ${what}`
    const actual = `after a prefetch of its callback it ${how}`
    const expected = 'a user who ends signed in, whether or not the prefetch was taken'
    return [{ kind: 'broken', occurrence: { reason: 'lost-to-prefetch', where, expected, actual } }]
  }
  const actual = 'a prefetch of the callback took nothing from the login'
  return [{ kind: 'right', evidence: { where, actual }, silent: false }]
}

function look(run: Transcript, control: Transcript, all: readonly Transcript[]): readonly Shown<Reason>[] {
  if (nameOfRun(run) === 'replay/prefetched') return prefetchShown(run)
  if (run.variant !== 'same-state-new-code') return repeatedShown(run, control)
  return unwantedShown<Reason>(run, all, {
    role: 'renewed',
    session: 'same-state-new-code',
    redeemed: 'same-state-new-code',
    said: 'the state of a finished login with a new code',
    expected: 'a refusal: a state is good for one response',
    goneIsRight: true,
    neverCame: 'the login page was asked for by POST, so no second code could be had for it',
  })
}

export const callbackReplayedResponse = defineCheck({
  id: 'callback.replayed-response',
  phase: 'redirect and callback',
  title: 'A response that is loaded again is not redeemed again',
  why: 'A user who reloads the page or goes back would else send a spent code, on which a server revokes the tokens of the login.',
  fix: 'Remove the login from the session before its code is redeemed, and leave the callback by a redirect.',
  clauses: ['RFC6749-4.1.2', 'RFC9700-4.2.4-state'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'replay/reloaded', 'honest-again'],
  fullScenarios: ['replay/back', 'replay/second-tab', 'replay/same-state-new-code', 'replay/prefetched'],
  reasons: {
    'redeemed-again': { level: 'violation', what: 'redeems a code again when its response is loaded again' },
    'same-state-new-code': {
      level: 'warning',
      what: 'takes a state again after the login that it belonged to',
      fix: 'Forget the state with its first use, whatever becomes of the login.',
    },
    'lost-to-prefetch': {
      level: 'warning',
      what: 'fails when a browser has fetched the callback beforehand',
      fix: 'Show the user who has a session to where he wanted to go, also when the callback comes a second time; or answer requests with Sec-Purpose: prefetch by 503.',
    },
  },
  judge: (transcripts) => judgeDisturbed(transcripts, (run, control) => look(run, control, transcripts)),
})
