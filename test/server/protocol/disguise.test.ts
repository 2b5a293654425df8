import { describe, expect, test } from 'vitest'
import { disguised, filled, undisguised } from '../../../src/server/protocol/disguise.js'

/** Header and payload are `{"alg":"none"}` and `{}`; the other is 86 characters long. */
const tokens = [
  { kind: 'a signed token', token: 'eyJhbGciOiJub25lIn0.e30.k3Rz9tQw' },
  { kind: 'an opaque token', token: `${'aB3-_'.repeat(17)}x` },
]

const payloadOf = (text: string) => Buffer.from(text.split('.')[1] ?? '', 'base64url').toString('utf8')

describe('disguise', () => {
  for (const { kind, token } of tokens) {
    for (const as of ['opaque', 'senseless-jwt', 'jwe'] as const) {
      test(`${kind} is read out of ${as} again`, () => {
        const text = disguised(token, as)
        expect(text).not.toContain(token)
        expect(text).toMatch(/^[A-Za-z0-9._~+/-]+=*$/)
        expect(undisguised(text)).toBe(token)
      })

      test(`${kind} as ${as} is not read where one character was changed`, () => {
        const text = disguised(token, as)
        const place = as === 'jwe' ? text.lastIndexOf('.') - 5 : text.length - 5
        const changed = `${text.slice(0, place)}${text[place] === 'A' ? 'B' : 'A'}${text.slice(place + 1)}`
        expect(undisguised(changed)).not.toBe(token)
      })
    }

    test(`${kind} is read without its filling`, () => {
      const text = filled(token, 5000)
      expect(text.length).toBeGreaterThanOrEqual(5000)
      expect(undisguised(text)).toBe(token)
      expect(undisguised(text.slice(0, -1))).toBeNull()
    })

    test(`${kind} itself is in no disguise`, () => expect(undisguised(token)).toBeNull())
  }

  test('the payload of a senseless JWT is no JSON', () => {
    const [first] = tokens
    expect(() => JSON.parse(payloadOf(disguised(first?.token ?? '', 'senseless-jwt')))).toThrow(SyntaxError)
  })

  for (const text of ['', 'undefined', 'k3Rz9tQw', 'a.b.c', '~filling', '%00', 'ä'.repeat(100)]) {
    test(`"${text.slice(0, 12)}" is no token in disguise`, () => expect(undisguised(text)).toBeNull())
  }
})
