import { describe } from 'vitest'
import { jwtCrit } from '../../../../src/conformance/judge/api-checks/jwt.crit.js'
import { acceptedRows, faultRows, judgeApi } from '../../../support/api-run.js'

const reasons = { 'crit-unknown': 'unknown', 'crit-empty': 'empty', 'b64-false': 'unencoded-payload' }
const variants = Object.keys(reasons)

describe('jwt.crit', () => {
  judgeApi(jwtCrit, variants, [...acceptedRows(reasons), ...faultRows(variants)])
})
