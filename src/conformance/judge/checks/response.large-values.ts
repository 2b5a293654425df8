// response.large-values: large access tokens work.
import { copingShown } from '../after-answer.js'
import { judgeDisturbed } from '../disturbed.js'
import { firstTokenAnswer, membersIn } from '../token-answer.js'
import { lengthOf } from '../wording.js'
import { defineCheck } from './check.js'

export const responseLargeValues = defineCheck({
  id: 'response.large-values',
  phase: 'token response',
  title: 'Access tokens of many kilobytes work',
  why: 'Tokens grow with the permissions of their user. Whoever keeps them in a cookie or in a field of fixed size loses the users with the most permissions first.',
  fix: 'Keep tokens out of cookies and of fields with a limit; on a server keep them in the session store.',
  clauses: ['RFC6749-5.1-size'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-again'],
  fullScenarios: ['honest-variants/token-4k', 'honest-variants/token-8k', 'honest-variants/token-16k'],
  reasons: { refused: { level: 'warning', what: 'cannot work with an access token of many kilobytes' } },
  judge(transcripts) {
    return judgeDisturbed(transcripts, (run, control) => {
      const token = membersIn(firstTokenAnswer(run))?.['access_token']
      const said = `an access token of ${lengthOf(typeof token === 'string' ? token : '')}`
      return [copingShown(run, control, { refused: 'refused', said })]
    })
  },
})
