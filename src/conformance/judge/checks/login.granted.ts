// login.granted: a strict server grants every step of the login. The net under all other checks: what the mock
// refuses for a reason that none of them knows is told here, so that no refused login passes.
import { apiExchanges, type ObservedExchange, type Transcript, tokenExchanges } from '../../transcript.js'
import { wholeAuthorizeRequests } from '../authorize-request.js'
import { unownedMistakes } from '../owned-mistakes.js'
import { type TokenRequest, tokenRequests } from '../token-request.js'
import { noAuthorizeRequest, noTokenRequest } from '../unseen.js'
import {
  type Evidence,
  inconclusive,
  isNonEmpty,
  notApplicable,
  type Occurrence,
  placeOf,
  type Verdict,
} from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'authorize-refused' | 'token-refused' | 'api-refused'

/** One step of the login, and the request by which it is decided. */
interface Step {
  readonly reason: Reason
  readonly what: string
  readonly deciding: ObservedExchange | undefined
}

function isGranted({ outcome }: ObservedExchange): boolean {
  return outcome.kind === 'granted'
}

/** The login went on: with a code, or with the page on which the user logs in. */
function hasBegun({ outcome, sent }: ObservedExchange): boolean {
  return outcome.kind === 'granted' || (outcome.kind === 'answered' && sent.status === 200)
}

/** A step that may be tried several times is decided by a success, where there was one. */
function firstGood(
  exchanges: readonly ObservedExchange[],
  isGood: (exchange: ObservedExchange) => boolean,
): ObservedExchange | undefined {
  return exchanges.find(isGood) ?? exchanges.at(-1)
}

/** The API may be called in vain before the login, and where the mock serves nothing. */
function apiCallsAfterLogin(transcript: Transcript): readonly ObservedExchange[] {
  const granted = tokenExchanges(transcript).find(isGranted)
  if (granted === undefined) return []
  return apiExchanges(transcript).filter(
    ({ endpoint, number }) => endpoint !== null && number > granted.number,
  )
}

/** The requests for a token of a login. What comes again after it was granted has a check of its own. */
function redemptions(transcript: Transcript): readonly ObservedExchange[] {
  const requests = tokenRequests(transcript).filter(
    ({ purpose }) => purpose === 'code' || purpose === 'unclear',
  )
  const repeats = ({ code, exchange }: TokenRequest) =>
    code !== null &&
    requests.some(
      (before) =>
        before.code === code && before.exchange.number < exchange.number && isGranted(before.exchange),
    )
  return requests.filter((request) => !repeats(request)).map(({ exchange }) => exchange)
}

function stepsOf(transcript: Transcript): readonly Step[] {
  const logins = wholeAuthorizeRequests([transcript]).map(({ exchange }) => exchange)
  const exchanges = redemptions(transcript)
  const calls = apiCallsAfterLogin(transcript)
  return [
    { reason: 'authorize-refused', what: 'the login began', deciding: firstGood(logins, hasBegun) },
    { reason: 'token-refused', what: 'a token was granted', deciding: exchanges.at(-1) },
    { reason: 'api-refused', what: 'the API took the token', deciding: firstGood(calls, isGranted) },
  ]
}

/** A token that was revoked because of a fault in an earlier request is refused for that fault. */
function followsFromAnother({ outcome }: ObservedExchange, { exchanges, kind }: Transcript): boolean {
  const cause = exchanges.find(({ number }) => number === outcome.cause)
  return cause !== undefined && cause.outcome.mistakes.length > 0 && unownedMistakes(cause, kind).length === 0
}

function occurrencesOf({ reason, deciding }: Step, transcript: Transcript): readonly Occurrence<Reason>[] {
  if (deciding === undefined || followsFromAnother(deciding, transcript)) return []
  const { outcome, number, sent } = deciding
  return unownedMistakes(deciding, transcript.kind).map(({ sentence, fix, parameter, error }) => ({
    reason,
    where: placeOf(transcript, number, parameter),
    expected: 'a request that a strict server grants',
    actual: outcome.forgiven
      ? `only a forgiving server grants it; a strict one refuses it with ${error}`
      : `it was refused with status ${sent.status} and ${error}`,
    diagnosis: sentence,
    fix,
  }))
}

function evidenceOf({ what, deciding }: Step, transcript: Transcript): readonly Evidence[] {
  return deciding === undefined ? [] : [{ where: placeOf(transcript, deciding.number), actual: what }]
}

/** The whole login was refused, or forgiven, for mistakes that other checks tell. */
function explained(steps: readonly Step[]): Verdict<never> | null {
  const broken = steps.find(({ reason, deciding }) => {
    const isGood = reason === 'authorize-refused' ? hasBegun : isGranted
    return deciding !== undefined && !isGood(deciding)
  })
  const why = broken?.deciding?.outcome.mistakes[0]?.sentence
  if (broken !== undefined) return inconclusive(`the login went no further: ${why ?? 'it was not granted'}`)
  const forgiven = steps.some(({ deciding }) => deciding?.outcome.forgiven === true)
  return forgiven
    ? notApplicable('a strict server refuses the login, for the faults that other checks tell')
    : null
}

function judgeRun(transcript: Transcript): Verdict<Reason> {
  const steps = stepsOf(transcript)
  const occurrences = steps.flatMap((step) => occurrencesOf(step, transcript))
  if (isNonEmpty(occurrences)) return { outcome: 'fail', occurrences }
  const [login, token] = steps
  if (login?.deciding === undefined) return inconclusive(noAuthorizeRequest([transcript]))
  const verdict = explained(steps)
  if (verdict !== null) return verdict
  if (token?.deciding === undefined) return inconclusive(noTokenRequest([transcript]))
  const evidence = steps.flatMap((step) => evidenceOf(step, transcript))
  return isNonEmpty(evidence) ? { outcome: 'pass', evidence } : inconclusive(noAuthorizeRequest([transcript]))
}

export const loginGranted = defineCheck({
  id: 'login.granted',
  phase: 'token use',
  title: 'A strict server grants every step of the login',
  why: 'Where a server refuses a request of an undisturbed login, the login fails for every user, or works only as long as the server looks away.',
  fix: 'Mend what the diagnosis names: it is the sentence with which the mock refused the request.',
  clauses: ['RFC6749-5.2', 'RFC6750-3.1'],
  rule: 'house',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    'authorize-refused': { level: 'violation', what: 'begins the login with a request that is refused' },
    'token-refused': { level: 'violation', what: 'redeems the code by a request that is refused' },
    'api-refused': { level: 'violation', what: 'uses the token in a way that the API refuses' },
  },
  judge(transcripts) {
    const [control] = transcripts
    return control === undefined ? inconclusive(noAuthorizeRequest(transcripts)) : judgeRun(control)
  },
})
