import { describe } from 'vitest'
import { basic, robot, tokenFields, verifier } from './questions.js'
import { testRefusals } from './refusals.js'

describe('token-request', () => {
  testRefusals([
    {
      name: 'a GET',
      circumstances: { method: 'GET' },
      kinds: ['method-not-post'],
      error: 'invalid_request',
      status: 405,
    },
    {
      name: 'an empty body',
      circumstances: { body: '', type: null },
      kinds: ['body-empty'],
      error: 'invalid_request',
    },
    {
      name: 'B014: parameters in the URL, and names no other mistake',
      circumstances: {
        query: 'grant_type=client_credentials',
        body: '',
        type: 'application/json',
        headers: basic(robot.id, 'robot-secret'),
      },
      kinds: ['parameters-in-url'],
      error: 'invalid_request',
      says: /in the URL, none is read from there: grant_type/,
    },
    {
      name: 'an authorize request in a browser',
      circumstances: {
        method: 'GET',
        query: 'response_type=code&client_id=a&redirect_uri=b&code_challenge=c',
        body: '',
        type: null,
      },
      kinds: ['authorize-request-at-token'],
      error: 'invalid_request',
    },
    {
      name: 'an authorize request that was posted',
      circumstances: { body: 'response_type=code&client_id=a&redirect_uri=b&code_challenge=c' },
      kinds: ['authorize-request-at-token'],
      error: 'invalid_request',
    },
    {
      name: 'one parameter in the URL',
      changes: { code_verifier: null },
      circumstances: { query: `code_verifier=${verifier}` },
      kinds: ['parameters-in-url', 'verifier-missing'],
      error: 'invalid_request',
    },
    {
      name: 'a multipart body',
      circumstances: {
        type: 'multipart/form-data; boundary=x',
        body: '--x\r\nContent-Disposition: form-data; name="grant_type"\r\n\r\nauthorization_code\r\n--x--\r\n',
      },
      kinds: ['body-multipart', 'token-client-id-missing', 'code-missing'],
      error: 'invalid_request',
    },
    {
      name: 'a form under the wrong media type',
      circumstances: { type: 'text/plain;charset=UTF-8' },
      kinds: ['body-type-wrong'],
      error: 'invalid_request',
      says: /text\/plain/,
    },
    {
      name: 'a form without a media type',
      circumstances: { type: null },
      kinds: ['body-type-missing'],
      error: 'invalid_request',
    },
    {
      name: 'a form that is called JSON',
      circumstances: { type: 'application/json' },
      kinds: ['body-form-called-json'],
      error: 'invalid_request',
    },
    {
      name: 'JSON that is called a form',
      circumstances: { body: JSON.stringify(tokenFields) },
      kinds: ['body-json-called-form'],
      error: 'invalid_request',
    },
    {
      name: 'JSON under strictBody',
      circumstances: {
        body: JSON.stringify(tokenFields),
        type: 'application/json',
        policy: { strictBody: true },
      },
      kinds: ['body-json'],
      error: 'invalid_request',
    },
    {
      name: 'JSON that is none',
      circumstances: { body: '{"code":', type: 'application/json' },
      kinds: ['body-json-invalid'],
      error: 'invalid_request',
    },
    {
      name: 'grant_type doubled',
      changes: { grant_type: ['authorization_code', 'authorization_code'] },
      kinds: ['parameter-doubled'],
      error: 'invalid_request',
    },
    {
      name: 'code_verifier doubled',
      changes: { code_verifier: [verifier, verifier] },
      kinds: ['parameter-doubled'],
      error: 'invalid_request',
    },
    {
      name: 'grant_type missing',
      changes: { grant_type: null },
      kinds: ['grant-type-missing'],
      error: 'invalid_request',
    },
    {
      name: 'grant_type under another name',
      changes: { grant_type: null, grantType: 'authorization_code' },
      kinds: ['parameter-misnamed'],
      error: 'invalid_request',
    },
    {
      name: 'grant_type misspelt',
      changes: { grant_type: 'authorization-code' },
      kinds: ['grant-type-misspelt'],
      error: 'unsupported_grant_type',
      says: /authorization_code was probably meant/,
    },
    {
      name: 'grant_type with a letter lost',
      changes: { grant_type: 'authorizaton_code' },
      kinds: ['grant-type-misspelt'],
      error: 'unsupported_grant_type',
    },
    {
      name: 'grant_type code',
      changes: { grant_type: 'code' },
      kinds: ['grant-type-misspelt'],
      error: 'unsupported_grant_type',
    },
    {
      name: 'the password grant',
      changes: { grant_type: 'password', code: null, code_verifier: null },
      kinds: ['grant-type-unsupported'],
      error: 'unsupported_grant_type',
      says: /grant_type password is not/,
    },
    {
      name: 'a grant type that does not exist',
      changes: { grant_type: 'magic' },
      kinds: ['grant-type-unsupported'],
      error: 'unsupported_grant_type',
    },
  ])
})
