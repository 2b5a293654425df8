import { describe, expect, test } from 'vitest'
import { viewExchange } from '../../src/server/exchange-view.js'
import type { Pairs } from '../../src/server/protocol/message.js'
import { exchangeWith } from '../support/exchanges.js'
import { postForm, requestFor } from '../support/requests.js'

/** Shows which values are masked, so that a table can say it. */
const mask = (secret: string) => `*${secret.length}*`
const view = (parts: Parameters<typeof exchangeWith>[1]) => viewExchange(exchangeWith(7, parts), mask)

const jsonType = [['Content-Type', 'application/json']] as const

describe('exchange-view', () => {
  test('an exchange is shown with its number, its time and what came of it', () => {
    const outcome = { kind: 'granted', mistakes: [], forgiven: false, login: 'login-1', cause: null } as const
    expect(view({ endpoint: 'oauth-token', outcome, request: requestFor('GET', '/oauth/token') })).toEqual({
      number: 7,
      at: '2026-01-15T12:00:07.000Z',
      endpoint: 'oauth-token',
      request: {
        method: 'GET',
        origin: 'http://127.0.0.1:7636',
        path: '/oauth/token',
        query: [],
        headers: [],
        body: { kind: 'none' },
      },
      reply: { status: 200, headers: [], body: { kind: 'none' } },
      honest: null,
      scenario: null,
      outcome,
      correlation: 'correlation-7',
    })
  })

  test('parameters that are no secret are readable, and every other one is a mask, under whatever name', () => {
    const query =
      'client_id=abc&redirect_uri=http%3A%2F%2Fh%2Fcb&state=xyz&codeVerifier=abcde&code_challenge=E9&x'
    const { request } = view({
      endpoint: 'oauth-authorize',
      request: requestFor('GET', `/oauth/authorize?${query}`),
    })
    expect(request.query).toEqual([
      ['client_id', 'abc'],
      ['redirect_uri', 'http://h/cb'],
      ['state', '*3*'],
      ['codeVerifier', '*5*'],
      ['code_challenge', 'E9'],
      ['x', ''],
    ])
  })

  test('a form body likewise', () => {
    const request = postForm('/oauth/token', {
      grant_type: 'refresh_token',
      refresh_token: 'abcdef',
      client_secret: 's',
    })
    expect(view({ endpoint: 'oauth-token', request }).request.body).toEqual({
      kind: 'form',
      parameters: [
        ['grant_type', 'refresh_token'],
        ['refresh_token', '*6*'],
        ['client_secret', '*1*'],
      ],
    })
  })

  test('a JSON token request hides every member that may be a secret, nested ones too', () => {
    const body =
      '{"grant_type":"authorization_code","code":"abc","code_verifier":["abcd"],"other":{"a":"b"},"n":null}'
    const request = requestFor('POST', '/oauth/token', jsonType, body)
    expect(view({ endpoint: 'oauth-token', request }).request.body).toEqual({
      kind: 'json',
      value: { grant_type: 'authorization_code', code: '*3*', code_verifier: '*8*', other: '*9*', n: null },
    })
  })

  const headers: readonly { name: string; sent: Pairs; shown: Pairs }[] = [
    {
      name: 'a bearer token',
      sent: [['authorization', 'Bearer abc.def']],
      shown: [['authorization', 'Bearer *7*']],
    },
    {
      name: 'basic credentials',
      sent: [['Authorization', 'Basic abc']],
      shown: [['Authorization', 'Basic *3*']],
    },
    { name: 'a token without a scheme', sent: [['Authorization', 'abc']], shown: [['Authorization', '*3*']] },
    { name: 'a cookie', sent: [['Cookie', 'a=b; c=d']], shown: [['Cookie', '*8*']] },
    { name: 'a key', sent: [['X-Api-Key', 'abc']], shown: [['X-Api-Key', '*3*']] },
    {
      name: 'a code in the Referer',
      sent: [['Referer', 'http://h/cb?code=abc&x=1']],
      shown: [['Referer', 'http://h/cb?code=*3*&x=*1*']],
    },
    { name: 'nothing else', sent: [['Accept', 'text/html']], shown: [['Accept', 'text/html']] },
  ]
  for (const { name, sent, shown } of headers) {
    test(`of the headers it hides ${name}`, () => {
      expect(view({ request: requestFor('GET', '/', sent) }).request.headers).toEqual(shown)
    })
  }

  test('the code in a redirect is hidden, and a token in its fragment', () => {
    const reply = {
      status: 302,
      headers: [['Location', 'http://h/cb?code=abc&state=de#access_token=x']],
      body: '',
    } as const
    expect(view({ reply }).reply.headers).toEqual([['Location', 'http://h/cb?code=*3*&state=*2*#*14*']])
  })

  test('tokens in a reply are hidden, the rest of it is readable', () => {
    const body =
      '{"access_token":"abc","token_type":"bearer","expires_in":86400,"refresh_token":"abcd","list":[{"password":"p","n":1}]}'
    expect(view({ reply: { status: 200, headers: jsonType, body } }).reply.body).toEqual({
      kind: 'json',
      value: {
        access_token: '*3*',
        token_type: 'bearer',
        expires_in: 86_400,
        refresh_token: '*4*',
        list: [{ password: '*1*', n: 1 }],
      },
    })
  })

  test('of a page, and of what cannot be read, only the length is told', () => {
    const page = {
      status: 200,
      headers: [['Content-Type', 'text/html; charset=utf-8']],
      body: '<p>secret</p>',
    } as const
    expect(view({ reply: page }).reply.body).toEqual({ kind: 'other', type: 'text/html', length: 13 })
    const request = requestFor('POST', '/oauth/token', [], 'code_verifier: secret')
    expect(view({ request }).request.body).toEqual({ kind: 'other', type: null, length: 21 })
  })

  test('a scenario is named, with the honest reply beside the one that was sent', () => {
    const shown = view({
      reply: { status: 429, headers: [], body: '' },
      honest: { status: 200, headers: [], body: '' },
      scenario: 'api-trouble/429',
    })
    expect(shown).toMatchObject({
      scenario: 'api-trouble/429',
      reply: { status: 429 },
      honest: { status: 200 },
    })
  })

  test('long texts are cut, and nesting without end is ended', () => {
    const request = requestFor('GET', '/', [['Accept', 'x'.repeat(5000)]])
    expect(view({ request }).request.headers).toEqual([['Accept', `${'x'.repeat(2000)}...`]])
    const body = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
    expect(
      JSON.stringify(view({ reply: { status: 200, headers: [], body } }).reply.body).length,
    ).toBeLessThan(200)
  })
})
