import { describe } from 'vitest'
import { jwtAlgNone } from '../../../../src/conformance/judge/api-checks/jwt.alg-none.js'
import { acceptedRows, faultRows, judgeApi } from '../../../support/api-run.js'

const reasons = {
  'alg-none': 'none',
  'alg-none-two-parts': 'none',
  'alg-none-capitalised': 'other-case',
  'alg-none-capitalised-two-parts': 'other-case',
  'alg-none-capitals': 'other-case',
  'alg-none-capitals-two-parts': 'other-case',
}
const variants = Object.keys(reasons)

describe('jwt.alg-none', () => {
  judgeApi(jwtAlgNone, variants, [...acceptedRows(reasons), ...faultRows(variants)])
})
