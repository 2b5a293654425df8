import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { verifierRelation } from '../../../../src/server/protocol/autopsy/verifier.js'

function vectors(name: string) {
  const file = new URL(`../../../../fixtures/vectors/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8'))
}

describe('autopsy/verifier', () => {
  for (const { comment, verifier, challenge, relation } of vectors('verifier-relations').vectors) {
    test(`${relation}: ${comment}`, () => expect(verifierRelation(verifier, challenge)).toBe(relation))
  }

  for (const { comment, verifier, challenge } of vectors('pkce-pairs').pairs) {
    test(`equal: ${comment}`, () => expect(verifierRelation(verifier, challenge)).toBe('equal'))
  }

  test('a challenge of no characters is unrelated to any verifier', () => {
    expect(verifierRelation('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', '')).toBe('unrelated')
  })

  test('does not call two different random values related', () => {
    for (let round = 0; round < 500; round++) {
      const verifier = createHash('sha256').update(`verifier ${round}`).digest('base64url')
      const challenge = createHash('sha256').update(`challenge ${round}`).digest('base64url')
      expect(verifierRelation(verifier, challenge)).toBe('unrelated')
    }
  })
})
