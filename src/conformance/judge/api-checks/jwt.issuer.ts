// jwt.issuer: iss is compared exactly.
import { allRefused } from '../token-acceptance.js'
import { defineApiCheck } from './api-check.js'

export const jwtIssuer = defineApiCheck({
  id: 'jwt.issuer',
  title: 'The issuer of a token is compared exactly',
  why: 'One key set may serve several issuers: a token of another one says nothing about your users.',
  fix: 'Configure the issuer, and compare iss with it character by character.',
  clauses: ['RFC9068-4-iss', 'RFC8725-3.8'],
  rule: 'clause',
  reasons: {
    'other-issuer': { level: 'violation', what: 'accepts a token of another issuer' },
    slash: { level: 'violation', what: 'accepts a token whose issuer has a slash more' },
  },
  judge: (run) => allRefused(run, { 'iss-other': 'other-issuer', 'iss-with-slash': 'slash' }),
})
