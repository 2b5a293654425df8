import { describe, expect, test } from 'vitest'
import { damage } from '../../../../src/server/protocol/autopsy/damage.js'

const meant = 'aB3-dE6_gH9/jK2+mN5=qR8'

describe('autopsy/damage', () => {
  const rows: readonly (readonly [how: string | null, sent: string, meant?: string])[] = [
    [null, meant],
    [null, 'something-of-another-kind'],
    [null, ''],
    [null, 'aB3-dE6'],
    ['white space around it', ` ${meant}`],
    ['white space around it', `${meant}\r\n`],
    ['white space around it', `\t${meant}\u00a0`],
    ['it is in quotes', `"${meant}"`],
    ['it is in quotes', `'${meant}'`],
    ['it is in quotes', ` "${meant}"\n`],
    ['it is percent-encoded twice', 'aB3-dE6_gH9%2FjK2%2BmN5%3DqR8'],
    ['it is percent-encoded twice', 'aB3-dE6_gH9/jK2%2bmN5=qR8'],
    ['it is percent-encoded twice', 'aB3-dE6_gH9%252FjK2%252BmN5%253DqR8'],
    ['it was decoded once too often', 'a+b/c', 'a%2Bb%2Fc'],
    ['a space where + was: the form encoder leaves +', 'aB3-dE6_gH9/jK2 mN5=qR8'],
    ['it is escaped for HTML', 'https://a.test/cb?x=1&amp;y=2', 'https://a.test/cb?x=1&y=2'],
    ['white space inside of it (a line break?)', 'aB3-dE6_gH9/\njK2+mN5=qR8'],
    ['it is the whole callback URL, not the value in it', `http://localhost/cb?code=${meant}`],
    ['it is the whole callback URL, not the value in it', `com.example.app:/cb?code=${meant}&state=x`],
    ['it is the whole callback URL, not the value in it', `/cb?code=${meant}`],
    ['something follows it (the rest of the callback URL?)', `${meant}&state=x`],
    ['something follows it (the rest of the callback URL?)', `${meant}#_=_`],
    ['something stands before it', `code=${meant}`],
    ['something stands around it', `code=${meant}&state=x`],
    ['its end is missing: cut after 12 of 23 characters', meant.slice(0, 12)],
    ['its end is missing: cut after 22 of 23 characters', meant.slice(0, 22)],
    ['its beginning is missing', meant.slice(1)],
    ['characters were deleted from it', 'aB3dE6gH9jK2mN5qR8'],
    ['upper and lower case were changed', meant.toLowerCase()],
    ['upper and lower case were changed', meant.toUpperCase()],
  ]
  for (const [how, sent, origin = meant] of rows) {
    test(`${how ?? 'nothing'}: ${JSON.stringify(sent)}`, () => {
      expect(damage(origin, sent)).toBe(how)
    })
  }

  test('eight characters are enough to be known by, seven are not', () => {
    expect(damage('abcdefgh', 'code=abcdefgh')).toBe('something stands before it')
    expect(damage('abcdefg', 'code=abcdefg')).toBeNull()
    expect(damage(meant, meant.slice(0, 8))).toMatch(/^its end is missing/)
    expect(damage(meant, meant.slice(0, 7))).toBeNull()
    expect(damage(meant, meant.slice(-8))).toBe('its beginning is missing')
    expect(damage(meant, meant.slice(-7))).toBeNull()
  })

  test('a stray % is no encoding', () => expect(damage(meant, '100%')).toBeNull())
  test('an empty value that was meant explains nothing', () => expect(damage('', 'x')).toBeNull())
  test('short values are not found inside of others by chance', () => {
    expect(damage('abc', 'the alphabet begins with abc')).toBeNull()
  })
})
