import { describe } from 'vitest'
import { jwtSignature } from '../../../../src/conformance/judge/api-checks/jwt.signature.js'
import { acceptedRows, faultRows, judgeApi } from '../../../support/api-run.js'

const reasons = {
  'payload-broken': 'payload-altered',
  'signature-broken': 'signature-altered',
  'signature-foreign': 'foreign-key',
  'signature-empty': 'no-signature',
}
const variants = Object.keys(reasons)

describe('jwt.signature', () => {
  judgeApi(jwtSignature, variants, [...acceptedRows(reasons), ...faultRows(variants)])
})
