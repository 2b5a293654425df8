import { describe } from 'vitest'
import { jwtIssuer } from '../../../../src/conformance/judge/api-checks/jwt.issuer.js'
import { acceptedRows, faultRows, judgeApi } from '../../../support/api-run.js'

const reasons = { 'iss-other': 'other-issuer', 'iss-with-slash': 'slash' }
const variants = Object.keys(reasons)

describe('jwt.issuer', () => {
  judgeApi(jwtIssuer, variants, [...acceptedRows(reasons), ...faultRows(variants)])
})
