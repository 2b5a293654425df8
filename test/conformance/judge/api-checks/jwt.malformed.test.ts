import { describe } from 'vitest'
import { jwtMalformed } from '../../../../src/conformance/judge/api-checks/jwt.malformed.js'
import { accepted, acceptedRows, judgeApi, none } from '../../../support/api-run.js'

describe('jwt.malformed', () => {
  judgeApi(
    jwtMalformed,
    ['two-parts', 'not-base64url', 'claim-doubled', 'payload-array', 'huge'],
    [
      ...acceptedRows({ 'two-parts': 'accepted', 'not-base64url': 'accepted', 'payload-array': 'accepted' }),
      { name: 'the last of two claims may count', changes: { 'claim-doubled': accepted }, gives: 'pass' },
      { name: 'a large token is a good one', changes: { huge: accepted }, gives: 'pass' },
      { name: 'a large header is refused by 431', changes: { huge: { status: 431 } }, gives: 'pass' },
      { name: 'a large header ends the connection', changes: { huge: none }, gives: 'pass' },
      { name: 'a large token breaks it', changes: { huge: { status: 500 } }, gives: ['server-error'] },
      { name: 'two parts break it', changes: { 'two-parts': { status: 502 } }, gives: ['server-error'] },
      { name: 'an array ends the connection', changes: { 'payload-array': none }, gives: ['no-answer'] },
    ],
  )
})
