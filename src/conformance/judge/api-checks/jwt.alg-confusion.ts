// jwt.alg-confusion: the algorithm of a token is fixed by its key.
import { allRefused } from '../token-acceptance.js'
import { defineApiCheck } from './api-check.js'

export const jwtAlgConfusion = defineApiCheck({
  id: 'jwt.alg-confusion',
  title: 'The algorithm is that of the key, whatever the token says',
  why: 'The public key is public: whoever may use it as the secret of an HMAC signs tokens for everybody.',
  fix: 'Bind the algorithm to the key: name the one that your issuer uses (RS256), and refuse all others.',
  clauses: ['RFC8725-3.1'],
  rule: 'clause',
  reasons: {
    'public-key-as-secret': {
      level: 'violation',
      what: 'accepts a token with HS256 whose secret is the public key',
    },
    'other-algorithm': {
      level: 'violation',
      what: 'accepts a token with another algorithm than the one agreed on',
    },
  },
  judge: (run) =>
    allRefused(run, {
      'alg-hmac-pem': 'public-key-as-secret',
      'alg-hmac-der': 'public-key-as-secret',
      'alg-hmac-jwk': 'public-key-as-secret',
      'alg-other': 'other-algorithm',
    }),
})
