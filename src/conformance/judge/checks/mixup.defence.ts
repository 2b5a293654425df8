// mixup.defence: the code of one server never goes to another one.
import { headerOf } from '../../../server/protocol/message.js'
import { codeIssuedBy } from '../../issued.js'
import { type ObservedExchange, type Transcript, tokenExchanges } from '../../transcript.js'
import { outcomeOfAnswer } from '../answer-outcome.js'
import { nothingDelivered } from '../delivered.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { placeOf } from '../verdict.js'
import { quoted } from '../wording.js'
import { defineCheck } from './check.js'

/** Token requests to a server to which the undisturbed login sends none. */
function elsewhere(run: Transcript, control: Transcript): readonly ObservedExchange[] {
  const own = new Set(
    [
      ...tokenExchanges(control),
      ...run.exchanges.filter(({ endpoint }) => endpoint === 'oauth-authorize'),
    ].map(({ request }) => request.origin),
  )
  return tokenExchanges(run).filter(({ sender, request }) => sender === 'client' && !own.has(request.origin))
}

function look(
  run: Transcript,
  control: Transcript,
  all: readonly Transcript[],
): Shown<'code-to-other-server'> {
  const begun = run.exchanges.find(
    ({ endpoint, sender, sent, outcome }) =>
      endpoint === 'oauth-authorize' &&
      sender !== 'kit' &&
      outcome.kind === 'granted' &&
      /[?&]code=/.test(headerOf(sent, 'location') ?? ''),
  )
  if (begun === undefined) return nothingDelivered(run, 'no response could name another server')
  const said = `the login was begun at ${quoted(begun.request.origin)}, and its response names another server`
  const [led] = elsewhere(run, control)
  if (led !== undefined) {
    const where = placeOf(run, led.number, 'code')
    const actual = `${said}: the token request went to ${quoted(led.request.origin)}`
    const expected = `no token request to another server than ${quoted(begun.request.origin)}`
    return { kind: 'broken', occurrence: { reason: 'code-to-other-server', where, expected, actual } }
  }
  const outcome = outcomeOfAnswer({ transcript: run, exchange: begun, code: codeIssuedBy(begun) }, all)
  if (outcome.kind === 'undecided') return undecidedIn(run, outcome.why)
  if (outcome.kind === 'refused') {
    const evidence = { where: placeOf(run, begun.number, 'iss'), actual: `${said}, and it ${outcome.how}` }
    return { kind: 'right', evidence, silent: true }
  }
  return {
    kind: 'untouched',
    why: 'the client knows one server only, as far as can be seen: no response leads it elsewhere',
  }
}

export const mixupDefence = defineCheck({
  id: 'mixup.defence',
  phase: 'redirect and callback',
  title: 'The code of one server never goes to another',
  why: 'A server that the attacker owns, or a region that was broken into, would be handed codes of all others, and could use them.',
  fix: 'Store the server with the transaction when the login begins, compare iss of the response with it, and use only its own token endpoint.',
  clauses: ['RFC9700-4.4.2', 'RFC9700-4.4.2.1'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: ['two-regions/iss-of-other-issuer', 'two-regions/iss-doubled'],
  reasons: {
    'code-to-other-server': {
      level: 'violation',
      what: 'sends the code of one server to another, which the response names',
    },
  },
  judge: (transcripts) => judgeDisturbed(transcripts, (run, control) => [look(run, control, transcripts)]),
})
