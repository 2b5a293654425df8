import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  challengeFaults,
  firstReservedCharacter,
  isHexDigest,
  s256,
} from '../../../src/server/protocol/pkce.js'

function vectors(name: string) {
  return JSON.parse(readFileSync(new URL(`../../../fixtures/vectors/${name}.json`, import.meta.url), 'utf8'))
}

/** A generator with a seed (mulberry32), so that every run of the test sees the same verifiers. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const unreserved = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'

describe('pkce', () => {
  test('the octets of RFC 7636 Appendix A encode to A-z_4ME', () => {
    expect(Buffer.from([3, 236, 255, 224, 193]).toString('base64url')).toBe('A-z_4ME')
  })

  for (const { comment, verifier, challenge } of vectors('pkce-pairs').pairs) {
    test(`hashes to the known challenge: ${comment}`, () => {
      expect(s256(verifier)).toBe(challenge)
      expect(challengeFaults(challenge)).toEqual([])
      expect(firstReservedCharacter(verifier)).toBe(-1)
    })
  }

  for (const { comment, value, faults } of vectors('challenge-faults').vectors) {
    test(`faults of a challenge: ${comment}`, () => {
      expect(challengeFaults(value)).toEqual(faults)
    })
  }

  test('names nothing in the challenges of 1,000 random verifiers of 43 to 128 characters', () => {
    const below = seeded(7636)
    for (let round = 0; round < 1000; round++) {
      const length = 43 + below(86)
      const verifier = Array.from({ length }, () => unreserved[below(66)]).join('')
      const challenge = createHash('sha256').update(verifier, 'ascii').digest('base64url')
      expect(challengeFaults(challenge)).toEqual([])
      expect(s256(verifier)).toBe(challenge)
      expect(firstReservedCharacter(verifier)).toBe(-1)
    }
  })

  test('exactly sixteen characters can end a challenge', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const ends = [...alphabet].filter((last) => challengeFaults('A'.repeat(42) + last).length === 0)
    expect(ends.join('')).toBe('AEIMQUYcgkosw048')
  })

  for (const length of [0, 1, 32, 42, 44, 63, 65, 128, 129, 4096]) {
    test(`${length} characters are the wrong length and nothing else`, () => {
      expect(challengeFaults('A'.repeat(length))).toEqual(['wrong-length'])
    })
  }

  for (const character of ['!', '.', '~', ',', ':', '"', '\\', '\u0000', '\u007f', 'é', '😀', '\u2028']) {
    test(`${JSON.stringify(character)} is no character of a challenge`, () => {
      expect(challengeFaults(`A${character}${'A'.repeat(41)}`)).toContain('illegal-character')
    })
  }

  test('a = in the middle is an illegal character, not padding', () => {
    expect(challengeFaults(`A=${'A'.repeat(41)}`)).toEqual(['illegal-character'])
  })

  test('a % that begins no octet is an illegal character, not an encoding', () => {
    expect(challengeFaults(`A%${'A'.repeat(41)}`)).toEqual(['illegal-character'])
  })

  test('does not fail on octets that are not UTF-8 behind a second encoding', () => {
    expect(challengeFaults(`%FF${'A'.repeat(40)}`)).toContain('illegal-character')
  })

  const hexTexts = [
    { name: '64 digits', text: 'ab'.repeat(32), is: true },
    { name: '63 digits', text: `${'ab'.repeat(31)}a`, is: false },
    { name: '65 digits', text: `${'ab'.repeat(32)}a`, is: false },
    { name: '64 letters of which one is no digit', text: `${'ab'.repeat(31)}ag`, is: false },
    { name: 'the output of openssl', text: `SHA2-256(stdin)= ${'ab'.repeat(32)}\n`, is: true },
    { name: 'the output of sha256sum', text: `${'ab'.repeat(32)}  -\n`, is: true },
    { name: 'digits after 0x', text: `0x${'ab'.repeat(32)}`, is: true },
  ]
  for (const { name, text, is } of hexTexts) {
    test(`${name}: ${is ? 'a hex digest' : 'no hex digest'}`, () => expect(isHexDigest(text)).toBe(is))
  }

  const reserved = [
    { name: 'a letter beyond ASCII counts as one character', verifier: 'aäb', index: 1 },
    { name: 'a character outside the first plane counts as one', verifier: 'a😀+', index: 1 },
    { name: 'a plus at the end', verifier: 'abc+', index: 3 },
    { name: 'a line feed', verifier: 'abc\n', index: 3 },
  ]
  for (const { name, verifier, index } of reserved) {
    test(`first reserved character: ${name}`, () => expect(firstReservedCharacter(verifier)).toBe(index))
  }
})
