import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { challengeMistakes } from '../../../../src/server/protocol/autopsy/challenge.js'

const file = new URL('../../../../fixtures/vectors/challenge-faults.json', import.meta.url)
const { vectors } = JSON.parse(readFileSync(file, 'utf8'))
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

describe('autopsy/challenge', () => {
  for (const { comment, value, kinds } of vectors) {
    test(`names ${kinds.length === 0 ? 'nothing' : kinds.join(' and ')}: ${comment}`, () => {
      const mistakes = challengeMistakes(value)
      expect(mistakes.map(({ kind }) => kind)).toEqual(kinds)
      for (const mistake of mistakes) {
        expect(mistake).toMatchObject({ area: 'pkce', error: 'invalid_request', parameter: 'code_challenge' })
        expect(mistake.sentence).not.toMatch(/[{}]|\.$/)
        expect(mistake.fix).toMatch(/^[A-Z].*\.$/)
      }
    })
  }

  const sentences = [
    {
      name: 'B019: octets printed as numbers and encoded',
      value: Buffer.from('116,24,223,180,151,153,224,37,79,250').toString('base64url'),
      says: /numbers and commas: a byte array was turned into text, and it is no hash/,
    },
    {
      name: 'B024: percent-encoded twice and padded',
      value: `${challenge}%3D`,
      says: /encoded twice; after decoding again it is a padded S256 challenge/,
    },
    {
      name: 'percent-encoded twice and otherwise right',
      value: challenge.replace('-', '%2D'),
      says: /after decoding again it is a well-formed challenge/,
    },
    {
      name: 'percent-encoded twice, padded and in the standard alphabet',
      value: `${challenge.replace('-', '%2B')}%3D`,
      says: /after decoding again it is still malformed/,
    },
    {
      name: 'a character lost in the standard alphabet, whose alphabet is not called right',
      value: `+${challenge.slice(0, 41)}`,
      says: /has 42 of 43 characters$/,
    },
    { name: 'B025: padded', value: `${challenge}=`, says: /padding/ },
    {
      name: 'B030: one character lost while copying',
      value: challenge.slice(0, 42),
      says: /42 of 43 characters, alphabet right: cut off while copying\?/,
    },
    { name: 'two characters lost', value: challenge.slice(0, 41), says: /deleted instead of replaced/ },
    { name: 'a SHA-1 hash', value: 'wOsdxQV7S8WbaDyF800vBUXoXkY', says: /SHA-1/ },
    { name: 'an MD5 hash', value: 'A'.repeat(22), says: /MD5/ },
    { name: 'a long value of verifier characters', value: 'A'.repeat(100), says: /the verifier itself\?/ },
    { name: 'base64 applied twice', value: Buffer.from(challenge).toString('base64url'), says: /twice/ },
    {
      name: 'a hash that was read as text',
      value: Buffer.from('\uFFFD1\uFFFD\u001A\u001A\uFFFD\uFFFD').toString('base64url'),
      says: /read as UTF-8 text, which destroys it/,
    },
    { name: 'a line feed at the end', value: `${challenge}\n`, says: /a line break at the end/ },
    { name: 'a tab in the middle', value: `E9\t${challenge.slice(2)}`, says: /a tab at index 2/ },
    { name: 'a plus', value: challenge.replace('-', '+'), says: /standard base64 alphabet: \+$/ },
    { name: 'a space', value: challenge.replace('-', ' '), says: /a space that was \+/ },
    {
      name: 'a character beyond ASCII',
      value: `${challenge.slice(0, 42)}\u00e9`,
      says: /U\+00E9 at index 42/,
    },
    { name: 'an awaited value forgotten', value: '[object Promise]', says: /promise that was not awaited/ },
  ]
  for (const { name, value, says } of sentences) {
    test(`says so: ${name}`, () => {
      expect(
        challengeMistakes(value)
          .map(({ sentence }) => sentence)
          .join('; '),
      ).toMatch(says)
    })
  }

  test('the fix of a promise says await', () => {
    expect(challengeMistakes('[object Promise]')[0]?.fix).toMatch(/\bawait\b/)
  })

  test('42 characters are never called padding', () => {
    expect(challengeMistakes(challenge.slice(0, 42))[0]?.sentence).not.toMatch(/padd/)
  })
})
