// response.unknown-members: members that nobody knows are ignored, and optional ones may be absent.
import { copingShown } from '../after-answer.js'
import { judgeDisturbed } from '../disturbed.js'
import { defineCheck } from './check.js'

/** By variant: what is unusual. */
const said: Readonly<Record<string, string>> = {
  'unknown-members': 'members that no document names',
  'refresh-token-missing': 'no refresh_token',
  'scope-narrower': 'a scope narrower than the one asked for',
  charset: 'a charset beside the media type',
}

export const responseUnknownMembers = defineCheck({
  id: 'response.unknown-members',
  phase: 'token response',
  title: 'Unknown members of a token answer are ignored, and absent optional ones are no error',
  why: 'Servers add members over the years. A client that takes only what it knows by heart breaks on the day on which one appears.',
  fix: 'Read the members that you need, and allow any other: no strict schema for the token answer.',
  clauses: ['RFC6749-5.1-unknown'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving', 'honest-variants/unknown-members', 'honest-again'],
  fullScenarios: [
    'honest-variants/refresh-token-missing',
    'honest-variants/scope-narrower',
    'honest-variants/charset',
  ],
  reasons: {
    refused: { level: 'violation', what: 'refuses a token answer for what it has more or less than usual' },
  },
  judge(transcripts) {
    return judgeDisturbed(transcripts, (run, control) => [
      copingShown(run, control, {
        refused: 'refused',
        said: `a token answer with ${said[run.variant ?? ''] ?? 'something unusual'}`,
      }),
    ])
  },
})
