// jwt.crit: an unknown critical header is refused.
import { allRefused } from '../token-acceptance.js'
import { defineApiCheck } from './api-check.js'

export const jwtCrit = defineApiCheck({
  id: 'jwt.crit',
  title: 'A token with a critical header that is not understood is refused',
  why: 'crit says that the token means something else to whoever knows the extension.',
  fix: 'Use a library that enforces crit: some leave it to you, which you then have to do.',
  clauses: ['RFC7515-4.1.11'],
  rule: 'clause',
  reasons: {
    unknown: { level: 'violation', what: 'accepts a token with a critical header that it cannot know' },
    empty: { level: 'violation', what: 'accepts a token with an empty list of critical headers' },
    'unencoded-payload': {
      level: 'violation',
      what: 'accepts a token whose payload is said to be not encoded',
    },
  },
  judge: (run) =>
    allRefused(run, { 'crit-unknown': 'unknown', 'crit-empty': 'empty', 'b64-false': 'unencoded-payload' }),
})
