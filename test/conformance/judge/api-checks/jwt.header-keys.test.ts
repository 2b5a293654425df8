import { describe } from 'vitest'
import { jwtHeaderKeys } from '../../../../src/conformance/judge/api-checks/jwt.header-keys.js'
import { accepted, acceptedRows, judgeApi, none } from '../../../support/api-run.js'

describe('jwt.header-keys', () => {
  judgeApi(
    jwtHeaderKeys,
    ['jwk', 'jku', 'x5u', 'x5c', 'kid-path', 'signature-foreign'],
    [
      ...acceptedRows({ jwk: 'trusted', jku: 'trusted', x5u: 'trusted', x5c: 'trusted' }),
      {
        name: 'any key is accepted, with and without a word of it',
        changes: { jwk: accepted, 'signature-foreign': accepted },
        gives: 'inconclusive',
      },
      {
        name: 'what the token names is fetched, though it is refused',
        changes: { jku: { elsewhere: ['http://localhost/gc-canary?jku'] } },
        gives: ['fetched'],
      },
      { name: 'a kid that is a path is looked past', changes: { 'kid-path': accepted }, gives: 'pass' },
      {
        name: 'a kid that is a path is answered 500',
        changes: { 'kid-path': { status: 500 } },
        gives: ['kid-error'],
      },
      { name: 'a kid that is a path is not answered', changes: { 'kid-path': none }, gives: ['kid-error'] },
    ],
  )
})
