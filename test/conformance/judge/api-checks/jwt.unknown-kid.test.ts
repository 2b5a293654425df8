import { describe } from 'vitest'
import { jwtUnknownKid } from '../../../../src/conformance/judge/api-checks/jwt.unknown-kid.js'
import { accepted, judgeApi } from '../../../support/api-run.js'

describe('jwt.unknown-kid', () => {
  judgeApi(
    jwtUnknownKid,
    ['kid-unknown', 'key-rotated'],
    [
      { name: 'everything is as it should be', gives: 'pass' },
      { name: 'ten fetches are a few', changes: { 'kid-unknown': { keyFetches: 10 } }, gives: 'pass' },
      { name: 'eleven are a flood', changes: { 'kid-unknown': { keyFetches: 11 } }, gives: ['flood'] },
      {
        name: 'a new key is not accepted at once',
        changes: { 'key-rotated': { status: 401 } },
        gives: 'inconclusive',
      },
      {
        name: 'a new key is not accepted within a minute',
        changes: { 'key-rotated': { status: 401 } },
        full: true,
        gives: ['rotation'],
      },
      { name: 'no token is needed', changes: { 'no-token': accepted }, gives: 'inconclusive' },
    ],
    'own rows only',
  )
})
