// The verifier and its challenge are those of RFC 7636 Appendix B.
import { describe, expect, test } from 'vitest'
import type { KnownValue } from '../../../../src/conformance/gather/observation/known-values.js'
import { createSearch } from '../../../../src/conformance/gather/observation/search.js'
import { challenge, verifier } from '../../../support/transcript-builder.js'

const token = 'mF_9.B5f-4.1JqM-4kTz'
const code = 'SplxlOBeZQQYbYS6WxSbIA'
const known: readonly KnownValue[] = [
  { kind: 'access_token', value: token, exchange: 3, spentBy: null },
  { kind: 'code', value: code, exchange: 1, spentBy: 3 },
]
const open = [{ challenge, exchange: 1, spentBy: null }]

function found(text: string) {
  return createSearch(known, open)
    .in(text)
    .map(({ holds, text: line }) => ({ ...holds, shown: line }))
}

const rows = [
  {
    name: 'a token in a line, with the line without it',
    text: `first\nsecond: token=${token}; more\nthird`,
    expected: [
      {
        kind: 'access_token',
        exchange: 3,
        disguise: 'plain',
        line: 2,
        shown: 'second: token=‹access_token›; more',
      },
    ],
  },
  {
    name: 'two values in one line, both replaced',
    text: `{"code":"${code}","token":"${token}"}`,
    expected: [
      {
        kind: 'access_token',
        exchange: 3,
        disguise: 'plain',
        line: 1,
        shown: '{"code":"‹code›","token":"‹access_token›"}',
      },
      {
        kind: 'code',
        exchange: 1,
        disguise: 'plain',
        line: 1,
        shown: '{"code":"‹code›","token":"‹access_token›"}',
      },
    ],
  },
  {
    name: 'an encoded value, replaced together with what was encoded with it',
    // Python: base64.b64encode(b'code=SplxlOBeZQQYbYS6WxSbIA')
    text: 'body Y29kZT1TcGx4bE9CZVpRUVliWVM2V3hTYklB end',
    expected: [{ kind: 'code', exchange: 1, disguise: 'base64', line: 1, shown: 'body ‹code› end' }],
  },
  {
    name: 'a verifier that was never sent, by its hash',
    text: `{"verifier":"${verifier}"}`,
    expected: [
      {
        kind: 'code_verifier',
        exchange: 1,
        disguise: 'plain',
        line: 1,
        shown: '{"verifier":"‹code_verifier›"}',
      },
    ],
  },
  {
    name: 'nothing in an authorize URL',
    text: `http://a/oauth/authorize?state=1&token=${token}`,
    expected: [],
  },
  { name: 'nothing in other words', text: 'Signed in as Demo Agent', expected: [] },
  { name: 'nothing in a value cut short', text: token.slice(0, -1), expected: [] },
]

describe('search', () => {
  for (const { name, text, expected } of rows) {
    test(`finds ${name}`, () => expect(found(text)).toEqual(expected))
  }

  test('knows a verifier everywhere once it was seen by its hash', () => {
    const search = createSearch(known, open)
    search.in(verifier)
    expect(search.in(Buffer.from(verifier).toString('hex')).map(({ holds }) => holds.disguise)).toEqual([
      'hex',
    ])
  })

  test('shows what stands around a value in a long line, without other values', () => {
    const [hit] = createSearch(known, [])
      .in(`${token}${' x'.repeat(100)} code ${code} ${'y '.repeat(200)}`)
      .slice(-1)
    expect(hit?.text).toMatch(/^…( x)+ code ‹code› (y )+y?…$/)
    expect(hit?.text.length).toBeLessThan(170)
  })

  test('shows nothing that does not print', () => {
    expect(createSearch(known, []).in(`\u001b[31m${token}\u0007\r\n`)[0]?.text).toBe('[31m‹access_token›')
  })
})
