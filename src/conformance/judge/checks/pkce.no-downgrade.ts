// pkce.no-downgrade: a client that was refused with S256 tries neither plain nor no PKCE at all.
import { firstValue } from '../../../server/protocol/parameters.js'
import type { Transcript } from '../../transcript.js'
import { codeGivenIn, outcomeOfAnswer } from '../answer-outcome.js'
import { type AuthorizeRequest, wholeAuthorizeRequests } from '../authorize-request.js'
import { nothingDelivered } from '../delivered.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { placeIn } from '../place.js'
import { quoted } from '../wording.js'
import { defineCheck } from './check.js'

type Reason = 'plain' | 'without-challenge'

function methodOf({ parameters }: AuthorizeRequest): string | null {
  return firstValue(parameters, 'code_challenge_method')
}

function again(first: AuthorizeRequest, second: AuthorizeRequest): Shown<Reason> {
  const where = placeIn(second, 'code_challenge_method')
  const place = `after exchange ${first.exchange.number} with S256 the authorize request in exchange ${second.exchange.number}`
  const expected = 'an end of the login, or a new one with S256'
  if (firstValue(second.parameters, 'code_challenge') === null) {
    const actual = `${place} has no code_challenge`
    return { kind: 'broken', occurrence: { reason: 'without-challenge', where, expected, actual } }
  }
  const method = methodOf(second)
  if (method !== 'S256') {
    const named = method === null ? 'no method, which means plain' : `the method ${quoted(method)}`
    return {
      kind: 'broken',
      occurrence: { reason: 'plain', where, expected, actual: `${place} has ${named}` },
    }
  }
  return { kind: 'right', evidence: { where, actual: `${place} has S256 again` }, silent: false }
}

function look(run: Transcript): readonly Shown<Reason>[] {
  const [first, ...later] = wholeAuthorizeRequests([run])
  if (first === undefined) return [nothingDelivered(run, '')]
  if (methodOf(first) !== 'S256' || firstValue(first.parameters, 'code_challenge') === null) {
    return [{ kind: 'untouched', why: 'the client does not begin with S256 (see pkce.method.s256)' }]
  }
  if (later.length > 0) return later.map((second) => again(first, second))
  const { exchange } = first
  if (exchange.outcome.kind === 'refused') return [nothingDelivered(run, '')]
  if (run.callbacks.length === 0) {
    const why = 'the client sees nothing of a login page that shows an error, so it had nothing to decide'
    return [{ kind: 'untouched', why }]
  }
  const outcome = outcomeOfAnswer({ transcript: run, exchange, code: codeGivenIn(exchange) }, [run])
  if (outcome.kind === 'undecided') return [undecidedIn(run, outcome.why)]
  const how = outcome.kind === 'refused' ? outcome.how : 'went on with the same login'
  const actual = `it ${how} and began no login without S256`
  return [{ kind: 'right', evidence: { where: placeIn(first), actual }, silent: true }]
}

export const pkceNoDowngrade = defineCheck({
  id: 'pkce.no-downgrade',
  phase: 'authorization request',
  title: 'A client that was refused with S256 falls back to nothing weaker',
  why: 'Whoever can forge one error would else take the protection away from every login.',
  fix: 'Take an error about PKCE for the end of the login: remove the fallback.',
  clauses: ['RFC7636-7.2', 'RFC9700-2.1.1-method'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'authz-errors/pkce-unsupported', 'honest-again'],
  fullScenarios: ['authz-errors/pkce-unsupported-page', 'token-errors/pkce-unsupported'],
  reasons: {
    plain: { level: 'violation', what: 'begins anew with plain after an error about S256' },
    'without-challenge': { level: 'violation', what: 'begins anew without PKCE after an error about it' },
  },
  judge: (transcripts) => judgeDisturbed(transcripts, look),
})
