// callback.duplicate-params: a response with code or state twice is refused.
import { headerOf } from '../../../server/protocol/message.js'
import { codeIssuedBy, queryOf } from '../../issued.js'
import type { ObservedExchange, Transcript } from '../../transcript.js'
import { outcomeOfAnswer } from '../answer-outcome.js'
import { nothingDelivered } from '../delivered.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { codeRequests } from '../token-request.js'
import { codeAlone } from '../typed-response.js'
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
  const [request] = codeRequests([run]).filter((candidate) => candidate.exchange.number > exchange.number)
  if (request !== undefined) {
    const first = request.code === valuesIn(exchange, 'code')[0]
    const which = reason === 'code' ? `, with the ${first ? 'first' : 'last'} of them` : ''
    const actual = `${said} it sent the token request in exchange ${request.exchange.number}${which}`
    const expected = 'an error, and no token request'
    return { kind: 'broken', occurrence: { reason, where, expected, actual } }
  }
  const outcome = outcomeOfAnswer({ transcript: run, exchange, code: codeIssuedBy(exchange) }, all)
  if (outcome.kind === 'refused') {
    return { kind: 'right', evidence: { where, actual: `${said} it ${outcome.how}` }, silent: true }
  }
  return undecidedIn(run, outcome.kind === 'undecided' ? outcome.why : run.ending.what)
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
  judge: (transcripts) =>
    codeAlone(transcripts, 'the parameters') ??
    judgeDisturbed(transcripts, (run) => [look(run, transcripts)]),
})
