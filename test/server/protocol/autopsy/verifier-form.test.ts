import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { verifierFormMistakes } from '../../../../src/server/protocol/autopsy/verifier-form.js'

const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'

describe('autopsy/verifier-form', () => {
  const rows = [
    { name: 'that of RFC 7636 Appendix B', value: verifier, kinds: [] },
    { name: '43 characters', value: 'A'.repeat(43), kinds: [] },
    { name: '128 characters', value: 'A'.repeat(128), kinds: [] },
    {
      name: 'every unreserved character',
      value: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~',
      kinds: [],
    },
    { name: 'B070: 56 hex digits', value: 'ab'.repeat(28), kinds: [] },
    { name: '42 characters', value: 'A'.repeat(42), kinds: ['verifier-too-short'] },
    { name: '1 character', value: 'A', kinds: ['verifier-too-short'] },
    { name: '129 characters', value: 'A'.repeat(129), kinds: ['verifier-too-long'] },
    { name: 'B029: 134 characters', value: 'A'.repeat(134), kinds: ['verifier-too-long'] },
    { name: 'padding', value: `${verifier}=`, kinds: ['verifier-illegal-character'] },
    { name: 'a plus', value: verifier.replace('-', '+'), kinds: ['verifier-illegal-character'] },
    { name: 'a slash', value: verifier.replace('_', '/'), kinds: ['verifier-illegal-character'] },
    { name: 'a space', value: verifier.replace('-', ' '), kinds: ['verifier-illegal-character'] },
    { name: 'a line feed at the end', value: `${verifier}\n`, kinds: ['verifier-illegal-character'] },
    { name: 'a NUL', value: `${verifier}\u0000`, kinds: ['verifier-illegal-character'] },
    { name: 'a letter beyond ASCII', value: `${verifier}é`, kinds: ['verifier-illegal-character'] },
    { name: 'an exclamation mark', value: `${verifier}!`, kinds: ['verifier-illegal-character'] },
    { name: 'an asterisk', value: `${verifier}*`, kinds: ['verifier-illegal-character'] },
    { name: 'a colon', value: `${verifier}:`, kinds: ['verifier-illegal-character'] },
    { name: 'a stray %', value: `${verifier}%`, kinds: ['verifier-illegal-character'] },
    {
      name: 'one encoded character',
      value: verifier.replace('-', '%2D'),
      kinds: ['verifier-double-encoded'],
    },
    {
      name: 'encoded twice, and padded',
      value: `${verifier}%3D`,
      kinds: ['verifier-double-encoded', 'verifier-illegal-character'],
    },
    {
      name: 'short and with a plus',
      value: 'a+b',
      kinds: ['verifier-too-short', 'verifier-illegal-character'],
    },
    {
      name: 'long and with a plus',
      value: `${'A'.repeat(129)}+`,
      kinds: ['verifier-too-long', 'verifier-illegal-character'],
    },
    { name: 'a lost value', value: 'undefined', kinds: ['value-stringified'] },
    { name: 'a promise', value: '[object Promise]', kinds: ['value-promise'] },
    { name: 'a guide', value: 'YOUR_CODE_VERIFIER', kinds: ['value-placeholder'] },
  ]
  for (const { name, value, kinds } of rows) {
    test(`${name}: ${kinds.length === 0 ? 'nothing' : kinds.join(' and ')}`, () => {
      const mistakes = verifierFormMistakes(value)
      expect(mistakes.map(({ kind }) => kind)).toEqual(kinds)
      for (const mistake of mistakes) {
        expect(mistake).toMatchObject({ area: 'pkce', error: 'invalid_request', parameter: 'code_verifier' })
        if (value.length > 20) expect(mistake.sentence).not.toContain(value.slice(0, 20))
      }
    })
  }

  const hints = [
    ['=', /base64 padding/],
    ['+', /standard base64, not base64url/],
    ['/', /standard base64, not base64url/],
    [' ', /a \+ that was not encoded\?/],
    ['\n', /a line break/],
    ['\r', /a line break/],
    ['!', /U\+0021 at index 20; legal are/],
  ] as const
  for (const [character, says] of hints) {
    test(`says what ${JSON.stringify(character)} betrays`, () => {
      const value = verifier.slice(0, 20) + character + verifier.slice(20)
      expect(verifierFormMistakes(value)[0]?.sentence).toMatch(says)
    })
  }

  const whole = [
    { name: 'quotes', value: `"${verifier}"`, kinds: ['verifier-quoted'] },
    { name: 'quotes with white space around them', value: ` "${verifier}"\n`, kinds: ['verifier-quoted'] },
    {
      name: 'quotes that were encoded',
      value: `%22${verifier}%22`,
      kinds: ['verifier-double-encoded', 'verifier-quoted'],
    },
    { name: 'quotes around a short value', value: '"abc"', kinds: ['verifier-quoted', 'verifier-too-short'] },
    {
      name: 'a list of numbers',
      value: '116,24,223,180,151,153,224,37,79,250',
      kinds: ['verifier-byte-list'],
    },
    {
      name: 'a list in quotes',
      value: '"116,24,223,180,151,153,224,37,79,250"',
      kinds: ['verifier-byte-list'],
    },
    {
      name: 'seven numbers, which may be anything',
      value: '116,24,223,180,151,153,224',
      kinds: ['verifier-too-short', 'verifier-illegal-character'],
    },
    { name: 'undefined in quotes', value: '"undefined"', kinds: ['value-stringified'] },
  ]
  for (const { name, value, kinds } of whole) {
    test(`${name}: ${kinds.join(' and ')}`, () => {
      expect(verifierFormMistakes(value).map(({ kind }) => kind)).toEqual(kinds)
    })
  }

  test('37 characters are not called a copying slip, 38 are', () => {
    expect(verifierFormMistakes('A'.repeat(37))[0]?.sentence).not.toMatch(/deleted/)
    expect(verifierFormMistakes('A'.repeat(38))[0]?.sentence).toMatch(/deleted instead of replaced/)
  })

  test('a long value that is the base64 of a list says so', () => {
    const list = Array.from({ length: 60 }, (_, index) => index + 100).join(',')
    expect(verifierFormMistakes(Buffer.from(list).toString('base64url'))[0]?.sentence).toMatch(
      /it is the base64 of a list of numbers, a byte array was turned into text/,
    )
  })

  const sentences = [
    {
      name: 'the length, in characters and not in code units',
      value: '😀'.repeat(30),
      says: /30 characters/,
    },
    { name: 'B027: characters deleted', value: 'A'.repeat(41), says: /deleted instead of replaced/ },
    {
      name: 'index and code point',
      value: `${'A'.repeat(50)}+`,
      says: /U\+002B at index 50 \(standard base64, not base64url\)/,
    },
    { name: 'the index counts characters', value: `😀${'A'.repeat(50)}`, says: /U\+1F600 at index 0/ },
  ]
  for (const { name, value, says } of sentences) {
    test(`says ${name}`, () => expect(verifierFormMistakes(value)[0]?.sentence).toMatch(says))
  }

  test('B028: 32 characters are not called a copying slip', () => {
    expect(verifierFormMistakes('A'.repeat(32))[0]?.sentence).toBe(
      'code_verifier has 32 characters, needs 43 to 128',
    )
  })

  test('names nothing in 1,000 verifiers of random octets', () => {
    for (let round = 0; round < 1000; round++) {
      const digest = createHash('sha512').update(String(round)).digest('base64url')
      expect(verifierFormMistakes(digest)).toEqual([])
      expect(verifierFormMistakes(digest.slice(0, 43))).toEqual([])
    }
  })
})
