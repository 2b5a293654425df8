// callback.unknown-params: parameters of the response that the client does not know are ignored.
import { judgeDisturbed } from '../disturbed.js'
import { goingOnShown } from '../odd-answer.js'
import { defineCheck } from './check.js'

const added: Readonly<Record<string, string>> = {
  'unknown-parameters': 'session_state, scope and x_gc_canary beside its code',
  'iss-unadvertised': 'the right iss beside its code',
  'iss-advertised': 'the right iss beside its code, as the metadata promise',
}

export const callbackUnknownParams = defineCheck({
  id: 'callback.unknown-params',
  phase: 'redirect and callback',
  title: 'Parameters of the response that are not known are ignored',
  why: 'Servers add parameters, iss and session_state say: a client that insists on a fixed set breaks the day they do.',
  fix: 'Read the parameters that you need, code, state and error, and leave all others alone.',
  clauses: ['RFC6749-4.1.2-unknown'],
  rule: 'tolerance',
  kinds: ['native', 'web', 'spa'],
  scenarios: [
    'honest',
    'forgiving',
    'honest-variants/unknown-parameters',
    'honest-variants/iss-unadvertised',
    'honest-again',
  ],
  fullScenarios: ['honest-variants/iss-advertised'],
  reasons: {
    refused: { level: 'violation', what: 'refuses a response with parameters that it does not know' },
  },
  judge: (transcripts) =>
    judgeDisturbed(transcripts, (run) => [
      goingOnShown(run, { refused: 'refused', said: added[run.variant ?? ''] ?? 'other parameters' }),
    ]),
})
