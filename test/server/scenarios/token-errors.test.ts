import { describe, expect, test } from 'vitest'
import { headerOf } from '../../../src/server/protocol/message.js'
import { memberOf, tokenRequest } from '../../support/login.js'
import { scenarioMock } from '../../support/scenario-mock.js'
import { goodToken, overHttps, tampered } from '../../support/tampering.js'

// The codes of RFC 6749 section 5.2 with their status, and two that services send although it does not name them.
const errors = [
  { id: 'invalid-request', status: 400, code: 'invalid_request' },
  { id: 'invalid-client', status: 400, code: 'invalid_client' },
  { id: 'invalid-grant', status: 400, code: 'invalid_grant' },
  { id: 'unauthorized-client', status: 400, code: 'unauthorized_client' },
  { id: 'unsupported-grant-type', status: 400, code: 'unsupported_grant_type' },
  { id: 'invalid-scope', status: 400, code: 'invalid_scope' },
  { id: 'server-error', status: 500, code: 'server_error' },
  { id: 'temporarily-unavailable', status: 503, code: 'temporarily_unavailable' },
  { id: 'rate-limited-400', status: 400, code: 'invalid_request' },
]

describe('token-errors', () => {
  for (const { id, status, code } of errors) {
    test(`${id} is ${status} with ${code} and the same text in both descriptions`, () => {
      const reply = tampered(`token-errors/${id}`, goodToken)
      const { error, description, error_description, ...rest } = JSON.parse(reply.body)
      expect({ status: reply.status, error, rest }).toEqual({ status, error: code, rest: {} })
      expect(description).toBe(error_description)
      expect(headerOf(reply, 'content-type')).toBe('application/json')
      expect(headerOf(reply, 'access-control-allow-origin')).toBe('https://app.example')
      expect(headerOf(reply, 'cache-control')).toContain('no-store')
    })
  }

  test('invalid-client is 401 with a challenge for a client that tried a Basic header', () => {
    const headers = [...goodToken.request.headers, ['Authorization', 'Basic eDp5'] as const]
    const reply = tampered('token-errors/invalid-client', {
      ...goodToken,
      request: { ...goodToken.request, headers },
    })
    expect(reply.status).toBe(401)
    expect(headerOf(reply, 'www-authenticate')).toMatch(/^Basic realm=/)
    expect(JSON.parse(reply.body)).toMatchObject({ error: 'invalid_client' })
  })

  test('rate-limited-400 begins as the real service is known to begin', () => {
    const { error_description } = JSON.parse(tampered('token-errors/rate-limited-400', goodToken).body)
    expect(error_description).toMatch(/^rate limit exceeded;/)
  })

  test('rate-limited-429 has Retry-After and the normalized body with the correlation id', () => {
    const reply = tampered('token-errors/rate-limited-429', goodToken)
    expect(reply.status).toBe(429)
    expect(headerOf(reply, 'retry-after')).toBe('3')
    expect(JSON.parse(reply.body)).toEqual({
      message: 'Rate limit exceeded the maximum. Retry the request in [3] seconds',
      code: 'too.many.requests.retry.after',
      status: 429,
      contextId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
      details: [],
      errors: [],
    })
  })

  test('temporarily-unavailable says when to try again', () => {
    expect(headerOf(tampered('token-errors/temporarily-unavailable', goodToken), 'retry-after')).toBe('3')
  })

  test('slow is the honest reply, later than the SDK waits', () => {
    const reply = tampered('token-errors/slow', goodToken)
    expect(reply).toEqual({ ...goodToken.reply, delaySeconds: 20 })
  })

  test('truncated-json is the beginning of the honest reply, which no parser takes', () => {
    const reply = tampered('token-errors/truncated-json', goodToken)
    expect(reply.status).toBe(200)
    expect(reply.headers).toEqual(goodToken.reply.headers)
    expect(goodToken.reply.body.startsWith(reply.body)).toBe(true)
    expect(reply.body.length).toBeGreaterThan(10)
    expect(() => JSON.parse(reply.body)).toThrow(SyntaxError)
  })

  for (const { id, status } of [
    { id: 'html-page', status: 502 },
    { id: 'html-page-200', status: 200 },
  ]) {
    test(`${id} is ${status} with a page and no token`, () => {
      const reply = tampered(`token-errors/${id}`, goodToken)
      expect(reply.status).toBe(status)
      expect(headerOf(reply, 'content-type')).toBe('text/html; charset=utf-8')
      expect(reply.body).toMatch(/^<!DOCTYPE html><html>/)
      expect(reply.body).not.toContain('access_token')
    })
  }

  test('a date says when to try again, too', () => {
    for (const [id, status] of [
      ['temporarily-unavailable-date', 503],
      ['rate-limited-429-date', 429],
    ] as const) {
      const reply = tampered(`token-errors/${id}`, goodToken)
      expect([reply.status, headerOf(reply, 'retry-after')]).toEqual([
        status,
        'Thu, 15 Jan 2026 12:00:04 GMT',
      ])
    }
  })

  test('error-with-200 is an error with the status of a success', () => {
    const reply = tampered('token-errors/error-with-200', goodToken)
    expect(reply.status).toBe(200)
    expect(JSON.parse(reply.body)).toMatchObject({ error: 'invalid_grant' })
    expect(reply.body).not.toContain('access_token')
  })

  test('markup and escape sequences stand in the description of an error', () => {
    const { error_description: markup, error_uri } = JSON.parse(
      tampered('token-errors/markup', goodToken).body,
    )
    expect(markup).toContain('<script src=http://localhost:7636/gc-canary?script></script>')
    expect(error_uri).toMatch(/^javascript:/)
    const escapes = JSON.parse(tampered('token-errors/terminal-escapes', goodToken).body).error_description
    expect(escapes).toContain('\u001b[31mgc-canary')
  })

  const answer = JSON.parse(goodToken.reply.body)
  const members = [
    { id: 'access-token-missing', change: { access_token: undefined } },
    { id: 'access-token-null', change: { access_token: null } },
    { id: 'access-token-number', change: { access_token: 12_345 } },
    { id: 'access-token-empty', change: { access_token: '' } },
    { id: 'token-type-mac', change: { token_type: 'mac' } },
    { id: 'token-type-dpop', change: { token_type: 'DPoP' } },
    { id: 'token-type-n-a', change: { token_type: 'N_A' } },
    { id: 'token-type-missing', change: { token_type: undefined } },
    { id: 'token-type-empty', change: { token_type: '' } },
    { id: 'expires-in-string', change: { expires_in: '3600' } },
    { id: 'expires-in-decimal', change: { expires_in: 3600 } },
    { id: 'expires-in-zero', change: { expires_in: 0 } },
    { id: 'expires-in-negative', change: { expires_in: -1 } },
    { id: 'expires-in-null', change: { expires_in: null } },
    { id: 'expires-in-year', change: { expires_in: 31_536_000 } },
    { id: 'expires-in-huge', change: { expires_in: 1e12 } },
  ]
  for (const { id, change } of members) {
    test(`${id} is the honest answer but for ${Object.keys(change)}`, () => {
      const reply = tampered(`token-errors/${id}`, goodToken)
      const wanted = Object.entries({ ...answer, ...change }).filter(([, value]) => value !== undefined)
      expect(JSON.parse(reply.body)).toEqual(Object.fromEntries(wanted))
    })
  }

  test('expires-in-decimal is written with its point', () => {
    expect(tampered('token-errors/expires-in-decimal', goodToken).body).toContain('"expires_in":3600.0')
  })

  const bodies = [
    { id: 'array', body: `[${goodToken.reply.body}]` },
    { id: 'empty-body', body: '' },
    { id: 'byte-order-mark', body: `\ufeff${goodToken.reply.body}` },
    { id: 'wrong-media-type', body: goodToken.reply.body },
    { id: 'drip', body: goodToken.reply.body },
  ]
  for (const { id, body } of bodies) {
    test(`${id} has this body, with status 200`, () => {
      expect(tampered(`token-errors/${id}`, goodToken)).toMatchObject({ status: 200, body })
    })
  }

  test('connection-cut announces what it does not send', () => {
    const { body, delivery } = tampered('token-errors/connection-cut', goodToken)
    expect(goodToken.reply.body.startsWith(body)).toBe(true)
    expect(delivery).toEqual({ kind: 'cut', missingOctets: goodToken.reply.body.length - body.length })
  })

  test('redirect-to-http leads down from https, and is honest where there is no way down', () => {
    const reply = tampered('token-errors/redirect-to-http', overHttps(goodToken))
    expect([reply.status, headerOf(reply, 'location')]).toEqual([
      307,
      'http://127.0.0.1:7636/oauth/token?gc_elsewhere=1',
    ])
    expect(tampered('token-errors/redirect-to-http', goodToken)).toBe(goodToken.reply)
  })

  test('an answer that is lost leaves the code spent, one that says no leaves it good', async () => {
    const nextStatus = async (id: string) => {
      const mock = scenarioMock(`token-errors/${id}`)
      const code = await mock.code()
      await mock.ask(tokenRequest(code))
      mock.control.set({ id: 'honest' })
      return (await mock.ask(tokenRequest(code))).status
    }
    for (const id of ['connection-reset', 'silence', 'html-page', 'server-error', 'truncated-json']) {
      expect([id, await nextStatus(id)]).toEqual([id, 400])
    }
    for (const id of [
      'invalid-grant',
      'invalid-client',
      'rate-limited-400',
      'temporarily-unavailable',
      'redirect-308',
    ]) {
      expect([id, await nextStatus(id)]).toEqual([id, 200])
    }
  })

  test('a replay is refused and revokes as ever, whatever the scenario takes back', async () => {
    const mock = scenarioMock('honest')
    const code = await mock.code()
    const token = memberOf(await mock.ask(tokenRequest(code)), 'access_token')
    mock.control.set({ id: 'token-errors/invalid-scope' })
    const replayed = await mock.ask(tokenRequest(code))
    expect(JSON.parse(replayed.body)).toMatchObject({ error: 'invalid_grant' })
    expect((await mock.call(token)).status).toBe(401)
  })
})
