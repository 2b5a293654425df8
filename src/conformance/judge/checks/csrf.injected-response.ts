// csrf.injected-response: a forged response cannot log a user in as somebody else.

import { unwantedShown } from '../delivered.js'
import { judgeDisturbed } from '../disturbed.js'
import type { TokenRequest } from '../token-request.js'
import { defineCheck } from './check.js'

/** A forgiving mock lets a verifier pass that fits no challenge. */
function stoppedBy({ exchange: { outcome, number } }: TokenRequest): string | null {
  const byPkce = outcome.forgiven && outcome.mistakes.some(({ area }) => area === 'pkce')
  return byPkce ? `a strict server refuses its token request in exchange ${number} by PKCE` : null
}

export const csrfInjectedResponse = defineCheck({
  id: 'csrf.injected-response',
  phase: 'redirect and callback',
  title: 'A forged response cannot log a user in as somebody else',
  why: 'An attacker can make a browser open the callback with a code of his own: the user then works in his account, and leaves his data there.',
  fix: 'Compare the state of the callback before anything else, and always send the verifier of this very login.',
  clauses: ['RFC9700-2.1', 'RFC6749-10.12', 'RFC10017-6.3.2.2'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: [
    'honest',
    'forgiving',
    'forged-response/code-without-state',
    'forged-response/code-with-foreign-state',
    'honest-again',
  ],
  fullScenarios: ['forged-response/code-with-guessed-state', 'forged-response/wrong-state-first'],
  reasons: { session: { level: 'violation', what: 'signs in with a code that a stranger sent' } },
  judge: (transcripts) =>
    judgeDisturbed(transcripts, (run) =>
      unwantedShown<'session'>(run, transcripts, {
        role: 'foreign',
        session: 'session',
        redeemed: null,
        stoppedBy,
        said: 'a code that a stranger sent',
        expected: 'no session and no API call with the token of a stranger',
        neverCame: 'the kit could begin no login of a stranger, because the login page was asked for by POST',
      }),
    ),
})
