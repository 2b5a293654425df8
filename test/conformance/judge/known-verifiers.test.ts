import { describe, expect, test } from 'vitest'
import {
  patternOf,
  publishedChallenge,
  publishedVerifier,
} from '../../../src/conformance/judge/known-verifiers.js'
import { seeded } from '../../support/seeded.js'

describe('known verifiers', () => {
  test('knows the example of RFC 7636 by its challenge, under S256 and under plain', () => {
    expect(publishedChallenge('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')).toBe('RFC 7636, Appendix B')
    expect(publishedChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('RFC 7636, Appendix B')
    expect(publishedChallenge('EAVBL1VTfT17xJz4VDyfaFd_oyH2akrvQC6agRK7xX4')).toBeNull()
  })

  test('knows a published verifier with something around it', () => {
    expect(publishedVerifier('xx-a-random-string-at-least-43-characters-long-xx')).toBe('tutorials')
    expect(publishedVerifier('w2lNbmdULyUowNRUT3s4OLgUOkI-zGKvGnYYLwCxPfo')).toBeNull()
  })

  test('says nothing about values that are too short to show a pattern', () => {
    expect(patternOf('aaaaaaaa')).toBeNull()
  })

  const alphabets = [
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~',
    '0123456789abcdef',
    '0123456789',
  ]
  for (const alphabet of alphabets) {
    test(`finds no pattern in random text of ${alphabet.length} characters`, () => {
      const { text } = seeded(43)
      for (let round = 0; round < 5000; round++) expect(patternOf(text(43, alphabet))).toBeNull()
    })
  }
})
