// callback.error-stops: an error in the response ends the login.

import { headerOf } from '../../../server/protocol/message.js'
import { firstValue } from '../../../server/protocol/parameters.js'
import { queryOf } from '../../issued.js'
import type { ObservedExchange, Transcript } from '../../transcript.js'
import { codeGivenIn, outcomeOfAnswer } from '../answer-outcome.js'
import { authorizeRequests } from '../authorize-request.js'
import { gotToken } from '../controls.js'
import { nothingDelivered } from '../delivered.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { breakdownOf } from '../token-course.js'
import { codeAlone } from '../typed-response.js'
import { placeOf } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'session' | 'token-request' | 'begun-anew' | 'crash' | 'hang' | 'claimed-success'

/** A login that a client begins once more by itself may be what its user wants. */
const mostLogins = 2

const expected = 'a message to the user, no token request, and an end of the login'

function errorIn({ sent }: ObservedExchange): string | null {
  const location = headerOf(sent, 'location')
  return location === undefined ? null : firstValue(queryOf(location), 'error')
}

function brokenBy(run: Transcript, reason: Reason, actual: string, exchange: number | null): Shown<Reason> {
  return {
    kind: 'broken',
    occurrence: { reason, where: placeOf(run, exchange, 'error'), expected, actual },
  }
}

/** What is wrong besides that the error was not heeded: each stands for itself. */
function otherFaults(
  run: Transcript,
  control: Transcript,
  error: string,
  number: number,
): readonly Shown<Reason>[] {
  const { kind, what, exitCode } = run.ending
  const said = `after the error ${error}`
  const logins = authorizeRequests(run).length
  const crash = breakdownOf({ transcript: run }, control)
  // A connection that the client had not answered when the run was over is cut by the kit.
  const answered = run.callbacks.some(({ answer }) => answer.kind === 'answered')
  const unanswered = kind === 'deadline' && !answered
  // What a token that it got all the same leads to is told already.
  const boasts = exitCode === 0 && control.ending.exitCode === 0 && !gotToken(run)
  return [
    ...(logins > mostLogins
      ? [brokenBy(run, 'begun-anew', `${said} it began ${logins - 1} logins by itself`, number)]
      : []),
    ...(crash === null ? [] : [brokenBy(run, 'crash', `${said}: ${crash}`, number)]),
    ...(unanswered
      ? [brokenBy(run, 'hang', `${said} it left its callback unanswered: ${what}`, number)]
      : []),
    ...(boasts
      ? [
          brokenBy(
            run,
            'claimed-success',
            `${said} it ended with exit code 0, as after a login that succeeds`,
            number,
          ),
        ]
      : []),
  ]
}

function look(run: Transcript, control: Transcript, all: readonly Transcript[]): readonly Shown<Reason>[] {
  const exchange = run.exchanges.find(
    (candidate) =>
      candidate.endpoint === 'oauth-authorize' &&
      errorIn(candidate) !== null &&
      candidate.outcome.kind === 'granted',
  )
  if (exchange === undefined)
    return [nothingDelivered(run, 'no response of its logins could be turned into an error')]
  const error = errorIn(exchange) ?? ''
  const { number } = exchange
  const faults = otherFaults(run, control, error, number)
  const outcome = outcomeOfAnswer({ transcript: run, exchange, code: codeGivenIn(exchange) }, all)
  const where = placeOf(run, number, 'error')
  switch (outcome.kind) {
    case 'session': {
      const token = outcome.request.exchange.number
      const actual = `after the error ${error} it redeemed the code in exchange ${token} and ${outcome.how}`
      return [brokenBy(run, 'session', actual, number), ...faults]
    }
    case 'redeemed': {
      const token = outcome.request.exchange.number
      return [
        brokenBy(
          run,
          'token-request',
          `after the error ${error} it sent the token request in exchange ${token}`,
          number,
        ),
        ...faults,
      ]
    }
    case 'refused':
      if (faults.length > 0) return faults
      return [
        {
          kind: 'right',
          evidence: { where, actual: `after the error ${error} it ${outcome.how}` },
          silent: true,
        },
      ]
    case 'undecided':
      return faults.length > 0 ? faults : [undecidedIn(run, outcome.why)]
  }
}

export const callbackErrorStops = defineCheck({
  id: 'callback.error-stops',
  phase: 'redirect and callback',
  title: 'An error in the response ends the login',
  why: 'A client that does not look at error goes on with a code that is missing, or with one that it should not have, and its user never learns why.',
  fix: 'Look at error first: say what it means, forget the login, and stop.',
  clauses: ['RFC6749-4.1.2.1'],
  rule: 'derived',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'authz-errors/access-denied', 'authz-errors/with-code', 'honest-again'],
  fullScenarios: [
    'authz-errors/invalid-request',
    'authz-errors/unauthorized-client',
    'authz-errors/unsupported-response-type',
    'authz-errors/invalid-scope',
    'authz-errors/server-error',
    'authz-errors/temporarily-unavailable',
    'authz-errors/invalid-pkce-package',
    'authz-errors/unknown-code',
    'authz-errors/with-uri',
  ],
  reasons: {
    session: { level: 'violation', what: 'signs in although the response is an error' },
    'token-request': { level: 'warning', what: 'sends a token request although the response is an error' },
    'begun-anew': {
      level: 'warning',
      what: 'begins one login after another when each is answered by an error',
      fix: 'Leave it to the user to begin anew, or do it once by yourself at most.',
    },
    crash: { level: 'warning', what: 'breaks down at a response that is an error' },
    hang: { level: 'warning', what: 'leaves the browser without an answer when the response is an error' },
    'claimed-success': {
      level: 'warning',
      what: 'ends with exit code 0 although the login failed',
      fix: 'End with another exit code than 0 when nobody is signed in: scripts go on else.',
    },
  },
  judge: (transcripts) =>
    codeAlone(transcripts, 'the error') ??
    judgeDisturbed(transcripts, (run, control) => look(run, control, transcripts)),
})
