// state.mismatch: a response with a wrong or missing state is refused.
import { firstValue } from '../../../server/protocol/parameters.js'
import type { Transcript } from '../../transcript.js'
import { authorizeRequests, wholeAuthorizeRequests } from '../authorize-request.js'
import { closingFault, controlFault, controlIn, nameOfRun } from '../controls.js'
import { oncePerRun } from '../disturbed.js'
import { type AlteredLogin, alteredLogins, outcomeOf } from '../state-tampering.js'
import { codeAlone } from '../typed-response.js'
import { lastRefusal, noAuthorizeRequest } from '../unseen.js'
import {
  type Evidence,
  inconclusive,
  isNonEmpty,
  notApplicable,
  type Occurrence,
  placeOf,
  type Verdict,
} from '../verdict.js'
import { listed } from '../wording.js'
import { defineCheck, type Tools } from './check.js'

type Reason = 'session' | 'redeemed' | 'redeemed-without-pkce'

/** What one tampered run shows. */
type Shown =
  | { readonly kind: 'broken'; readonly occurrence: Occurrence<Reason> }
  | { readonly kind: 'refused'; readonly evidence: Evidence }
  | { readonly kind: 'undecided'; readonly why: string }
  /** The client sends a state that this variant cannot alter. */
  | { readonly kind: 'untouched' }

function returned({ returnedState }: AlteredLogin, tools: Tools): string {
  return returnedState === null
    ? 'no state came back'
    : `the state that came back was ${tools.mask(returnedState)}`
}

function showLogin(
  login: AlteredLogin,
  all: readonly Transcript[],
  tools: Tools,
): Exclude<Shown, { kind: 'untouched' }> {
  const { transcript, parameters } = login.request
  const where = placeOf(transcript, login.exchange.number, 'state')
  const outcome = outcomeOf(login, all)
  const came = returned(login, tools)
  if (outcome.kind === 'undecided')
    return { kind: 'undecided', why: `${nameOfRun(transcript)}: ${outcome.why}` }
  if (outcome.kind === 'refused') {
    const actual = `${came}, and the client ${outcome.how} and sent no token request`
    return { kind: 'refused', evidence: { where, actual } }
  }
  const { request } = outcome
  const run = request.transcript === transcript ? '' : ` of ${nameOfRun(request.transcript)}`
  const redeemed = `${came}, and the client redeemed the code in exchange ${request.exchange.number}${run}`
  const expected = `the state that was sent, ${tools.mask(login.sentState)}, or else no token request`
  if (outcome.kind === 'session') {
    const actual = `${redeemed}, got a token and ${outcome.how}`
    return { kind: 'broken', occurrence: { reason: 'session', where, expected, actual } }
  }
  const reason = firstValue(parameters, 'code_challenge') === null ? 'redeemed-without-pkce' : 'redeemed'
  return { kind: 'broken', occurrence: { reason, where, expected, actual: redeemed } }
}

/** A run in which the client never came to an altered answer shows nothing. */
function showRun(transcript: Transcript, all: readonly Transcript[], tools: Tools): readonly Shown[] {
  const altered = alteredLogins(transcript)
  if (altered.length > 0) return altered.map((login) => showLogin(login, all, tools))
  const requests = authorizeRequests(transcript)
  const why = (text: string): readonly Shown[] => [
    { kind: 'undecided', why: `${nameOfRun(transcript)}: ${text}` },
  ]
  if (requests.length === 0) return why(noAuthorizeRequest([transcript]))
  if (requests.every(({ exchange }) => exchange.outcome.kind === 'refused'))
    return why(`the login was refused: ${lastRefusal(transcript) ?? transcript.ending.what}`)
  if (requests.every(({ parameters }) => firstValue(parameters, 'state') === null)) {
    return why('the client sent no state in this run')
  }
  return [{ kind: 'untouched' }]
}

/** The login of a control can fail after the token too: then nothing that followed could be judged. */
function whyNothingRan(control: Transcript): string {
  const refusal = lastRefusal(control)
  return refusal === null
    ? 'the scenario state-tamper did not run'
    : `the scenario state-tamper did not run, because the login before it failed: ${refusal}`
}

function verdictOn(transcripts: readonly Transcript[], control: Transcript, tools: Tools): Verdict<Reason> {
  const runs = transcripts.filter(({ scenario }) => scenario === 'state-tamper')
  const controlled = controlFault(control)
  if (runs.length === 0) return inconclusive(controlled ?? whyNothingRan(control))
  const shown = runs.flatMap((run) => showRun(run, transcripts, tools))
  const occurrences = oncePerRun(shown.flatMap((one) => (one.kind === 'broken' ? [one.occurrence] : [])))
  if (isNonEmpty(occurrences)) return { outcome: 'fail', occurrences }
  const undecided = shown.flatMap((one) => (one.kind === 'undecided' ? [one.why] : []))
  if (undecided.length > 0) return inconclusive(undecided.join('; '))
  const evidence = shown.flatMap((one) => (one.kind === 'refused' ? [one.evidence] : []))
  if (!isNonEmpty(evidence)) return inconclusive('no variant could alter the state of this client')
  const fault = controlled ?? closingFault(transcripts)
  const variants = listed(evidence.map(({ where }) => where.variant ?? where.scenario))
  if (fault !== null) return inconclusive(`nothing followed ${variants}, but ${fault}`)
  return { outcome: 'pass', evidence }
}

export const stateMismatch = defineCheck({
  id: 'state.mismatch',
  phase: 'redirect and callback',
  title: 'A response with a wrong or missing state is refused',
  why: 'A response that the client did not ask for may carry the code of an attacker: the user then works in a foreign account. Whoever does not compare state might as well not send it.',
  fix: 'Compare the state of the callback with the stored one before anything else, and stop on any difference: if (returned !== stored) throw new Error("state mismatch").',
  clauses: ['RFC6749-10.12', 'RFC6749-10.12-state', 'RFC6749-4.1.1-state', 'RFC8252-8.9', 'RFC9700-2.1'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: [
    'honest',
    'forgiving',
    'state-tamper/swapped',
    'state-tamper/dropped',
    'state-tamper/altered',
    'honest-again',
  ],
  fullScenarios: [
    'state-tamper/other-case',
    'state-tamper/truncated',
    'state-tamper/extended',
    'state-tamper/emptied',
    'state-tamper/earlier',
  ],
  reasons: {
    session: { level: 'violation', what: 'signs in with a response whose state is wrong' },
    redeemed: {
      level: { otherwise: 'warning', profiles: { 'genesys-guide': 'violation' } },
      what: 'redeems the code of a response whose state is wrong',
      fix: 'Compare the state before the token request leaves, not after it.',
    },
    'redeemed-without-pkce': {
      level: 'violation',
      what: 'redeems the code of a response whose state is wrong, without PKCE that could stop it',
      fix: 'Compare the state before the token request leaves, and use PKCE besides.',
    },
  },
  judge(transcripts, tools) {
    const control = controlIn(transcripts)
    if (control === undefined) return inconclusive('the control run honest is missing')
    const requests = wholeAuthorizeRequests([control])
    if (requests.length === 0) return inconclusive(noAuthorizeRequest([control]))
    if (requests.every(({ parameters }) => firstValue(parameters, 'state') === null)) {
      return notApplicable('the client sends no state (see state.present), so none can be compared')
    }
    // PKCE alone protects such a login: a code of somebody else does not fit the verifier.
    return codeAlone(transcripts, 'the state') ?? verdictOn(transcripts, control, tools)
  },
})
