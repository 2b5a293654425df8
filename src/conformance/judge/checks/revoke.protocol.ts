// revoke.protocol: a client that revokes its tokens does it by the book.
import { headerOf, mediaTypeOf } from '../../../server/protocol/message.js'
import { firstValue } from '../../../server/protocol/parameters.js'
import type { ObservedExchange, Transcript } from '../../transcript.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { courseOf } from '../token-course.js'
import { readTokenParameters } from '../token-parameters.js'
import { placeOf } from '../verdict.js'
import { namesOf } from '../wording.js'
import { defineCheck } from './check.js'

type Reason = 'not-a-form' | 'token-missing' | 'client-missing'

const form = 'application/x-www-form-urlencoded'

function lookAt(exchange: ObservedExchange, run: Transcript): Shown<Reason> {
  const { request } = exchange
  const where = placeOf(run, exchange.number)
  const broken = (reason: Reason, expected: string, actual: string): Shown<Reason> => ({
    kind: 'broken',
    occurrence: { reason, where, expected, actual },
  })
  const type = mediaTypeOf(request)
  if (request.method !== 'POST' || type !== form) {
    return broken('not-a-form', 'POST with a form body', `${request.method} with ${type || 'no media type'}`)
  }
  const { inBody } = readTokenParameters(request)
  const names = namesOf(inBody)
  if (firstValue(inBody, 'token') === null) return broken('token-missing', 'token in the form body', names)
  const named = firstValue(inBody, 'client_id') !== null || headerOf(request, 'authorization') !== undefined
  if (!named) return broken('client-missing', 'client_id, or a Basic header', names)
  return { kind: 'right', evidence: { where, actual: 'a form with a token and its client' }, silent: false }
}

export const revokeProtocol = defineCheck({
  id: 'revoke.protocol',
  phase: 'logout',
  title: 'A client that revokes its tokens does it by the book',
  why: 'A revocation that is refused leaves the token alive, and most clients do not look at the answer.',
  fix: 'Send POST with token and client_id in a form body, or with the Basic header of the client.',
  clauses: ['RFC7009-2.1', 'RFC7009-2.1-client'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: ['logout/revocation-offered', 'logout/revocation-unavailable'],
  reasons: {
    'not-a-form': {
      level: 'violation',
      what: 'asks for a revocation by something else than a form that is posted',
    },
    'token-missing': { level: 'violation', what: 'asks for a revocation and does not say of which token' },
    'client-missing': { level: 'violation', what: 'does not say in a revocation which client asks' },
  },
  judge(transcripts) {
    return judgeDisturbed<Reason>(transcripts, (run): readonly Shown<Reason>[] => {
      const course = courseOf(run)
      if (typeof course === 'string') return [undecidedIn(run, course)]
      const revocations = run.exchanges.filter(
        ({ endpoint, request }) => endpoint === 'oauth-revoke' && request.method !== 'OPTIONS',
      )
      if (revocations.length > 0) return revocations.map((exchange) => lookAt(exchange, run))
      const logout = run.actions?.some(({ name }) => name === 'logout') === true
      return [
        {
          kind: 'untouched',
          why: logout
            ? 'the client revokes no token by RFC 7009: Genesys Cloud has no endpoint for it'
            : 'how to log out was not said (actions.logout)',
        },
      ]
    })
  },
})
