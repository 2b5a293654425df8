// response.token-type-case: the token type Bearer is the same in upper and lower case.
import { copingShown } from '../after-answer.js'
import { judgeDisturbed } from '../disturbed.js'
import { firstTokenAnswer, memberSaid } from '../token-answer.js'
import { defineCheck } from './check.js'

export const responseTokenTypeCase = defineCheck({
  id: 'response.token-type-case',
  phase: 'token response',
  title: 'The token type is compared without regard to upper and lower case',
  why: 'Servers write bearer, Bearer or BEARER, and may change it any day: a client that compares letter by letter stops working then.',
  fix: "Compare it in lower case: body.token_type.toLowerCase() === 'bearer'.",
  clauses: ['RFC6749-5.1-token-type'],
  rule: 'tolerance',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-variants/token-type-capitalised', 'honest-again'],
  fullScenarios: ['honest-variants/token-type-capitals'],
  reasons: { refused: { level: 'violation', what: 'refuses the token type Bearer for its capital letters' } },
  judge(transcripts) {
    return judgeDisturbed(transcripts, (run, control) => [
      copingShown(run, control, {
        refused: 'refused',
        said: memberSaid(firstTokenAnswer(run), 'token_type'),
      }),
    ])
  },
})
