// response.token-type: a token of another type than Bearer is not used as one.
import { stopShown } from '../after-answer.js'
import { judgeDisturbed, type Shown, undecidedIn } from '../disturbed.js'
import { memberSaid, membersIn } from '../token-answer.js'
import { courseOf } from '../token-course.js'
import { defineCheck } from './check.js'

type Reason = 'unknown-used' | 'missing-used'

export const responseTokenType = defineCheck({
  id: 'response.token-type',
  phase: 'token response',
  title: 'A token of an unknown type is not used as a bearer token',
  why: 'Another type wants another way to show the token: a token that is bound to a key, say, is given away when it is sent alone.',
  fix: "Check it before use, without regard to case: if (body.token_type?.toLowerCase() !== 'bearer') throw new Error('unknown token type').",
  clauses: ['RFC6749-7.1-type', 'RFC6749-5.1-token-type'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'token-errors/token-type-mac', 'honest-again'],
  fullScenarios: [
    'token-errors/token-type-dpop',
    'token-errors/token-type-n-a',
    'token-errors/token-type-missing',
    'token-errors/token-type-empty',
  ],
  reasons: {
    'unknown-used': { level: 'violation', what: 'uses a token of a type that it cannot know' },
    'missing-used': { level: 'warning', what: 'uses a token whose type was not named' },
  },
  judge(transcripts, tools) {
    return judgeDisturbed<Reason>(transcripts, (run, control): readonly Shown<Reason>[] => {
      const course = courseOf(run)
      if (typeof course === 'string') return [undecidedIn(run, course)]
      const { sent } = course.request.exchange
      const session = membersIn(sent)?.['token_type'] ? 'unknown-used' : 'missing-used'
      const said = `a token answer with ${memberSaid(sent, 'token_type')}`
      const expected = 'an error, and no request to the API'
      return [stopShown(course, control, { session, claimed: null, said, expected }, tools)]
    })
  },
})
