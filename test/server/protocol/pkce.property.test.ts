// Properties of the grammar of PKCE (RFC 7636 sections 4.1 and 4.2), for any verifier and any text.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { challengeMistakes } from '../../../src/server/protocol/autopsy/challenge.js'
import { verifierFormMistakes } from '../../../src/server/protocol/autopsy/verifier-form.js'
import { challengeFaults, readChallenge, s256 } from '../../../src/server/protocol/pkce.js'
import { configureProperties } from '../../support/properties.js'

const unreserved = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~']
const base64url = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']

function textOf(alphabet: readonly string[], length: { minLength: number; maxLength: number }) {
  return fc.string({ unit: fc.constantFrom(...alphabet), ...length })
}

const verifier = textOf(unreserved, { minLength: 43, maxLength: 128 })
/** 32 octets, as S256 makes them. */
const challenge = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((octets) => Buffer.from(octets).toString('base64url'))
const anyText = fc.string({ unit: 'binary', maxLength: 300 })

configureProperties()

describe('pkce: properties', () => {
  test('S256 is the base64url of the SHA-256 of the ASCII text', () => {
    fc.assert(
      fc.property(verifier, (value) => {
        expect(s256(value)).toBe(createHash('sha256').update(value, 'ascii').digest('base64url'))
      }),
    )
  })

  test('a legal verifier has no fault', () => {
    fc.assert(
      fc.property(verifier, (value) => {
        expect(verifierFormMistakes(value)).toEqual([])
      }),
    )
  })

  test('a verifier that is too short or too long is told its length, and no other fault', () => {
    const lengths = fc.oneof(
      textOf(base64url, { minLength: 1, maxLength: 42 }),
      textOf(base64url, { minLength: 129, maxLength: 300 }),
    )
    fc.assert(
      fc.property(lengths, (value) => {
        const [found, ...others] = verifierFormMistakes(value)
        if (found?.kind.startsWith('value-')) return
        expect(others).toEqual([])
        expect(found?.kind).toBe(value.length < 43 ? 'verifier-too-short' : 'verifier-too-long')
        expect(found?.sentence).toContain(`has ${value.length} characters`)
      }),
    )
  })

  test('a character that is not unreserved is never accepted', () => {
    const illegal = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
      .filter((one) => !unreserved.includes(one))
    fc.assert(
      fc.property(verifier, illegal, fc.nat(), (value, character, where) => {
        const index = where % value.length
        const spoilt = value.slice(0, index) + character + value.slice(index)
        expect(verifierFormMistakes(spoilt).length).toBeGreaterThan(0)
      }),
    )
  })

  test('the encoding of any 32 octets is well formed', () => {
    fc.assert(
      fc.property(challenge, (value) => {
        expect(challengeFaults(value)).toEqual([])
        expect(challengeMistakes(value)).toEqual([])
      }),
    )
  })

  test('what is no canonical encoding of 32 octets has a fault', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const octets = Buffer.from(value, 'base64url')
        const isChallenge = octets.length === 32 && octets.toString('base64url') === value
        expect(challengeFaults(value).length === 0).toBe(isChallenge)
        expect(challengeMistakes(value).length === 0).toBe(isChallenge)
      }),
    )
  })

  test('one character more or less is always seen', () => {
    fc.assert(
      fc.property(challenge, fc.nat(), fc.constantFrom(...base64url), (value, where, character) => {
        const index = where % value.length
        expect(challengeFaults(value.slice(0, index) + value.slice(index + 1))).not.toEqual([])
        expect(challengeFaults(value.slice(0, index) + character + value.slice(index))).not.toEqual([])
      }),
    )
  })

  test('what is around a challenge does not hide it', () => {
    fc.assert(
      fc.property(
        challenge,
        fc.constantFrom('', '=', '==', '\n', '\r\n', '=\n', '%3D', '%0A'),
        (value, end) => {
          expect(readChallenge(value + end).core).toBe(value)
          expect(readChallenge(value.replaceAll('-', '+').replaceAll('_', '/') + end).core).toBe(value)
        },
      ),
    )
  })
})
