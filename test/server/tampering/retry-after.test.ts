import { describe, expect, test } from 'vitest'
import { retryAfterDate, retryAfterSeconds } from '../../../src/server/tampering/retry-after.js'

describe('retry-after', () => {
  test('seconds are a whole number', () => expect(retryAfterSeconds).toEqual(['Retry-After', '3']))

  // python3: email.utils.formatdate(1768478404, usegmt=True)
  test('the date is three seconds later at least, in the form of RFC 9110 section 5.6.7', () => {
    expect(retryAfterDate(1_768_478_400_750)).toEqual(['Retry-After', 'Thu, 15 Jan 2026 12:00:04 GMT'])
    expect(retryAfterDate(1_768_478_401_000)).toEqual(['Retry-After', 'Thu, 15 Jan 2026 12:00:04 GMT'])
  })
})
