// state.session-bound: the state and the verifier of a login belong to one browser.
import { unwantedShown } from '../delivered.js'
import { judgeDisturbed } from '../disturbed.js'
import { defineCheck } from './check.js'

export const stateSessionBound = defineCheck({
  id: 'state.session-bound',
  phase: 'redirect and callback',
  title: 'The state and the verifier of a login belong to one browser',
  why: 'An attacker begins a login, stops before its callback, and lets the browser of a victim open that callback: where any browser will do, the victim is signed in to his account.',
  fix: 'Keep state and verifier in the session of the browser, and not in one map for all that is searched by state.',
  clauses: ['RFC9700-2.1-state', 'RFC9700-2.1.1-bound', 'RFC6749-10.12'],
  rule: 'clause',
  kinds: ['web'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: ['two-sessions'],
  reasons: {
    session: { level: 'violation', what: 'signs in a browser that did not begin the login' },
    'token-request': {
      level: 'violation',
      what: 'redeems the code for a browser that did not begin the login',
    },
  },
  judge: (transcripts) =>
    judgeDisturbed(transcripts, (run) =>
      unwantedShown<'session' | 'token-request'>(run, transcripts, {
        role: 'other-browser',
        session: 'session',
        redeemed: 'token-request',
        said: 'the answer in another browser',
        expected: 'a refusal, and no token request for the other browser',
        neverCame: 'the answer of its login could not be kept back',
      }),
    ),
})
