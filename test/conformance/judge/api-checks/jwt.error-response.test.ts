import { describe } from 'vitest'
import { jwtErrorResponse } from '../../../../src/conformance/judge/api-checks/jwt.error-response.js'
import { accepted, judgeApi } from '../../../support/api-run.js'

describe('jwt.error-response', () => {
  judgeApi(
    jwtErrorResponse,
    ['signature-foreign', 'scope-missing'],
    [
      { name: 'everything is as it should be', gives: 'pass' },
      { name: 'no token is needed', changes: { 'no-token': accepted }, gives: ['open'] },
      { name: 'no scope is needed', changes: { 'scope-missing': accepted }, gives: 'pass' },
      { name: 'no token is answered 403', changes: { 'no-token': { status: 403 } }, gives: ['status'] },
      {
        name: 'no token gets no challenge',
        changes: { 'no-token': { challenge: null } },
        gives: ['no-challenge'],
      },
      {
        name: 'no token gets another challenge',
        changes: { 'no-token': { challenge: 'Basic realm="Bearer-like"' } },
        gives: ['no-challenge'],
      },
      {
        name: 'a challenge after another one, in capitals, is one',
        changes: { 'no-token': { challenge: 'Basic realm="x", BEARER' } },
        gives: 'pass',
      },
      {
        name: 'no token gets an error',
        changes: { 'no-token': { challenge: 'Bearer error="invalid_token"' } },
        gives: ['error-without-token'],
      },
      {
        name: 'a bad token is answered 400',
        changes: { 'signature-foreign': { status: 400 } },
        gives: ['status'],
      },
      {
        name: 'a bad token gets a description without an error',
        changes: { 'signature-foreign': { challenge: 'Bearer error_description="invalid_token"' } },
        gives: ['other-error'],
      },
      { name: 'a bad token is accepted', changes: { 'signature-foreign': accepted }, gives: 'inconclusive' },
      {
        name: 'a small scope is answered 401',
        changes: { 'scope-missing': { status: 401 } },
        gives: ['scope'],
      },
    ],
    'own rows only',
  )
})
