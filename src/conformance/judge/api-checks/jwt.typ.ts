// jwt.typ: only access tokens are accepted.
import { judgeCalls, mustAccept, mustRefuse } from '../token-acceptance.js'
import { defineApiCheck } from './api-check.js'

export const jwtTyp = defineApiCheck({
  id: 'jwt.typ',
  title: 'Only access tokens are taken for access tokens',
  why: 'An ID token is signed by the same key, and is shown to more parties.',
  fix: 'Require the typ at+jwt (application/at+jwt is the same), or rules that no other token of the issuer keeps.',
  clauses: ['RFC9068-4-typ', 'RFC8725-3.11', 'RFC8725-3.12'],
  rule: 'clause',
  reasons: {
    'id-token': { level: 'violation', what: 'accepts an ID token' },
    'typ-jwt': { level: 'warning', what: 'accepts a token whose typ is JWT' },
    'long-form-refused': {
      level: 'warning',
      what: 'refuses a token whose typ is application/at+jwt',
      fix: 'application/at+jwt and at+jwt mean the same.',
    },
  },
  judge: (run) =>
    judgeCalls(run, ['id-token', 'typ-jwt', 'typ-long'], (call) => {
      if (call.variant === 'typ-long') return mustAccept(call, 'long-form-refused')
      return mustRefuse(call, call.variant === 'id-token' ? 'id-token' : 'typ-jwt')
    }),
})
