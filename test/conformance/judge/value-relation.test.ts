import { describe, expect, test } from 'vitest'
import { relationBetween, sharesText } from '../../../src/conformance/judge/value-relation.js'
import { seeded } from '../../support/seeded.js'

// RFC 7636 Appendix B; digests by openssl dgst.
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'

const alphabets = [
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  '0123456789abcdef',
  'abcdefghijklmnopqrstuvwxyz0123456789',
]

describe('relationBetween', () => {
  const rows = [
    [verifier, 'shown', /the same value/],
    [`x${verifier}`, 'shown', /something around it/],
    [verifier.slice(5, 20), 'shown', /a part of it/],
    [[...verifier].reverse().join(''), 'shown', /read backwards/],
    ['7418dfb49799e0254ffa607dd8adbbba', 'shown', /same octets/],
    ['13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3', 'hashed', /SHA-256 hash in hex/],
    ['E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=', 'hashed', /SHA-256 hash in base64url/],
    // The hash of the octets, for those who hash before they encode.
    ['38v3YOi6zQgk1xkqk6Y5dvSDoBHqZrTh3mmWHxxWvyk', 'hashed', /SHA-256 hash of its octets in base64/],
  ] as const
  for (const [seen, kind, how] of rows) {
    test(`calls ${seen} ${kind}`, () => {
      expect(relationBetween(seen, verifier)).toMatchObject({ kind, how: expect.stringMatching(how) })
    })
  }

  for (const seen of ['', 'xyz', 'k3Rz9tQw7LmX2vBn', verifier.slice(0, 10), '{"n":"dBjftJeZ4C"}']) {
    test(`finds nothing between ${JSON.stringify(seen)} and the verifier`, () => {
      expect(relationBetween(seen, verifier)).toBeNull()
    })
  }

  test('finds nothing between values that were drawn by themselves', () => {
    const { text, one, below } = seeded(20)
    for (let round = 0; round < 400; round++) {
      const hidden = text(43 + below(86), alphabets[0] ?? '')
      const seen = text(12 + below(40), one(['ABab01-_', ...alphabets]))
      expect(relationBetween(seen, hidden)).toBeNull()
    }
  })
})

describe('sharesText', () => {
  test('recognises a value in a field of the other', () => {
    expect(sharesText(JSON.stringify({ c: verifier }), verifier)).toBe(true)
    expect(sharesText('k3Rz9tQw7LmX2vBn', verifier)).toBe(false)
  })
})
