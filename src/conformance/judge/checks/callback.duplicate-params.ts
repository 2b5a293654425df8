// callback.duplicate-params: a response with code or state twice is refused.
import { headerOf } from '../../../server/protocol/message.js'
import { codeIssuedBy, queryOf } from '../../issued.js'
import type { ObservedExchange, Transcript } from '../../transcript.js'
import { outcomeOfAnswer } from '../answer-outcome.js'
import { nothingDelivered } from '../delivered.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { placeOf } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'state' | 'code'

function valuesIn({ sent }: ObservedExchange, name: Reason): readonly string[] {
  const query = queryOf(headerOf(sent, 'location') ?? '')
  return query.filter((parameter) => parameter.name === name).map(({ value }) => value)
}

function look(run: Transcript, all: readonly Transcript[]): Shown<Reason> {
  const reason: Reason = run.variant?.startsWith('state') ? 'state' : 'code'
  const exchange = run.exchanges.find(
    (candidate) => candidate.endpoint === 'oauth-authorize' && valuesIn(candidate, reason).length > 1,
  )
  if (exchange === undefined) return nothingDelivered(run, `no response could get its ${reason} twice`)
  const where = placeOf(run, exchange.number, reason)
  const order = run.variant?.endsWith('first') ? 'the right one first' : 'the right one last'
  const said = `with ${reason} twice, ${order},`
  const code = reason === 'state' ? codeIssuedBy(exchange) : null
  const outcome = outcomeOfAnswer({ transcript: run, exchange, code }, all)
  if (outcome.kind === 'undecided') return undecidedIn(run, outcome.why)
  if (outcome.kind === 'refused') {
    return { kind: 'right', evidence: { where, actual: `${said} it ${outcome.how}` }, silent: true }
  }
  const { exchange: token, code: used } = outcome.request
  const which =
    reason === 'code' ? `, with the ${used === valuesIn(exchange, 'code')[0] ? 'first' : 'last'} of them` : ''
  const actual = `${said} it sent the token request in exchange ${token.number}${which}`
  const expected = 'an error, and no token request'
  return { kind: 'broken', occurrence: { reason, where, expected, actual } }
}

export const callbackDuplicateParams = defineCheck({
  id: 'callback.duplicate-params',
  phase: 'redirect and callback',
  title: 'A response with code or state twice is refused',
  why: 'Where two parts of a program read different values of one parameter, what was compared is not what is used.',
  fix: 'Read all values of a parameter, and stop when there is more than one: params.getAll("state").length === 1.',
  clauses: ['RFC6749-3.1'],
  rule: 'derived',
  kinds: ['native', 'web', 'spa'],
  scenarios: [
    'honest',
    'forgiving',
    'state-tamper/state-doubled-right-first',
    'state-tamper/state-doubled-right-last',
    'honest-again',
  ],
  fullScenarios: ['state-tamper/code-doubled-right-first', 'state-tamper/code-doubled-right-last'],
  reasons: {
    state: { level: 'warning', what: 'takes one of two values of state' },
    code: { level: 'warning', what: 'takes one of two values of code' },
  },
  judge: (transcripts) => judgeDisturbed(transcripts, (run) => [look(run, transcripts)]),
})
