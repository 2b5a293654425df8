// What holds for every diagnosis, whatever a client sends: no secret in it, legal on the wire, never a crash.
import { describe, expect, test } from 'vitest'
import { decideBearer, readBearer } from '../../../src/server/protocol/bearer.js'
import { describeMistakes } from '../../../src/server/protocol/description.js'
import type { Mistake } from '../../../src/server/protocol/mistake.js'
import { defaultPolicy } from '../../../src/server/protocol/policy.js'
import { requestFor } from '../../support/requests.js'
import {
  authorize,
  authorizeFields,
  authorizeQuery,
  basic,
  code,
  open,
  spent,
  type TokenCircumstances,
  token,
  tokenFields,
  verifier,
  web,
} from './questions.js'

const otherSecrets = [
  's3cr3t-of-the-real-service-4711',
  'Ym9keSBvZiBhbm90aGVyIHRva2Vu',
  '8f14e45fceea167a5a36dedd4bea2543',
]
const secrets = [verifier, code, 'Abcd+12%34', ...otherSecrets]

/** Every run of eight characters of a secret. */
function pieces(secret: string): readonly string[] {
  return Array.from({ length: Math.max(1, secret.length - 7) }, (_, index) => secret.slice(index, index + 8))
}

function expectClean(mistakes: readonly Mistake[], secret: string): void {
  const text = [
    describeMistakes(mistakes),
    ...mistakes.map(({ sentence, fix }) => `${sentence} ${fix}`),
  ].join('\n')
  for (const piece of pieces(secret)) expect(text).not.toContain(piece)
}

function expectLegal(mistakes: readonly Mistake[]): void {
  expect(describeMistakes(mistakes)).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]{0,200}$/)
}

const circumstances: readonly { name: string; given: TokenCircumstances }[] = [
  { name: 'an open code', given: {} },
  { name: 'an unknown code', given: { found: null } },
  { name: 'a spent code', given: { found: spent(12) } },
  { name: 'a code without a challenge', given: { found: open({ challenge: null, challengeMethod: null }) } },
  { name: 'a forgiving policy', given: { policy: { forgiving: true } } },
  { name: 'a learning policy', given: { policy: { registration: 'learn' } } },
]

