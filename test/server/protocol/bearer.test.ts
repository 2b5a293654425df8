import { describe, expect, test } from 'vitest'
import { type BearerQuestion, decideBearer, readBearer } from '../../../src/server/protocol/bearer.js'
import type { Pairs } from '../../../src/server/protocol/message.js'
import { defaultPolicy } from '../../../src/server/protocol/policy.js'
import type { AccessToken } from '../../../src/server/protocol/records.js'
import { requestFor } from '../../support/requests.js'
import { kindsOf } from './questions.js'

const text = 'eyJhbGciOiJSUzI1NiJ9.eyJqdGkiOiIxIn0.c2lnbmF0dXJl'
const issuedAt = 1_700_000_000_000

const accessToken: AccessToken = {
  id: '1',
  family: 'login-1',
  clientId: 'aaaaaaaa-0000-4000-8000-000000000001',
  userEmail: 'agent@mock.test',
  scope: [],
  issuedAt,
  expiresAt: issuedAt + 3_600_000,
  exchange: 4,
}

interface Sent {
  readonly authorization?: string
  readonly headers?: Pairs
  readonly query?: string
  readonly body?: string
  readonly type?: string
}

function credentialOf({
  authorization,
  headers = [],
  query,
  body = '',
  type = 'application/x-www-form-urlencoded',
}: Sent) {
  const target = query === undefined ? '/api/v2/users/me' : `/api/v2/users/me?${query}`
  const all: Pairs = [
    ['Content-Type', type],
    ...headers,
    ...(authorization === undefined ? [] : [['authorization', authorization] as const]),
  ]
  return readBearer(requestFor(body === '' ? 'GET' : 'POST', target, all, body))
}

function decide(sent: Sent, question: Partial<BearerQuestion> = {}) {
  const found = { token: accessToken, revocation: null }
  return decideBearer({
    credential: credentialOf(sent),
    found,
    policy: defaultPolicy,
    now: issuedAt + 1000,
    ...question,
  })
}

const right = { authorization: `Bearer ${text}` }
const forgiving = { policy: { ...defaultPolicy, forgiving: true } }

