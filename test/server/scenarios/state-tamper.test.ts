import { describe, expect, test } from 'vitest'
import type { HttpReply, HttpRequest } from '../../../src/server/protocol/message.js'
import { tampered } from '../../support/tampering.js'

const request: HttpRequest = {
  method: 'GET',
  origin: 'http://127.0.0.1:7636',
  path: '/oauth/authorize',
  query: '',
  headers: [],
  body: '',
}

function redirectTo(location: string): HttpReply {
  return {
    status: 302,
    headers: [
      ['Referrer-Policy', 'no-referrer'],
      ['Location', location],
      ['X-Last', '1'],
    ],
    body: '',
  }
}

function tamper(variant: string, honest: HttpReply, endpoint: string | null = 'oauth-authorize'): HttpReply {
  return tampered(`state-tamper/${variant}`, { name: variant, endpoint, request, reply: honest })
}

const callback = 'http://127.0.0.1:8976/callback'

/** What stands behind `state=` in the honest Location, and in the tampered one; null: no state at all. */
const rows = [
  {
    name: 'altered: a leading small letter becomes the next one',
    variant: 'altered',
    raw: 'kZ3-x',
    expected: 'lZ3-x',
  },
  { name: 'altered: z becomes a', variant: 'altered', raw: 'z', expected: 'a' },
  { name: 'altered: a leading capital stays a capital', variant: 'altered', raw: 'Zebra', expected: 'Aebra' },
  { name: 'altered: a leading digit stays a digit', variant: 'altered', raw: '9f9f', expected: '0f9f' },
  { name: 'altered: a leading mark becomes another mark', variant: 'altered', raw: '-abc', expected: '.abc' },
  {
    name: 'altered: an encoded brace becomes another mark',
    variant: 'altered',
    raw: '%7B%22a%22%3A1%7D',
    expected: '%7D%22a%22%3A1%7D',
  },
  {
    name: 'altered: an encoded plus becomes another mark',
    variant: 'altered',
    raw: '%2Babc',
    expected: '%24abc',
  },
  { name: 'altered: a space becomes a visible character', variant: 'altered', raw: '+abc', expected: '.abc' },
  {
    name: 'altered: a letter of two octets is one character',
    variant: 'altered',
    raw: '%C3%A9t%C3%A9',
    expected: '.t%C3%A9',
  },
  {
    name: 'altered: a sign of four octets is one character',
    variant: 'altered',
    raw: '%F0%9F%94%91x',
    expected: '.x',
  },
  {
    name: 'altered: a backslash is the last mark and becomes the first',
    variant: 'altered',
    raw: '%5C',
    expected: '-',
  },
  {
    name: 'swapped: every letter and digit changes within its class',
    variant: 'swapped',
    raw: 'k3Rz9tQw',
    expected: 'l5Ud4zXe',
  },
  {
    name: 'swapped: small hexadecimal stays small hexadecimal',
    variant: 'swapped',
    raw: 'f00dfa11',
    expected: 'a23beb89',
  },
  {
    name: 'swapped: capital hexadecimal stays capital hexadecimal',
    variant: 'swapped',
    raw: 'F00DFA11',
    expected: 'A23BEB89',
  },
  { name: 'swapped: digits stay digits', variant: 'swapped', raw: '0000000000', expected: '1234567891' },
  {
    name: 'swapped: a UUID keeps its dashes, version and variant',
    variant: 'swapped',
    raw: '7f3d2c1b-9a8e-4d7c-8b6a-5f4e3d2c1b0a',
    expected: '8b6b7d8e-0b1b-4e5f-8c0d-2a3b5c6e7f8b',
  },
  {
    name: 'swapped: separators and encoded marks stay',
    variant: 'swapped',
    raw: 'a.b-c%2Fd%3D',
    expected: 'b.e-b%2Fb%3D',
  },
  {
    name: 'swapped: a state without letter and digit is altered',
    variant: 'swapped',
    raw: '--',
    expected: '.-',
  },
  { name: 'dropped: the parameter goes', variant: 'dropped', raw: 'k3Rz9tQw', expected: null },
] as const

