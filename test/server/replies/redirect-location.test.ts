import { describe, expect, test } from 'vitest'
import { redirectLocation } from '../../../src/server/replies/redirect-location.js'

const rows = [
  { name: 'a URI without query', uri: 'http://h/cb', expected: 'http://h/cb?code=a+b' },
  { name: 'a URI with a query', uri: 'http://h/cb?x=1', expected: 'http://h/cb?x=1&code=a+b' },
  { name: 'a URI that ends with a question mark', uri: 'http://h/cb?', expected: 'http://h/cb?code=a+b' },
  {
    name: 'a URI that ends with an ampersand',
    uri: 'http://h/cb?x=1&',
    expected: 'http://h/cb?x=1&code=a+b',
  },
  { name: 'an encoded query', uri: 'http://h/cb?x=%2f+%20', expected: 'http://h/cb?x=%2f+%20&code=a+b' },
  { name: 'a private-use scheme', uri: 'com.example.app:/cb', expected: 'com.example.app:/cb?code=a+b' },
  {
    name: 'characters that no header may hold',
    uri: 'http://h/é\r\n x',
    expected: 'http://h/%C3%A9%0D%0A%20x?code=a+b',
  },
]

describe('redirect-location', () => {
  for (const row of rows) {
    test(`adds to ${row.name}`, () => {
      expect(redirectLocation(row.uri, [['code', 'a b']])).toBe(row.expected)
    })
  }

  test('encodes what a query uses itself', () => {
    expect(redirectLocation('http://h/', [['state', '&=#?+%"\u00e9']])).toBe(
      'http://h/?state=%26%3D%23%3F%2B%25%22%C3%A9',
    )
  })
})
