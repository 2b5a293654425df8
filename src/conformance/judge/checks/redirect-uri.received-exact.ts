// redirect-uri.received-exact: a response is taken only at the redirect URI that was asked for.
import type { Transcript } from '../../transcript.js'
import { deliveredAs } from '../answer-outcome.js'
import { unwantedShown } from '../delivered.js'
import { judgeDisturbed, type Shown } from '../disturbed.js'
import { withoutListener } from '../typed-response.js'
import { placeOf } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'other-path' | 'other-host'

/** Who refuses it there gets it where it belongs: what follows is right. */
function refusedThere(run: Transcript): Shown<Reason> | null {
  const answer = deliveredAs(run, 'elsewhere')[0]?.callback.answer
  if (answer?.kind !== 'answered' || answer.status < 400) return null
  const actual = `it answered there with status ${answer.status}`
  return { kind: 'right', evidence: { where: placeOf(run, null), actual }, silent: false }
}

export const redirectUriReceivedExact = defineCheck({
  id: 'redirect-uri.received-exact',
  phase: 'redirect and callback',
  title: 'A response is taken only at the redirect URI that was asked for',
  why: 'Where each server has a redirect URI of its own, the place at which a response arrives tells whose it is; with a single server it does little harm.',
  fix: 'Compare host and path of the incoming request with the redirect URI of this login, and answer every other with 404.',
  clauses: ['RFC8252-8.10'],
  rule: 'clause',
  kinds: ['native'],
  scenarios: ['honest', 'forgiving', 'forged-response/other-path', 'honest-again'],
  fullScenarios: ['forged-response/other-host'],
  reasons: {
    'other-path': { level: 'violation', what: 'takes a response at another path' },
    'other-host': {
      level: 'violation',
      what: 'takes a response at another host name',
      fix: 'Compare the Host header with the redirect URI too, and answer every other with 404.',
    },
  },
  judge: (transcripts) =>
    withoutListener(transcripts) ??
    judgeDisturbed(transcripts, (run) => {
      const reason = run.variant === 'other-host' ? 'other-host' : 'other-path'
      const refused = refusedThere(run)
      if (refused !== null) return [refused]
      return unwantedShown<Reason>(run, transcripts, {
        role: 'elsewhere',
        session: reason,
        redeemed: reason,
        said: reason === 'other-host' ? 'the response at another host name' : 'the response at another path',
        expected: 'a refusal there, and no token request',
        goneIsRight: true,
        neverCame: 'its redirect URI is no loopback address, so a response cannot arrive beside it',
      })
    }),
})