describe('bearer', () => {
  for (const authorization of [
    `Bearer ${text}`,
    `bearer ${text}`,
    `BEARER   ${text}`,
    `Bearer ${text} `,
    'Bearer a-._~+/=',
  ]) {
    test(`grants the token in ${JSON.stringify(authorization)}`, () => {
      expect(decide({ authorization })).toEqual({
        kind: 'grant',
        token: accessToken,
        mistakes: [],
        forgiven: false,
      })
    })
  }

  test('reads the token without the word before it', () => {
    expect(credentialOf(right)).toEqual({ token: text, placement: 'header', mistakes: [] })
  })

  const placements = [
    { placement: 'query', sent: { query: `access_token=${text}` } },
    { placement: 'body', sent: { body: `access_token=${text}` } },
    { placement: 'query', sent: { query: `access_token=${text}`, body: 'access_token=other' } },
    { placement: null, sent: {} },
  ]
  for (const { placement, sent } of placements) {
    test(`knows where the token was: ${placement} of ${JSON.stringify(Object.keys(sent))}`, () => {
      expect(credentialOf(sent)).toMatchObject({ placement, token: placement === null ? null : text })
    })
  }

  const refused: readonly {
    name: string
    sent: Sent
    code: string
    kinds: readonly string[]
    says?: RegExp
    question?: Partial<BearerQuestion>
  }[] = [
    { name: 'no header', sent: {}, code: 'authentication.required', kinds: ['bearer-missing'] },
    {
      name: 'an empty header',
      sent: { authorization: '' },
      code: 'bad.credentials',
      kinds: ['bearer-malformed'],
      says: /empty/,
    },
    {
      name: 'the word Bearer alone',
      sent: { authorization: 'Bearer' },
      code: 'bad.credentials',
      kinds: ['bearer-malformed'],
      says: /no token follows/,
    },
    {
      name: 'the word Bearer and a blank',
      sent: { authorization: 'Bearer ' },
      code: 'bad.credentials',
      kinds: ['bearer-malformed'],
      says: /no token follows/,
    },
    {
      name: 'the token alone',
      sent: { authorization: text },
      code: 'bad.credentials',
      kinds: ['bearer-malformed'],
      says: /does not start with the word Bearer/,
    },
    {
      name: 'another scheme',
      sent: { authorization: `Token ${text}` },
      code: 'bad.credentials',
      kinds: ['bearer-malformed'],
      says: /scheme is Token/,
    },
    {
      name: 'Basic',
      sent: { authorization: 'Basic aWQ6c2VjcmV0' },
      code: 'bad.credentials',
      kinds: ['bearer-malformed'],
      says: /scheme is Basic/,
    },
    {
      name: 'a doubled scheme',
      sent: { authorization: `Bearer Bearer ${text}` },
      code: 'bad.credentials',
      kinds: ['bearer-malformed'],
      says: /stands twice/,
    },
    {
      name: 'quotes',
      sent: { authorization: `Bearer "${text}"` },
      code: 'bad.credentials',
      kinds: ['bearer-malformed'],
      says: /in quotes/,
    },
    {
      name: 'a colon',
      sent: { authorization: `Bearer: ${text}` },
      code: 'bad.credentials',
      kinds: ['bearer-malformed'],
      says: /punctuation/,
    },
    {
      name: 'no blank',
      sent: { authorization: `Bearer${text}` },
      code: 'bad.credentials',
      kinds: ['bearer-malformed'],
      says: /no space/,
    },
    {
      name: 'the whole token answer',
      sent: { authorization: `Bearer {"access_token":"${text}"}` },
      code: 'bad.credentials',
      kinds: ['bearer-malformed'],
      says: /JSON/,
    },
    {
      name: 'two values',
      sent: { authorization: `Bearer ${text}, Basic eDp5` },
      code: 'bad.credentials',
      kinds: ['bearer-malformed'],
      says: /more than one value/,
    },
    {
      name: 'a blank inside',
      sent: { authorization: `Bearer ${text} x` },
      code: 'bad.credentials',
      kinds: ['bearer-malformed'],
      says: /white space/,
    },
    {
      name: 'a letter beyond ASCII',
      sent: { authorization: 'Bearer ä' },
      code: 'bad.credentials',
      kinds: ['bearer-malformed'],
      says: /no token has/,
    },
    {
      name: 'undefined',
      sent: { authorization: 'Bearer undefined' },
      code: 'bad.credentials',
      kinds: ['bearer-undefined'],
      says: /literal undefined$/,
    },
    {
      name: 'null in small letters',
      sent: { authorization: 'bearer null' },
      code: 'bad.credentials',
      kinds: ['bearer-undefined'],
    },
    {
      name: 'an object',
      sent: { authorization: 'Bearer [object Object]' },
      code: 'bad.credentials',
      kinds: ['bearer-undefined'],
    },
    {
      name: 'the placeholder of a guide',
      sent: { authorization: 'Bearer YOUR_ACCESS_TOKEN' },
      code: 'bad.credentials',
      kinds: ['bearer-undefined'],
    },
    {
      name: 'two headers',
      sent: {
        headers: [
          ['Authorization', `Bearer ${text}`],
          ['authorization', `Bearer ${text}`],
        ],
      },
      code: 'bad.credentials',
      kinds: ['bearer-header-doubled'],
    },
    {
      name: 'the token in the URL',
      sent: { query: `access_token=${text}` },
      code: 'authentication.required',
      kinds: ['bearer-in-query'],
    },
    {
      name: 'the token in the body',
      sent: { body: `access_token=${text}` },
      code: 'authentication.required',
      kinds: ['bearer-in-body'],
    },
    {
      name: 'the token in header and URL',
      sent: { ...right, query: `access_token=${text}` },
      code: 'bad.credentials',
      kinds: ['bearer-twice'],
      says: /: header, query$/,
    },
    {
      name: 'the token in header and body',
      sent: { ...right, body: `access_token=${text}` },
      code: 'bad.credentials',
      kinds: ['bearer-twice'],
      says: /: header, body$/,
    },
    {
      name: 'an access_token in a body of another type',
      sent: { body: `access_token=${text}`, type: 'application/json' },
      code: 'authentication.required',
      kinds: ['bearer-missing'],
      question: { found: null },
    },
    {
      name: 'an unknown token',
      sent: { authorization: 'Bearer abc' },
      code: 'bad.credentials',
      kinds: ['token-unknown'],
      question: { found: null },
    },
    {
      name: 'a signed token of somebody else',
      sent: right,
      code: 'bad.credentials',
      kinds: ['token-unknown'],
      says: /its signature is not ours/,
      question: { found: null },
    },
    {
      name: 'an expired token',
      sent: right,
      code: 'bad.credentials',
      kinds: ['token-expired'],
      says: /expired 5 s ago; exchange 4 issued it for 60 min/,
      question: { now: issuedAt + 3_605_000 },
    },
    {
      name: 'a token in the very millisecond in which it expires',
      sent: right,
      code: 'bad.credentials',
      kinds: ['token-expired'],
      question: { now: issuedAt + 3_600_000 },
    },
  ]
  for (const { name, sent, code, kinds, says, question } of refused) {
    test(`refuses ${name}`, () => {
      const decision = decide(sent, question)
      expect(decision).toMatchObject({ kind: 'refuse', code, cause: null })
      expect(kindsOf(decision)).toEqual(kinds)
      if (says !== undefined) expect(decision.mistakes[0]?.sentence).toMatch(says)
      expect(JSON.stringify(decision.mistakes)).not.toContain(text)
    })
  }

  test('B038: a token that a replay revoked, and names the exchange', () => {
    const revocation = { exchange: 6, at: issuedAt, why: 'replay' } as const
    const decision = decide(right, { found: { token: accessToken, revocation } })
    expect(decision).toMatchObject({ kind: 'refuse', code: 'bad.credentials', login: 'login-1', cause: 6 })
    expect(decision.mistakes[0]).toMatchObject({
      kind: 'token-revoked',
      sentence: 'the access token was revoked by the replay of its code in exchange 6',
      fix: expect.stringMatching(/^Redeem each code once/),
    })
  })

  test('a token that a logout revoked', () => {
    const revocation = { exchange: 9, at: issuedAt, why: 'logout' } as const
    const decision = decide(right, { found: { token: accessToken, revocation } })
    expect(decision).toMatchObject({ kind: 'refuse', cause: 9 })
    expect(decision.mistakes[0]?.sentence).toMatch(/by a logout in exchange 9/)
  })

  test('B011: a literal undefined points to the token request that was refused', () => {
    const decision = decide({ authorization: 'bearer undefined' }, { found: null, refusedTokenExchange: 5 })
    expect(decision).toMatchObject({ kind: 'refuse', code: 'bad.credentials', cause: 5 })
    expect(decision.mistakes[0]?.sentence).toBe(
      'the access token is the literal undefined: exchange 5 refused the token request',
    )
  })

  test('a refused token request is no cause of any other mistake', () => {
    expect(decide({}, { found: null, refusedTokenExchange: 5 })).toMatchObject({
      kind: 'refuse',
      cause: null,
    })
  })

  const pardons: readonly { name: string; sent: Sent; kinds: readonly string[] }[] = [
    { name: 'the URL', sent: { query: `access_token=${text}` }, kinds: ['bearer-in-query'] },
    { name: 'the body', sent: { body: `access_token=${text}` }, kinds: ['bearer-in-body'] },
    { name: 'header and URL', sent: { ...right, query: `access_token=${text}` }, kinds: ['bearer-twice'] },
  ]
  for (const { name, sent, kinds } of pardons) {
    test(`the forgiving policy takes the token from ${name}`, () => {
      expect(credentialOf(sent).token).toBe(text)
      const decision = decide(sent, forgiving)
      expect(decision).toMatchObject({ kind: 'grant', token: accessToken, forgiven: true })
      expect(kindsOf(decision)).toEqual(kinds)
    })
  }

  test('the forgiving policy does not revive an expired token', () => {
    expect(decide(right, { ...forgiving, now: issuedAt + 3_700_000 })).toMatchObject({ kind: 'refuse' })
  })
})
