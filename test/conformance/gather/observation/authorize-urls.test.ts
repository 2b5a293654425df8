import { describe, expect, test } from 'vitest'
import { withoutAuthorizeUrls } from '../../../../src/conformance/gather/observation/authorize-urls.js'

const url = 'http://127.0.0.1:7636/oauth/authorize?client_id=a&state=xyz'

const rows = [
  { name: 'blanks one in a line', text: `Open ${url} now`, kept: ['Open', 'now'] },
  { name: 'blanks one in quotes', text: `{"url":"${url}","a":1}`, kept: ['{"url":"', '","a":1}'] },
  {
    name: 'blanks one with escaped slashes',
    text: '"http:\\/\\/127.0.0.1\\/oauth\\/authorize?state=xyz" b',
    kept: ['"', '" b'],
  },
  {
    name: 'blanks one inside of another address',
    text: 'GET /login?to=http%3A%2F%2Fa%2Foauth%2Fauthorize%3Fstate%3Dxyz HTTP/1.1',
    kept: ['GET', 'HTTP/1.1'],
  },
  { name: 'blanks several', text: `${url} a ${url} b`, kept: ['a', 'b'] },
  {
    name: 'leaves a callback alone',
    text: '/callback?code=c&state=xyz',
    kept: ['/callback?code=c&state=xyz'],
  },
  {
    name: 'leaves a path without query alone',
    text: 'see /oauth/authorize .',
    kept: ['see /oauth/authorize .'],
  },
]

describe('authorize-urls', () => {
  for (const { name, text, kept } of rows) {
    test(name, () => {
      const blanked = withoutAuthorizeUrls(text)
      expect(blanked).toHaveLength(text.length)
      expect(
        blanked
          .split(/\s{2,}/)
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      ).toEqual(kept)
    })
  }

  test('takes time in proportion to the text', () => {
    const long = `${'a'.repeat(400_000)}/authorize?x ${'b'.repeat(400_000)}`
    expect(withoutAuthorizeUrls(long).trim()).toBe('b'.repeat(400_000))
  })
})
