// What a client made of an answer that the kit delivered in a way of its own: one verdict per run.
import type { CallbackRole, Transcript } from '../transcript.js'
import { type Delivered, deliveredAs, outcomeOfAnswer } from './answer-outcome.js'
import { authorizeRequests } from './authorize-request.js'
import { type Shown, undecidedIn } from './disturbed.js'
import type { TokenRequest } from './token-request.js'
import { lastRefusal, noAuthorizeRequest } from './unseen.js'
import { placeOf } from './verdict.js'

/** How an answer is judged that the client should have left alone. */
export interface Unwanted<Reason extends string> {
  readonly role: CallbackRole
  /** It signed in with it. */
  readonly session: Reason
  /** It sent a token request for it; null where that is no fault, because it came to nothing. */
  readonly redeemed: Reason | null
  /** What was delivered: `the answer of a stranger`. */
  readonly said: string
  readonly expected: string
  /** Nothing listens there any more, which is as good as a refusal. */
  readonly goneIsRight?: boolean
  /** Why a token request that was granted here would come to nothing elsewhere; null when it would not. */
  readonly stoppedBy?: (request: TokenRequest) => string | null
  /** Why a client has no such answer: a program that begins its logins itself, say. */
  readonly neverCame: string
}

/** Why nothing was delivered in `run`: a login that did not get that far, or a client that has no use for it. */
export function nothingDelivered(run: Transcript, neverCame: string): Shown<never> {
  const requests = authorizeRequests(run)
  if (requests.length === 0) return undecidedIn(run, noAuthorizeRequest([run]))
  if (requests.every(({ exchange }) => exchange.outcome.kind === 'refused')) {
    return undecidedIn(run, `the login was refused: ${lastRefusal(run) ?? run.ending.what}`)
  }
  if (run.callbacks.length === 0) return undecidedIn(run, run.ending.what)
  return { kind: 'untouched', why: neverCame }
}

function shown<Reason extends string>(
  delivered: Delivered,
  all: readonly Transcript[],
  rule: Unwanted<Reason>,
): Shown<Reason> {
  const { transcript, callback, exchange } = delivered
  const { said, expected } = rule
  const where = placeOf(transcript, exchange.number)
  const right = (actual: string, silent: boolean): Shown<Reason> => ({
    kind: 'right',
    evidence: { where, actual: `${said}: ${actual}` },
    silent,
  })
  if (callback.answer.kind === 'unreachable' && rule.goneIsRight) return right(callback.answer.why, false)
  const outcome = outcomeOfAnswer(delivered, all)
  switch (outcome.kind) {
    case 'undecided':
      return undecidedIn(transcript, outcome.why)
    case 'refused':
      return right(`it ${outcome.how} and sent no token request`, true)
    case 'session': {
      const stopped = rule.stoppedBy?.(outcome.request) ?? null
      if (stopped !== null) return right(stopped, false)
      const { number } = outcome.request.exchange
      const actual = `${said}: it redeemed the code in exchange ${number}, got a token and ${outcome.how}`
      return { kind: 'broken', occurrence: { reason: rule.session, where, expected, actual } }
    }
    case 'redeemed': {
      const { exchange: token } = outcome.request
      const result = token.outcome.kind === 'granted' ? 'and went no further' : 'which was refused'
      const actual = `it sent the token request in exchange ${token.number}, ${result}`
      if (rule.redeemed === null) return right(actual, false)
      return {
        kind: 'broken',
        occurrence: { reason: rule.redeemed, where, expected, actual: `${said}: ${actual}` },
      }
    }
  }
}

/** What the client made of each answer of this kind in `run`. */
export function unwantedShown<Reason extends string>(
  run: Transcript,
  all: readonly Transcript[],
  rule: Unwanted<Reason>,
): readonly Shown<Reason>[] {
  const delivered = deliveredAs(run, rule.role)
  if (delivered.length === 0) return [nothingDelivered(run, rule.neverCame)]
  return delivered.map((one) => shown(one, all, rule))
}
