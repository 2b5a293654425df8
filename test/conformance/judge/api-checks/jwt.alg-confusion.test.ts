import { describe } from 'vitest'
import { jwtAlgConfusion } from '../../../../src/conformance/judge/api-checks/jwt.alg-confusion.js'
import { acceptedRows, faultRows, judgeApi } from '../../../support/api-run.js'

const reasons = {
  'alg-hmac-pem': 'public-key-as-secret',
  'alg-hmac-der': 'public-key-as-secret',
  'alg-hmac-jwk': 'public-key-as-secret',
  'alg-other': 'other-algorithm',
}
const variants = Object.keys(reasons)

describe('jwt.alg-confusion', () => {
  judgeApi(jwtAlgConfusion, variants, [...acceptedRows(reasons), ...faultRows(variants)])
})
