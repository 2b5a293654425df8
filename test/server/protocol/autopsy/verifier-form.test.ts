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