describe('state-tamper', () => {
  for (const row of rows) {
    test(row.name, () => {
      const sent = tamper(row.variant, redirectTo(`${callback}?code=abc-DEF_123&state=${row.raw}`))
      const state = row.expected === null ? '' : `&state=${row.expected}`
      expect(sent).toEqual(redirectTo(`${callback}?code=abc-DEF_123${state}`))
    })
  }

  for (const variant of ['swapped', 'dropped', 'altered']) {
    test(`${variant} is the same every time`, () => {
      const honest = redirectTo(`${callback}?code=abc&state=k3Rz9tQw`)
      expect(tamper(variant, honest)).toEqual(tamper(variant, honest))
    })

    const untouched = [
      {
        name: 'an error redirect',
        reply: redirectTo(`${callback}?error=invalid_request&error_description=x&state=abc`),
      },
      { name: 'a redirect without state', reply: redirectTo(`${callback}?code=abc`) },
      {
        name: 'an error redirect to a URI whose own query has a code',
        reply: redirectTo(`${callback}?code=own&error=invalid_request&state=abc`),
      },
      {
        name: 'a page',
        reply: {
          status: 400,
          headers: [['Content-Type', 'text/html']],
          body: '?code=a&state=b',
        } as HttpReply,
      },
    ]
    for (const row of untouched) {
      test(`${variant} leaves ${row.name} as it is`, () => {
        expect(tamper(variant, row.reply)).toBe(row.reply)
      })
    }

    test(`${variant} leaves other endpoints alone`, () => {
      const honest = redirectTo(`${callback}?code=abc&state=def`)
      expect(tamper(variant, honest, 'oauth-token')).toBe(honest)
      expect(tamper(variant, honest, null)).toBe(honest)
    })
  }

  test('a query and a state of the redirect URI itself stay byte for byte', () => {
    const own = `${callback}?state=own&x=%2f+%20`
    expect(tamper('altered', redirectTo(`${own}&code=abc&state=def`))).toEqual(
      redirectTo(`${own}&code=abc&state=eef`),
    )
    expect(tamper('dropped', redirectTo(`${own}&code=abc&state=def`))).toEqual(redirectTo(`${own}&code=abc`))
  })

  const good = redirectTo(`${callback}?code=abc-DEF_123&state=k3Rz9tQw`)
  const states = [
    { variant: 'other-case', added: 'code=abc-DEF_123&state=K3rZ9TqW' },
    { variant: 'truncated', added: 'code=abc-DEF_123&state=k3Rz9tQ' },
    { variant: 'extended', added: 'code=abc-DEF_123&state=k3Rz9tQwk' },
    { variant: 'emptied', added: 'code=abc-DEF_123&state=' },
    { variant: 'state-doubled-right-first', added: 'code=abc-DEF_123&state=k3Rz9tQw&state=l5Ud4zXe' },
    { variant: 'state-doubled-right-last', added: 'code=abc-DEF_123&state=l5Ud4zXe&state=k3Rz9tQw' },
    { variant: 'code-doubled-right-first', added: 'code=abc-DEF_123&code=bdf-IKM_035&state=k3Rz9tQw' },
    { variant: 'code-doubled-right-last', added: 'code=bdf-IKM_035&code=abc-DEF_123&state=k3Rz9tQw' },
  ]
  for (const { variant, added } of states) {
    test(`${variant} sends ${added}`, () => {
      expect(tamper(variant, good)).toEqual(redirectTo(`${callback}?${added}`))
    })
  }

  const nothingToChange = [
    { variant: 'other-case', raw: '123-456' },
    { variant: 'truncated', raw: 'a' },
    { variant: 'return-target-altered', raw: 'k3Rz9tQw' },
  ]
  for (const { variant, raw } of nothingToChange) {
    test(`${variant} leaves the state ${raw} as it is, because it can make nothing else of it`, () => {
      const honest = redirectTo(`${callback}?code=abc&state=${raw}`)
      expect(tamper(variant, honest)).toBe(honest)
    })
  }

  test('return-target-altered leads to the other host of the mock, and keeps the random part', () => {
    const sent = tamper('return-target-altered', redirectTo(`${callback}?code=abc&state=k3Rz9tQw%7C%2Fhome`))
    expect(sent).toEqual(
      redirectTo(
        `${callback}?code=abc&state=k3Rz9tQw%7Chttp%3A%2F%2Flocalhost%3A7636%2Fgc-canary%3Freturn-target`,
      ),
    )
  })
})
