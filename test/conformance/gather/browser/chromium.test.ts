import { describe, expect, test } from 'vitest'
import { resolverRules } from '../../../../src/conformance/gather/browser/chromium.js'

describe('chromium', () => {
  test('leads https to the mock, this machine to itself, and everything else nowhere', () => {
    expect(resolverRules(4711)).toBe(
      'MAP *.googleapis.com ~NOTFOUND, MAP *.google.com ~NOTFOUND, MAP *.gstatic.com ~NOTFOUND, MAP *:443 127.0.0.1:4711, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1, EXCLUDE ::1',
    )
  })
})
