// jwt.signature: a token that was altered, or that somebody else signed, is refused.
import { allRefused } from '../token-acceptance.js'
import { defineApiCheck } from './api-check.js'

export const jwtSignature = defineApiCheck({
  id: 'jwt.signature',
  title: 'A token that the issuer did not sign as it stands is refused',
  why: 'A token is only text: without its signature anybody can write one for any user.',
  fix: 'Verify each token with a maintained JWT library, with the keys of the issuer, before you read a claim of it.',
  clauses: ['RFC9068-4', 'RFC8725-3.3', 'RFC7515-5.2'],
  rule: 'clause',
  reasons: {
    'payload-altered': {
      level: 'violation',
      what: 'accepts a token whose payload was altered after it was signed',
    },
    'signature-altered': { level: 'violation', what: 'accepts a token whose signature is wrong' },
    'foreign-key': {
      level: 'violation',
      what: 'accepts a token that was signed by a key which the issuer never published',
    },
    'no-signature': { level: 'violation', what: 'accepts a token whose signature is empty' },
  },
  judge: (run) =>
    allRefused(run, {
      'payload-broken': 'payload-altered',
      'signature-broken': 'signature-altered',
      'signature-foreign': 'foreign-key',
      'signature-empty': 'no-signature',
    }),
})
