// native.listener-lifecycle: the loopback listener opens with the login, closes with it, and survives stray requests.
import type { Callback, Transcript } from '../../transcript.js'
import { deliveredAs } from '../answer-outcome.js'
import { authorizeRequests } from '../authorize-request.js'
import { gotToken, nameOfRun } from '../controls.js'
import { nothingDelivered } from '../delivered.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { withoutListener } from '../typed-response.js'
import { placeOf } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'stray-request' | 'method' | 'left-open' | 'port-taken'

const noListener = 'it has no loopback listener'
const early: Readonly<Record<string, string>> = {
  'favicon-first': 'a request for /favicon.ico',
  'other-path-first': 'a request for a page that is none',
  'head-first': 'the response by HEAD',
  'options-first': 'the response by OPTIONS',
}

function answerOf({ answer }: Callback): string {
  switch (answer.kind) {
    case 'answered':
      return `was answered with status ${answer.status}`
    case 'unreachable':
      return 'found nobody listening'
    case 'dropped':
      return 'was cut off'
    default:
      return 'could not be delivered'
  }
}

/** What came before the response must not end the login. */
function earlyShown(run: Transcript): Shown<Reason> {
  const byMethod = run.variant === 'head-first' || run.variant === 'options-first'
  const [first] = deliveredAs(run, byMethod ? 'early' : 'stray')
  if (first === undefined) return nothingDelivered(run, noListener)
  if (first.callback.answer.kind === 'unreachable') return nothingDelivered(run, noListener)
  const said = early[run.variant ?? ''] ?? 'a stray request'
  const where = placeOf(run, first.exchange.number)
  const response = run.callbacks.find(({ role }) => role === undefined)
  // A HEAD or OPTIONS with the right values may redeem the code: the login then went on where it should not have.
  const refusedResponse = response?.answer.kind !== 'answered'
  if (gotToken(run) && !(byMethod && refusedResponse)) {
    const actual = `${said} first ${answerOf(first.callback)}, and the login went on`
    return { kind: 'right', evidence: { where, actual }, silent: false }
  }
  const { kind, what } = run.ending
  if (kind === 'interrupted') return undecidedIn(run, what)
  const then =
    response === undefined ? 'the response never came' : `the response that followed ${answerOf(response)}`
  const actual = `${said} first ${answerOf(first.callback)}, and ${then}: ${what}`
  const reason = byMethod ? 'method' : 'stray-request'
  const expected = byMethod
    ? 'a login that only a GET, or a POST, with the response ends'
    : 'a login that goes on until its response comes'
  return { kind: 'broken', occurrence: { reason, where, expected, actual } }
}

/** The browser goes back when the login is long over. */
function openShown(run: Transcript): Shown<Reason> {
  const [again] = deliveredAs(run, 'repeated')
  if (again === undefined) return nothingDelivered(run, noListener)
  const where = placeOf(run, again.exchange.number)
  if (!gotToken(run)) return undecidedIn(run, `its login got no token: ${run.ending.what}`)
  const { answer } = again.callback
  if (answer.kind === 'typed' || answer.kind === 'not-delivered')
    return { kind: 'untouched', why: noListener }
  if (answer.kind === 'unreachable') {
    const actual = 'after the login nobody listened any more'
    return { kind: 'right', evidence: { where, actual }, silent: false }
  }
  const actual = `after the login a request ${answerOf(again.callback)}`
  const expected = 'a listener that is closed when its login is over'
  return { kind: 'broken', occurrence: { reason: 'left-open', where, expected, actual } }
}

/** Another program was there first. */
function takenShown(run: Transcript): Shown<Reason> {
  const where = placeOf(run, null)
  const [response] = run.callbacks
  const { kind, what, exitCode } = run.ending
  const expected = 'another port, or an end that says that the port is taken'
  if (kind === 'interrupted') return undecidedIn(run, what)
  if (response?.answer.kind === 'not-delivered' && /belongs to another program/.test(response.answer.why)) {
    const actual = `it sent the browser to ${new URL(response.url).origin}, whose ${response.answer.why}`
    return { kind: 'broken', occurrence: { reason: 'port-taken', where, expected, actual } }
  }
  if (authorizeRequests(run).length > 0) {
    return gotToken(run)
      ? {
          kind: 'right',
          evidence: { where, actual: 'it took another port, and got its token there' },
          silent: false,
        }
      : undecidedIn(run, what)
  }
  if (kind === 'deadline') {
    const actual = `its port was taken, and it went on without opening a login page: ${what}`
    return { kind: 'broken', occurrence: { reason: 'port-taken', where, expected, actual } }
  }
  if (exitCode === 0) {
    const actual = `its port was taken, and it ended with exit code 0 without a login`
    return { kind: 'broken', occurrence: { reason: 'port-taken', where, expected, actual } }
  }
  return { kind: 'right', evidence: { where, actual: `its port was taken, and ${what}` }, silent: false }
}

function look(run: Transcript): readonly Shown<Reason>[] {
  const name = nameOfRun(run)
  if (name === 'forged-response/port-taken') return [takenShown(run)]
  return [name === 'replay/back' ? openShown(run) : earlyShown(run)]
}

export const nativeListenerLifecycle = defineCheck({
  id: 'native.listener-lifecycle',
  phase: 'redirect and callback',
  title: 'The listener opens with the login, closes with it, and survives stray requests',
  why: 'Browsers ask for more than the callback, /favicon.ico say; a login that ends with it fails for no reason that its user could see. A port that stays open is there for every other program to use.',
  fix: 'Answer everything but a GET of the callback path with 404 and wait on, close the listener with the first response, and take another port, or say so, when the wanted one is taken.',
  clauses: ['RFC8252-7.3-port', 'RFC8252-8.3-listener', 'OAUTH21-8.5.4'],
  rule: 'clause',
  kinds: ['native'],
  scenarios: [
    'honest',
    'forgiving',
    'forged-response/favicon-first',
    'forged-response/head-first',
    'honest-again',
  ],
  fullScenarios: [
    'forged-response/other-path-first',
    'forged-response/options-first',
    'forged-response/port-taken',
    'replay/back',
  ],
  reasons: {
    'stray-request': { level: 'warning', what: 'ends its login with a request that is no response' },
    method: {
      level: 'warning',
      what: 'takes a HEAD or OPTIONS request for the response',
      fix: 'Take the response from GET only (and from POST, with response_mode=form_post).',
    },
    'left-open': { level: 'warning', what: 'goes on listening after the login' },
    'port-taken': {
      level: 'warning',
      what: 'begins its login on a port that another program has, or says nothing',
    },
  },
  judge: (transcripts) => withoutListener(transcripts) ?? judgeDisturbed(transcripts, look),
})
