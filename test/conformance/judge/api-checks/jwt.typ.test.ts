import { describe } from 'vitest'
import { jwtTyp } from '../../../../src/conformance/judge/api-checks/jwt.typ.js'
import { acceptedRows, judgeApi } from '../../../support/api-run.js'

describe('jwt.typ', () => {
  judgeApi(
    jwtTyp,
    ['id-token', 'typ-jwt', 'typ-long'],
    [
      ...acceptedRows({ 'id-token': 'id-token', 'typ-jwt': 'typ-jwt' }),
      {
        name: 'the long form is refused',
        changes: { 'typ-long': { status: 401 } },
        gives: ['long-form-refused'],
      },
    ],
  )
})
