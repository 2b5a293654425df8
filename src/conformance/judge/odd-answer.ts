// A response to the authorize request that is legal and unusual: whether the client went on with its login.
import { headerOf } from '../../server/protocol/message.js'
import { codeIssuedBy } from '../issued.js'
import type { ObservedExchange, Transcript } from '../transcript.js'
import { outcomeOfAnswer } from './answer-outcome.js'
import { gotToken } from './controls.js'
import { nothingDelivered } from './delivered.js'
import { type Shown, undecidedIn } from './disturbed.js'
import { lastRefusal } from './unseen.js'
import { placeOf } from './verdict.js'

/** The answers in `run` with a code that a client can redeem. */
export function goodAnswers(run: Transcript): readonly ObservedExchange[] {
  return run.exchanges.filter(
    ({ endpoint, sender, sent, outcome }) =>
      endpoint === 'oauth-authorize' &&
      sender !== 'kit' &&
      outcome.kind === 'granted' &&
      /[?&]code=/.test(headerOf(sent, 'location') ?? ''),
  )
}

export interface OddAnswer<Reason extends string> {
  readonly refused: Reason
  /** What was unusual: `a code of 2000 characters`. */
  readonly said: string
}

/** Whether the client came to its token with such an answer; a client that refuses it is wrong. */
export function goingOnShown<Reason extends string>(
  run: Transcript,
  { refused, said }: OddAnswer<Reason>,
): Shown<Reason> {
  const [exchange] = goodAnswers(run)
  if (exchange === undefined) return nothingDelivered(run, 'no response with a code came')
  const where = placeOf(run, exchange.number)
  if (gotToken(run)) {
    return { kind: 'right', evidence: { where, actual: `with ${said} it got its token` }, silent: false }
  }
  const outcome = outcomeOfAnswer({ transcript: run, exchange, code: codeIssuedBy(exchange) }, [run])
  if (outcome.kind !== 'refused') {
    const why = outcome.kind === 'undecided' ? outcome.why : (lastRefusal(run) ?? run.ending.what)
    return undecidedIn(run, why)
  }
  const actual = `with ${said} it ${outcome.how} and sent no token request`
  const expected = 'a login that goes on as with every other response'
  return { kind: 'broken', occurrence: { reason: refused, where, expected, actual } }
}
