// response.expires-in-missing: a token answer may leave out how long its token lives.
import { copingShown } from '../after-answer.js'
import { judgeDisturbed } from '../disturbed.js'
import { defineCheck } from './check.js'

export const responseExpiresInMissing = defineCheck({
  id: 'response.expires-in-missing',
  phase: 'token response',
  title: 'A token answer without expires_in is taken',
  why: 'The lifetime is recommended and not required. A client that computes with it nevertheless gets no date at all, and takes every token for expired or for everlasting.',
  fix: 'Take the lifetime for unknown where expires_in is missing, use the token, and get a new one when the API answers 401.',
  clauses: ['RFC6749-5.1-expires-in'],
  rule: 'tolerance',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-variants/expires-in-missing', 'honest-again'],
  reasons: { refused: { level: 'violation', what: 'refuses a token answer that has no expires_in' } },
  judge(transcripts) {
    return judgeDisturbed(transcripts, (run, control) => [
      copingShown(run, control, { refused: 'refused', said: 'a token answer without expires_in' }),
    ])
  },
})
