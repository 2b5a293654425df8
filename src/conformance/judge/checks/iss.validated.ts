// iss.validated: a client that knows RFC 9207 compares the issuer in the response with that of its login.
import { headerOf } from '../../../server/protocol/message.js'
import { codeIssuedBy, queryOf } from '../../issued.js'
import type { ObservedExchange, Transcript } from '../../transcript.js'
import { outcomeOfAnswer } from '../answer-outcome.js'
import { nothingDelivered } from '../delivered.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { placeOf } from '../verdict.js'
import { quoted } from '../wording.js'
import { defineCheck } from './check.js'

type Reason = 'other-issuer' | 'normalised' | 'absent' | 'doubled'

const reasonOf: Readonly<Record<string, Reason>> = {
  'iss-of-other-issuer': 'other-issuer',
  'iss-with-slash': 'normalised',
  'iss-in-capitals': 'normalised',
  'iss-missing': 'absent',
  'iss-doubled': 'doubled',
}

function issuersIn({ sent }: ObservedExchange): readonly string[] {
  const query = queryOf(headerOf(sent, 'location') ?? '')
  return query.filter(({ name }) => name === 'iss').map(({ value }) => value)
}

function saidOf(issuers: readonly string[]): string {
  if (issuers.length === 0) return 'no iss, which the metadata promise'
  return `iss ${issuers.map(quoted).join(' and ')}`
}

function look(run: Transcript, all: readonly Transcript[]): Shown<Reason> {
  const reason = reasonOf[run.variant ?? '']
  if (reason === undefined) return { kind: 'untouched', why: 'nothing is judged by this variant' }
  const exchange = run.exchanges.find(
    ({ endpoint, sender, sent, outcome }) =>
      endpoint === 'oauth-authorize' &&
      sender !== 'kit' &&
      outcome.kind === 'granted' &&
      /[?&]code=/.test(headerOf(sent, 'location') ?? ''),
  )
  if (exchange === undefined) return nothingDelivered(run, 'no response could get another iss')
  // Only metadata tell a client that an iss must be there.
  const promised = run.exchanges.some(({ endpoint }) => endpoint === 'well-known-oauth-authorization-server')
  if (reason === 'absent' && !promised) {
    return { kind: 'untouched', why: 'the client reads no metadata, so nobody promised it an iss' }
  }
  const where = placeOf(run, exchange.number, 'iss')
  const said = `the response had ${saidOf(issuersIn(exchange))}`
  const outcome = outcomeOfAnswer({ transcript: run, exchange, code: codeIssuedBy(exchange) }, all)
  if (outcome.kind === 'undecided') return undecidedIn(run, outcome.why)
  if (outcome.kind === 'refused') {
    return { kind: 'right', evidence: { where, actual: `${said}, and it ${outcome.how}` }, silent: true }
  }
  const actual = `${said}, and it redeemed the code in exchange ${outcome.request.exchange.number}`
  const expected = 'the issuer of this login, character by character, or else no token request'
  return { kind: 'broken', occurrence: { reason, where, expected, actual } }
}

const unknown =
  'the client takes every iss: it knows nothing of RFC 9207, and as far as can be seen it uses one server only'

export const issValidated = defineCheck({
  id: 'iss.validated',
  phase: 'redirect and callback',
  title: 'The issuer in the response is compared with that of the login',
  why: 'It is what tells the answers of two servers apart: a comparison that lets near misses pass lets an attacker pass who owns one.',
  fix: 'Compare iss with the issuer from the metadata by ===, refuse a response that has it twice, and one without it where the metadata promise it.',
  clauses: ['RFC9207-2.4', 'RFC9207-2.4-missing'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: [
    'two-regions/iss-of-other-issuer',
    'two-regions/iss-with-slash',
    'two-regions/iss-in-capitals',
    'two-regions/iss-missing',
    'two-regions/iss-doubled',
  ],
  reasons: {
    'other-issuer': { level: 'violation', what: 'takes the response of another issuer' },
    normalised: { level: 'violation', what: 'takes an issuer that is only nearly the same' },
    absent: { level: 'violation', what: 'takes a response without iss from a server that promises it' },
    doubled: { level: 'violation', what: 'takes a response with two issuers' },
  },
  judge(transcripts) {
    const seen: Shown<Reason>[] = []
    const verdict = judgeDisturbed(transcripts, (run) => {
      const shown = look(run, transcripts)
      seen.push(shown)
      return [shown]
    })
    // Who refuses one of them compares; who takes them all ignores iss, as RFC 6749 tells it to.
    const compares = seen.some(({ kind }) => kind === 'right')
    const takes = seen.some(({ kind }) => kind === 'broken')
    return takes && !compares ? { outcome: 'not-applicable', reason: unknown } : verdict
  },
})
