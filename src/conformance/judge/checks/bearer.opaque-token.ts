// bearer.opaque-token: a client works with any text as its access token.
import { copingShown } from '../after-answer.js'
import { judgeDisturbed } from '../disturbed.js'
import { defineCheck } from './check.js'

/** By variant: what the token looks like. */
const said: Readonly<Record<string, string>> = {
  'token-opaque': 'an access token that is text without any structure',
  'token-senseless-jwt': 'an access token that looks like a JWT and has no JSON in it',
  'token-jwe': 'an access token of five parts, as encrypted ones have',
}

export const bearerOpaqueToken = defineCheck({
  id: 'bearer.opaque-token',
  phase: 'token use',
  title: 'The client works with any text as its access token',
  why: 'What is in an access token concerns the API alone, and tokens of Genesys Cloud are text without any structure. A client that decodes its token fails at the first one that is written otherwise.',
  fix: 'Do not decode access tokens in the client: ask GET /api/v2/users/me who is signed in, and expires_in how long.',
  clauses: ['RFC9068-6', 'RFC6749-1.4'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-variants/token-opaque', 'honest-again'],
  fullScenarios: ['honest-variants/token-senseless-jwt', 'honest-variants/token-jwe'],
  reasons: {
    refused: { level: 'violation', what: 'fails when its access token is not of the shape that it expects' },
  },
  judge(transcripts) {
    return judgeDisturbed(transcripts, (run, control) => [
      copingShown(run, control, {
        refused: 'refused',
        said: said[run.variant ?? ''] ?? 'an unusual access token',
      }),
    ])
  },
})
