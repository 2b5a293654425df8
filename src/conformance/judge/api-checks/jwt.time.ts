// jwt.time: exp and nbf are enforced.
import { allRefused } from '../token-acceptance.js'
import { defineApiCheck } from './api-check.js'

export const jwtTime = defineApiCheck({
  id: 'jwt.time',
  title: 'A token is good from nbf to exp and at no other time',
  why: 'A token that leaked once must not be good for ever.',
  fix: 'Require exp, compare exp and nbf with the clock, and allow a few minutes of leeway at most.',
  clauses: ['RFC9068-4-exp', 'RFC7519-4.1.4', 'RFC7519-4.1.5'],
  rule: 'clause',
  reasons: {
    expired: { level: 'violation', what: 'accepts a token that expired ten minutes ago' },
    'no-expiry': { level: 'violation', what: 'accepts a token without exp' },
    'expiry-as-text': { level: 'violation', what: 'accepts a token whose exp is a text' },
    'not-yet': { level: 'violation', what: 'accepts a token that is good from ten minutes later on' },
  },
  judge: (run) =>
    allRefused(run, {
      expired: 'expired',
      'exp-missing': 'no-expiry',
      'exp-string': 'expiry-as-text',
      'not-yet': 'not-yet',
    }),
})
