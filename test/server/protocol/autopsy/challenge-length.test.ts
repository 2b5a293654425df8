import { describe, expect, test } from 'vitest'
import { challengeMistakes } from '../../../../src/server/protocol/autopsy/challenge.js'

/** Characters of base64url that decode to no text. */
function noise(length: number): string {
  return '-_9Zq'.repeat(length).slice(0, length)
}

function hex(length: number): string {
  return '0f3d'.repeat(length).slice(0, length)
}

function sentencesOf(challenge: string): string {
  return challengeMistakes(challenge)
    .map(({ sentence }) => sentence)
    .join('; ')
}

describe('autopsy/challenge-length', () => {
  const lengths: readonly (readonly [challenge: string, says: string])[] = [
    [noise(1), 'code_challenge has 1 of 43 characters'],
    [noise(20), 'code_challenge has 20 of 43 characters'],
    [noise(22), 'code_challenge has 22 of 43 characters: an MD5 hash in base64?'],
    [noise(27), 'code_challenge has 27 of 43 characters: a SHA-1 hash in base64?'],
    [noise(38), 'code_challenge has 38 of 43 characters: a SHA-224 hash in base64?'],
    [hex(32), 'code_challenge has 32 of 43 characters: an MD5 hash in hex?'],
    [hex(40), 'code_challenge has 40 of 43 characters: a SHA-1 hash in hex?'],
    [hex(56), 'code_challenge has 56 of 43 characters: a SHA-224 hash in hex?'],
    [hex(96), 'code_challenge has 96 of 43 characters: a SHA-384 hash in hex?'],
    [hex(128), 'code_challenge has 128 of 43 characters: a SHA-512 hash in hex?'],
    [noise(32), 'code_challenge has 32 of 43 characters'],
    [
      noise(40),
      'code_challenge has 40 of 43 characters, alphabet right: characters deleted instead of replaced, or cut off?',
    ],
    [
      noise(41),
      'code_challenge has 41 of 43 characters, alphabet right: characters deleted instead of replaced, or cut off?',
    ],
    [noise(42), 'code_challenge has 42 of 43 characters, alphabet right: cut off while copying?'],
    [noise(44), 'code_challenge has 44 of 43 characters: is it the verifier itself?'],
    [noise(64), 'code_challenge has 64 of 43 characters: base64 of a SHA-384 hash, or the verifier itself?'],
    [noise(86), 'code_challenge has 86 of 43 characters: base64 of a SHA-512 hash, or the verifier itself?'],
    [noise(96), 'code_challenge has 96 of 43 characters: is it the verifier itself?'],
    [noise(128), 'code_challenge has 128 of 43 characters: is it the verifier itself?'],
    [noise(129), 'code_challenge has 129 of 43 characters'],
    ['A'.repeat(51).concat('7'), 'code_challenge has 52 of 43 characters: base32 instead of base64url?'],
  ]
  for (const [challenge, says] of lengths) {
    test(`${challenge.length} characters: ${says.slice(15)}`, () => expect(sentencesOf(challenge)).toBe(says))
  }

  const contents: readonly (readonly [content: string | Buffer, says: RegExp])[] = [
    ['undefined', /is the base64 of the text undefined,/],
    ['[object ArrayBuffer]', /is the base64 of the text \[object ArrayBuffer\],/],
    ['"0123456789"', /is the base64 of a text in quotes,/],
    ['{"a":1}', /is the base64 of JSON,/],
    ['[1,"b"]', /is the base64 of JSON,/],
    ['twelve chars', /is the base64 of a text of 12 characters/],
    ['eleven char', /has 15 of 43 characters$/],
    ['a line end\nis no text of ours', /has 39 of 43 characters$/],
    [Buffer.from('\u00ff'.repeat(32)), /the hash was encoded as UTF-8 text before base64/],
    [Buffer.from(`${'\u00ff'.repeat(31)}\u0100`), /has 86 of 43 characters: base64 of a SHA-512 hash/],
    [Buffer.from('\u00ff'.repeat(31)), /has 83 of 43 characters: is it the verifier itself/],
    [Buffer.from('\ufffdabc\ufffd\u0001'), /the hash was read as UTF-8 text, which destroys it/],
    [Buffer.from([0x7b, 0x80, 0x81, 0x7d]), /has 6 of 43 characters$/],
  ]
  for (const [content, says] of contents) {
    test(`says what was encoded: ${JSON.stringify(content.toString()).slice(0, 40)}`, () => {
      expect(sentencesOf(Buffer.from(content).toString('base64url'))).toMatch(says)
    })
  }
})
