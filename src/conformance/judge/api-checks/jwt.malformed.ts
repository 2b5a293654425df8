// jwt.malformed: broken tokens give 401, not 500.
import { answered, judgeCalls, mustRefuse } from '../token-acceptance.js'
import { defineApiCheck } from './api-check.js'

export const jwtMalformed = defineApiCheck({
  id: 'jwt.malformed',
  title: 'Broken tokens are refused as such',
  why: 'A token is text of strangers: what it holds must not be able to break the application.',
  fix: 'Catch what the parser throws, and answer 401 with error="invalid_token".',
  clauses: ['RFC7519-7.2'],
  rule: 'clause',
  reasons: {
    accepted: { level: 'violation', what: 'accepts a token that is none' },
    'server-error': { level: 'warning', what: 'fails on a token that is none, with a status of 500 or more' },
    'no-answer': { level: 'warning', what: 'gives no answer to a token that is none' },
  },
  judge: (run) =>
    judgeCalls<'accepted' | 'server-error' | 'no-answer'>(
      run,
      ['two-parts', 'not-base64url', 'claim-doubled', 'payload-array', 'huge'],
      (call) => {
        const { variant, status } = call
        if (status === null) {
          // Something before the application may close the connection at so large a header.
          if (variant === 'huge') return { kind: 'right', actual: answered(call) }
          return { kind: 'broken', reason: 'no-answer', expected: 'status 401', actual: answered(call) }
        }
        if (status >= 500)
          return { kind: 'broken', reason: 'server-error', expected: 'status 401', actual: answered(call) }
        // RFC 7519 section 4: of a claim that stands twice, the last one may count. The large one is well signed.
        if (variant === 'claim-doubled' || variant === 'huge')
          return { kind: 'right', actual: answered(call) }
        return mustRefuse(call, 'accepted')
      },
    ),
})