describe('every diagnosis', () => {
  for (const { name, given } of circumstances) {
    test(`holds no secret that a token request carries in the wrong place: ${name}`, () => {
      for (const secret of secrets) {
        for (const parameter of [
          ...Object.keys(tokenFields),
          'client_secret',
          'scope',
          'state',
          'refresh_token',
        ]) {
          for (const value of [
            secret,
            [secret, secret],
            `${secret}=`,
            ` ${secret}`,
            secret.slice(0, 20),
            `"${secret}"`,
          ]) {
            expectClean(token({ [parameter]: value }, given).mistakes, secret)
          }
        }
        const json = JSON.stringify({
          ...tokenFields,
          [secret]: [secret],
          code_verifier: { [secret]: secret },
        })
        expectClean(token({}, { ...given, body: json, type: 'application/json' }).mistakes, secret)
        expectClean(token({}, { ...given, body: secret, type: 'text/plain' }).mistakes, secret)
        expectClean(token({}, { ...given, query: `code=${secret}&${secret}=1` }).mistakes, secret)
        expectClean(token({}, { ...given, headers: basic(web.id, secret) }).mistakes, secret)
        expectClean(token({}, { ...given, headers: basic(secret, secret) }).mistakes, secret)
        expectClean(token({}, { ...given, headers: [['Authorization', `Basic ${secret}`]] }).mistakes, secret)
      }
    })
  }

  test('holds no secret that an authorize request carries in the wrong place', () => {
    for (const secret of secrets) {
      for (const parameter of [...Object.keys(authorizeFields), 'code_verifier', 'client_secret']) {
        for (const value of [secret, [secret, secret], `${secret}=`]) {
          expectClean(authorize({ [parameter]: value }).mistakes, secret)
        }
      }
      expectClean(authorizeQuery(secret).mistakes, secret)
      expectClean(authorizeQuery(`${secret}=${secret}`).mistakes, secret)
      expectClean(
        authorize({ redirect_uri: `http://127.0.0.1:8976/callback?code=${secret}` }).mistakes,
        secret,
      )
    }
  })

  const schemes = [
    'Bearer ',
    'Bearer',
    'Bearer Bearer ',
    'Bearer "',
    'Token ',
    '',
    'Bearer: ',
    'Bearer {"access_token":"',
  ]
  test('holds no token that an API request carries', () => {
    for (const secret of secrets) {
      for (const scheme of schemes) {
        const request = requestFor('GET', `/x?access_token=${secret}`, [['Authorization', scheme + secret]])
        const question = { credential: readBearer(request), found: null, policy: defaultPolicy, now: 0 }
        expectClean(decideBearer(question).mistakes, secret)
      }
    }
  })

  /** A generator with a seed (mulberry32), so that a failure can be repeated. */
  function seeded(seed: number): (below: number) => number {
    let state = seed
    return (below) => {
      state = (state + 0x6d2b79f5) | 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return ((mixed ^ (mixed >>> 14)) >>> 0) % below
    }
  }

  const scraps = [
    'code',
    'client_id',
    'redirect_uri',
    'code_verifier',
    'grant_type',
    '&',
    '&',
    '=',
    '=',
    '%',
    '%zz',
    '%FF',
    '+',
    '{',
    '}',
    '[',
    '"',
    '\\',
    '\u0000',
    '\r\n',
    'é',
    '😀',
    '\uD800',
    '--b',
    'http://',
    'localhost',
    ':',
    '/',
    '#',
    '?',
    'undefined',
    'Basic ',
    'Bearer ',
    verifier,
    code,
    '__proto__',
    'a'.repeat(300),
  ]
  test('is legal on the wire and never a crash, for 3,000 requests of random scraps', () => {
    const below = seeded(6749)
    const scrap = () => Array.from({ length: below(12) }, () => scraps[below(scraps.length)]).join('')
    const types = [
      'application/x-www-form-urlencoded',
      'application/json',
      'multipart/form-data; boundary=b',
      'text/plain',
      null,
    ]
    for (let round = 0; round < 1000; round++) {
      const type = types[below(types.length)] ?? null
      const policy = {
        forgiving: below(2) === 0,
        registration: below(2) === 0 ? 'learn' : 'registered',
      } as const
      const headers = [['Authorization', scrap()]] as const
      const given: TokenCircumstances = { body: scrap(), query: scrap(), type, policy, headers, found: null }
      const request = requestFor('POST', `/x?${scrap()}`, headers, scrap())
      const credential = readBearer(request)
      const decisions = [
        token({}, given),
        authorizeQuery(scrap(), { policy, clients: below(2) === 0 ? [] : [web] }),
        decideBearer({ credential, found: null, policy: { ...defaultPolicy, ...policy }, now: 0 }),
      ]
      for (const { mistakes } of decisions) {
        expect(describeMistakes(mistakes)).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]{1,200}$/)
      }
    }
  })

  /** Values on which a pattern that goes back and forth would never end. */
  const endless = [
    `${' '.repeat(60_000)}x`,
    `x${' '.repeat(60_000)}x`,
    `${'='.repeat(60_000)}x`,
    `{"0":1${' '.repeat(900)}${`,"1":1${' '.repeat(120)}`.repeat(8)}x`,
    `[${'1,'.repeat(30_000)}x`,
    `${'"'.repeat(60_000)}x`,
    `${'%25'.repeat(20_000)}`,
    `${'a-'.repeat(30_000)}=`,
    `${'13:'.repeat(20_000)}x`,
    `${'<'.repeat(60_000)}`,
    `[object ${' '.repeat(60_000)}`,
    '\u0000'.repeat(60_000),
  ]
  for (const [index, value] of endless.entries()) {
    test(`comes to an end for values made to prevent it, ${index + 1} of ${endless.length}`, () => {
      for (const parameter of Object.keys(tokenFields)) {
        for (const { given } of circumstances) expectLegal(token({ [parameter]: value }, given).mistakes)
      }
      for (const parameter of Object.keys(authorizeFields))
        expectLegal(authorize({ [parameter]: value }).mistakes)
      expectLegal(authorizeQuery(value).mistakes)
      const credential = readBearer(requestFor('GET', '/x', [['Authorization', `Bearer ${value}`]]))
      expect(decideBearer({ credential, found: null, policy: defaultPolicy, now: 0 }).kind).toBe('refuse')
    })
  }
})
