import { describe, expect, test } from 'vitest'
import { isMarked, marked, otherHostOf } from '../../../src/server/protocol/other-host.js'

const rows = [
  { origin: 'http://127.0.0.1:7636', other: 'http://localhost:7636' },
  { origin: 'http://localhost:7636', other: 'http://127.0.0.1:7636' },
  { origin: 'http://LOCALHOST:7636', other: 'http://127.0.0.1:7636' },
  { origin: 'http://[::1]:7636', other: 'http://localhost:7636' },
  { origin: 'https://login.mypurecloud.de', other: 'https://localhost' },
  { origin: 'http://mock.test:80', other: 'http://localhost:80' },
]

describe('other-host', () => {
  for (const { origin, other } of rows) {
    test(`of ${origin} it is ${other}, which never leaves this machine`, () => {
      expect(otherHostOf(origin)).toBe(other)
    })
  }

  test('a URL that leads there is known by its mark, whatever its query has besides', () => {
    expect([marked('/a'), marked('/a?b=c')]).toEqual(['/a?gc_elsewhere=1', '/a?b=c&gc_elsewhere=1'])
    expect(isMarked({ query: 'b=c&gc_elsewhere=1' })).toBe(true)
    expect([isMarked({ query: '' }), isMarked({ query: 'xgc_elsewhere=1' })]).toEqual([false, false])
  })
})
