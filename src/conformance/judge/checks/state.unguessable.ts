// state.unguessable: nobody can guess the state of a login.

import { wholeAuthorizeRequests } from '../authorize-request.js'
import { capacityOf, capacityText } from '../capacity.js'
import { fixFor, proofText, triedText } from '../prediction-words.js'
import { analysisOf, type RunAnalysis } from '../run-analysis.js'
import { seededProof, seededScenarios, withSeededProof } from '../seeded-runs.js'
import type { SentText } from '../sent-texts.js'
import { guessOf } from '../state-guess.js'
import { nameOfText } from '../text-names.js'
import { noAuthorizeRequest } from '../unseen.js'
import { inconclusive, isNonEmpty, notApplicable, type Occurrence, type Verdict } from '../verdict.js'
import { lengthOf } from '../wording.js'
import { defineCheck } from './check.js'

type Reason = 'repeated' | 'counted' | 'clock' | 'predicted' | 'narrow'

const expected = 'a state of at least 128 random bits, made for this login alone'
/** RFC 6749 section 10.10. */
const wanted = 128

function guessed(states: readonly SentText[]): readonly Occurrence<Reason>[] {
  const guess = guessOf(states)
  if (guess === null) return []
  const { reason, seen, what } = guess
  const part = seen.text === seen.whole ? 'state' : 'what differs in state'
  return [{ reason, where: seen.where, expected, actual: `${part}, ${lengthOf(seen.text)}, is ${what}` }]
}

function predicted({ verifiers, states, analysis }: RunAnalysis): readonly Occurrence<Reason>[] {
  const prediction = analysis.predictions.find(({ role }) => role === 'state')
  if (prediction === undefined) return []
  const login = prediction.computed.at(-1)?.login
  const where = states.find((state) => state.login === login)?.where ?? states[0]?.where
  if (where === undefined) return []
  const reason = prediction.attack === 'repeated-value' ? 'repeated' : 'predicted'
  const actual = proofText(prediction, nameOfText([...verifiers, ...states]))
  const fix = fixFor(prediction)
  return [{ reason, where, expected, actual, ...(fix === undefined ? {} : { fix }) }]
}

function judgeStates(states: readonly [SentText, ...SentText[]], run: RunAnalysis): Verdict<Reason> {
  const [{ where }] = states
  const certain = guessed(states)
  const proven = certain.length > 0 ? certain : predicted(run)
  if (isNonEmpty(proven)) return { outcome: 'fail', occurrences: proven }
  const capacity = capacityOf(states.map(({ text }) => text))
  const holds = capacityText(capacity)
  if (capacity.bits < wanted) {
    return { outcome: 'fail', occurrences: [{ reason: 'narrow', where, expected, actual: holds }] }
  }
  if (states.length === 1) {
    return inconclusive('only one login with a state was seen, so it could be compared with no other')
  }
  const actual = `${states.length} values, all different, ${holds}; ${triedText(run.analysis.tried, 'state')}`
  return { outcome: 'pass', evidence: [{ where, actual }] }
}

export const stateUnguessable = defineCheck({
  id: 'state.unguessable',
  phase: 'randomness',
  title: 'Nobody can guess the state of a login',
  why: 'Who knows the state beforehand can hand the client an answer that it takes for its own, which is what state is there to prevent.',
  fix: "Make state of 16 random octets or more, anew for each login: randomBytes(16).toString('base64url').",
  clauses: ['RFC6749-10.12-value', 'RFC6749-10.10', 'RFC9700-2.1-state'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'state-tamper/swapped', 'state-tamper/dropped', 'honest-again'],
  fullScenarios: seededScenarios,
  acrossLogins: true,
  acrossRuns: true,
  reasons: {
    repeated: { level: 'violation', what: 'sends one state in several logins' },
    counted: { level: 'violation', what: 'counts its states' },
    clock: { level: 'violation', what: 'takes the time for its state' },
    predicted: {
      level: 'violation',
      what: 'makes states that can be computed',
    },
    narrow: { level: 'warning', what: 'makes states that cannot hold 128 bits' },
  },
  judge(transcripts): Verdict<Reason> {
    const requests = wholeAuthorizeRequests(transcripts)
    if (requests.length === 0) return inconclusive(noAuthorizeRequest(transcripts))
    const run = analysisOf(transcripts)
    if (!isNonEmpty(run.states)) return notApplicable('the client sends no state (see state.present)')
    const verdict = judgeStates(run.states, run)
    return withSeededProof(verdict, seededProof(transcripts, 'state'), 'predicted')
  },
})
