import { describe, expect, test } from 'vitest'
import { stepOf } from '../../../src/conformance/gather/steps.js'

describe('steps', () => {
  const rows = [
    ['oauth-authorize', 'login page'],
    ['oauth-token', 'token request'],
    ['oauth-revoke', 'logout'],
    ['logout', 'logout'],
    ['api-v2-users-me', 'API call'],
    ['favicon.ico', 'request'],
    [null, 'request'],
  ] as const
  for (const [endpoint, step] of rows) {
    test(`${endpoint} is a ${step}`, () => expect(stepOf({ endpoint })).toBe(step))
  }
})
