import { describe, expect, test } from 'vitest'
import { encodedQuery, uriText } from '../../../src/conformance/report/uri-text.js'

const rows = [
  { text: 'http://127.0.0.1:7636/a?b=c%20d', uri: 'http://127.0.0.1:7636/a?b=c%20d' },
  { text: 'http://[::1]:7636/a[0]?b[]=1', uri: 'http://[::1]:7636/a%5B0%5D?b%5B%5D=1' },
  { text: 'http://h/a?b=c d|é"<>\\^`{}', uri: 'http://h/a?b=c%20d%7C%C3%A9%22%3C%3E%5C%5E%60%7B%7D' },
  { text: 'http://h/%zz?100%', uri: 'http://h/%25zz?100%25' },
  { text: 'http://h/a?b=#c', uri: 'http://h/a?b=%23c' },
  { text: 'com.example.app:/cb?x=\u{1f600}\ud800', uri: 'com.example.app:/cb?x=%F0%9F%98%80%EF%BF%BD' },
  { text: '', uri: '' },
]

describe('uri-text', () => {
  for (const { text, uri } of rows) {
    test(`${JSON.stringify(text)} is ${uri}`, () => {
      expect(uriText(text)).toBe(uri)
      expect(uri === '' || URL.canParse(uriText(text))).toBe(true)
    })
  }

  test('a query keeps its number signs and stray percent signs as octets', () => {
    expect(encodedQuery('a=#1&b=100%&c=%20')).toBe('a=%231&b=100%25&c=%20')
  })
})
