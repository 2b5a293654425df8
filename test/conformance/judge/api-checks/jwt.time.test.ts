import { describe } from 'vitest'
import { jwtTime } from '../../../../src/conformance/judge/api-checks/jwt.time.js'
import { acceptedRows, faultRows, judgeApi } from '../../../support/api-run.js'

const reasons = {
  expired: 'expired',
  'exp-missing': 'no-expiry',
  'exp-string': 'expiry-as-text',
  'not-yet': 'not-yet',
}
const variants = Object.keys(reasons)

describe('jwt.time', () => {
  judgeApi(jwtTime, variants, [...acceptedRows(reasons), ...faultRows(variants)])
})
