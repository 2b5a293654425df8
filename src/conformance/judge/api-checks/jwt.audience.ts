// jwt.audience: aud must hold this API.
import { judgeCalls, mustAccept, mustRefuse } from '../token-acceptance.js'
import { defineApiCheck } from './api-check.js'

type Accepted = 'other-audience' | 'no-audience' | 'part-of-audience' | 'list-of-others'

const refused: Readonly<Record<string, Accepted>> = {
  'aud-other': 'other-audience',
  'aud-missing': 'no-audience',
  'aud-longer': 'part-of-audience',
  'aud-shorter': 'part-of-audience',
  'aud-list-of-others': 'list-of-others',
}

export const jwtAudience = defineApiCheck({
  id: 'jwt.audience',
  title: 'A token must be for this API',
  why: 'A token that was given for another service, which may be hostile, must not open this one.',
  fix: 'Configure the audience of this API, and require that aud is it, or a list that holds it.',
  clauses: ['RFC9068-4-aud', 'RFC7519-4.1.3', 'RFC8725-3.9'],
  rule: 'clause',
  reasons: {
    'other-audience': { level: 'violation', what: 'accepts a token for another audience' },
    'no-audience': { level: 'violation', what: 'accepts a token without an audience' },
    'part-of-audience': {
      level: 'violation',
      what: 'accepts a token whose audience only begins like the right one',
    },
    'list-of-others': {
      level: 'violation',
      what: 'accepts a token for several audiences, the right one not among them',
    },
    'list-refused': {
      level: 'warning',
      what: 'refuses a token for several audiences, the right one among them',
      fix: 'aud may be a list: accept one that holds your audience.',
    },
  },
  judge: (run) =>
    judgeCalls(run, [...Object.keys(refused), 'aud-list'], (call) => {
      const reason = refused[call.variant ?? '']
      return reason === undefined ? mustAccept(call, 'list-refused') : mustRefuse(call, reason)
    }),
})
