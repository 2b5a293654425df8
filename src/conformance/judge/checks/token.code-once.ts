// token.code-once: each code is sent to the token endpoint once.
import { codesIssuedBy } from '../../issued.js'
import type { Transcript } from '../../transcript.js'
import { credentialsOf } from '../client-credentials.js'
import { groupsBy } from '../groups.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { type TokenRequest, tokenRequests } from '../token-request.js'
import { noTokenRequest } from '../unseen.js'
import { inconclusive, notApplicable, type Verdict } from '../verdict.js'
import { defineCheck, type Tools } from './check.js'

type Reason = 'repeated' | 'after-refusal' | 'after-lost-answer'

/** The requests that carry one and the same code that was issued, in their order. */
function byCode(transcript: Transcript): readonly (readonly [TokenRequest, ...TokenRequest[]])[] {
  const issued = new Set(codesIssuedBy(transcript.exchanges))
  const carrying = tokenRequests(transcript).filter(({ code }) => code !== null && issued.has(code))
  return groupsBy(carrying, ({ code }) => code ?? '')
}

function waysOf(request: TokenRequest): string {
  return credentialsOf(request)
    .map(({ way }) => way)
    .join(' ')
}

/**
 * Whether a client may send the code of `before` again: the server could not answer, or did not know the client.
 * A library that finds out how to authenticate tries one way after the other.
 */
function mayTryAgain(before: TokenRequest, again: TokenRequest): boolean {
  const { outcome, honest, sent } = before.exchange
  if (sent.status >= 500 || sent.status === 429) return true
  // The tokens were made, and the client never got them: another answer was sent.
  if (outcome.kind === 'granted' && sent.status !== honest.status) return true
  if (outcome.kind !== 'refused') return false
  const unknown = /"error" *: *"(?:invalid_client|unauthorized_client)"/.test(sent.body)
  return sent.status === 401 || unknown || waysOf(before) !== waysOf(again)
}

function repetition(before: TokenRequest, again: TokenRequest, tools: Tools): Seen<Reason> {
  if (mayTryAgain(before, again)) return []
  const { outcome, at, number } = before.exchange
  const after = `${Math.max(0, again.exchange.at - at)} ms after exchange ${number}`
  const refused = outcome.kind === 'refused'
  const lost = before.exchange.sent.delivery !== undefined
  return [
    {
      reason: refused ? 'after-refusal' : lost ? 'after-lost-answer' : 'repeated',
      where: placeIn(again, 'code'),
      expected: 'one token request for each code',
      actual: `the code, ${tools.mask(again.code ?? '')}, was sent again ${after}${refused ? ', which was refused' : lost ? ', whose answer was lost' : ''}`,
    },
  ]
}

/** Once a code was redeemed, every further request repeats it, whatever became of the one before. */
function look(requests: readonly [TokenRequest, ...TokenRequest[]], tools: Tools): Seen<Reason> {
  const [first] = requests
  const repeated = requests.slice(1).flatMap((again, index) => {
    const before = requests.slice(0, index + 1)
    const redeeming = before.find(({ exchange }) => exchange.outcome.kind === 'granted')
    return repetition(redeeming ?? before.at(-1) ?? first, again, tools)
  })
  if (repeated.length > 0) return repeated
  const tries =
    requests.length === 1 ? 'sent once' : `sent ${requests.length} times, because it was not taken`
  return [{ where: placeIn(first, 'code'), actual: `the code was ${tries}` }]
}

function nothingSeen(transcripts: readonly Transcript[]): Verdict<never> {
  if (transcripts.flatMap(tokenRequests).length === 0) return inconclusive(noTokenRequest(transcripts))
  return notApplicable('no token request carries a code that was issued (see token.required-params)')
}

export const tokenCodeOnce = defineCheck({
  id: 'token.code-once',
  phase: 'token request',
  title: 'Each code is sent once',
  why: 'A server takes the second use for theft: it refuses it and revokes the tokens that the first one got, and the user is signed out for no visible reason.',
  fix: 'Guard the exchange: remove the stored login before the request is sent, so that an effect that runs twice, a second tab or a reload finds nothing to redeem.',
  clauses: ['RFC6749-4.1.2'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  fullScenarios: ['token-errors/connection-reset', 'token-errors/connection-cut'],
  reasons: {
    repeated: { level: 'violation', what: 'redeems a code again' },
    'after-refusal': {
      level: 'warning',
      what: 'sends a refused code again in the same way',
      fix: 'Begin a new login after a refusal: the same request gets the same answer.',
    },
    'after-lost-answer': {
      level: 'warning',
      what: 'sends a code again after the connection broke',
      fix: 'Begin a new login where the answer was lost: the code may be spent, and its second use revokes the tokens.',
    },
  },
  judge(transcripts, tools) {
    const codes = transcripts.flatMap(byCode)
    return judgeEach(codes, (requests) => look(requests, tools), nothingSeen(transcripts))
  },
})
