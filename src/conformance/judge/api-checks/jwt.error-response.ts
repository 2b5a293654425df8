// jwt.error-response: refusals name their reason.
import { judgeErrorResponse } from '../error-response.js'
import { defineApiCheck } from './api-check.js'

export const jwtErrorResponse = defineApiCheck({
  id: 'jwt.error-response',
  title: 'A refusal says what it is about in the standard way',
  why: 'A client can only get a new token, or ask for another scope, when it is told that this is what is missing.',
  fix: 'Answer 401 with WWW-Authenticate: Bearer, with error="invalid_token" where a token was sent, and 403 with error="insufficient_scope" where its scope is too small.',
  clauses: ['RFC6750-3', 'RFC6750-3.1'],
  rule: 'clause',
  reasons: {
    open: { level: 'violation', what: 'answers without any token', fix: 'Refuse requests without a token.' },
    status: { level: 'violation', what: 'answers a bad token with another status than 401' },
    'no-challenge': { level: 'violation', what: 'answers 401 without WWW-Authenticate: Bearer' },
    'other-error': { level: 'warning', what: 'answers a bad token without error="invalid_token"' },
    'error-without-token': {
      level: 'warning',
      what: 'names an error where no token was sent',
      fix: 'Where no token was sent, send the challenge alone.',
    },
    scope: {
      level: 'warning',
      what: 'refuses a token without the needed scope otherwise than by 403 insufficient_scope',
    },
  },
  judge: (run) => judgeErrorResponse(run),
})
