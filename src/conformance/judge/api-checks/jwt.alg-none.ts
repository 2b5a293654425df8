// jwt.alg-none: a token without a signature is refused, however it writes that.
import { allRefused } from '../token-acceptance.js'
import { defineApiCheck } from './api-check.js'

export const jwtAlgNone = defineApiCheck({
  id: 'jwt.alg-none',
  title: 'A token that says it needs no signature is refused',
  why: 'The token itself names its algorithm: whoever writes "none" there signs nothing.',
  fix: 'Give the library the list of the algorithms that you expect, and compare nothing by yourself.',
  clauses: ['RFC9068-4-alg', 'RFC8725-3.2'],
  rule: 'clause',
  reasons: {
    none: { level: 'violation', what: 'accepts a token with the algorithm none' },
    'other-case': {
      level: 'violation',
      what: 'accepts a token with the algorithm None or NONE',
      fix: 'Keep a list of what is allowed, not of what is forbidden: None and NONE are other names for none to some libraries.',
    },
  },
  judge: (run) =>
    allRefused(run, {
      'alg-none': 'none',
      'alg-none-two-parts': 'none',
      'alg-none-capitalised': 'other-case',
      'alg-none-capitalised-two-parts': 'other-case',
      'alg-none-capitals': 'other-case',
      'alg-none-capitals-two-parts': 'other-case',
    }),
})
