import { describe, expect, test } from 'vitest'
import { headerOf } from '../../../src/server/protocol/message.js'
import { requestFor } from '../../support/requests.js'
import { goodCall, goodList, goodToken, overHttps, scenarioNamed, tampered } from '../../support/tampering.js'

// Codes of the platform API for these states, as its OpenAPI document names them.
const errors = [
  { id: '401', code: 'bad.credentials' },
  { id: '403', code: 'missing.permissions' },
  { id: '429', code: 'too.many.requests.retry.after' },
  { id: '500', code: 'internal.server.error' },
  { id: '503', code: 'service.unavailable' },
]

describe('api-trouble', () => {
  for (const { id, code } of errors) {
    test(`${id} is ${code} in the error body of the API, with the correlation id`, () => {
      const reply = tampered(`api-trouble/${id}`, goodCall)
      expect(reply.status).toBe(Number(id))
      expect(JSON.parse(reply.body)).toEqual({
        message: expect.stringMatching(/.{10,}/),
        code,
        status: Number(id),
        contextId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
        details: [],
        errors: [],
      })
      expect(headerOf(reply, 'access-control-allow-origin')).toBe('https://app.example')
    })

    test(`${id} also meets a stub of the user, and HEAD without a body`, () => {
      expect(tampered(`api-trouble/${id}`, { ...goodCall, endpoint: 'stub-1' }).status).toBe(Number(id))
      const head = { ...goodCall, request: requestFor('HEAD', '/api/v2/users/me') }
      expect(tampered(`api-trouble/${id}`, head)).toMatchObject({ status: Number(id), body: '' })
    })
  }

  test('401 has the challenge of RFC 6750 section 3', () => {
    expect(headerOf(tampered('api-trouble/401', goodCall), 'www-authenticate')).toMatch(
      /^Bearer realm="[^"]+", error="invalid_token"/,
    )
  })

  test('429 and 503 say when to try again', () => {
    for (const id of ['429', '503']) {
      expect(headerOf(tampered(`api-trouble/${id}`, goodCall), 'retry-after')).toBe('3')
    }
  })

  test('expires-soon changes the lifetime of access tokens and no reply', () => {
    expect(scenarioNamed('api-trouble/expires-soon').policy).toEqual({ longestAccessTokenSeconds: 3 })
    expect(tampered('api-trouble/expires-soon', goodToken)).toBe(goodToken.reply)
    expect(tampered('api-trouble/expires-soon', goodCall)).toBe(goodCall.reply)
  })

  test('429-date and 503-date say when as a date', () => {
    for (const id of ['429-date', '503-date']) {
      const reply = tampered(`api-trouble/${id}`, goodCall)
      expect([reply.status, headerOf(reply, 'retry-after')]).toEqual([
        Number(id.slice(0, 3)),
        'Thu, 15 Jan 2026 12:00:04 GMT',
      ])
    }
  })

  test('paging-elsewhere names the other host for the next page, and gives that page honestly', () => {
    const reply = tampered('api-trouble/paging-elsewhere', goodList)
    const next = 'http://localhost:7636/api/v2/oauth/scopes?pageSize=25&gc_elsewhere=1&pageNumber=2'
    expect(JSON.parse(reply.body)).toEqual({
      ...JSON.parse(goodList.reply.body),
      pageNumber: 1,
      pageCount: 2,
      nextUri: next,
    })
    const followed = { ...goodList, request: requestFor('GET', next.slice('http://localhost:7636'.length)) }
    expect(tampered('api-trouble/paging-elsewhere', followed)).toBe(goodList.reply)
    expect(tampered('api-trouble/paging-elsewhere', goodCall)).toBe(goodCall.reply)
  })

  test('redirects keep path and query, and answer honestly where they lead', () => {
    for (const [id, status] of [
      ['redirect-302', 302],
      ['redirect-307', 307],
    ] as const) {
      const reply = tampered(`api-trouble/${id}`, goodList)
      expect([reply.status, headerOf(reply, 'location')]).toEqual([
        status,
        'http://localhost:7636/api/v2/oauth/scopes?pageSize=25&gc_elsewhere=1',
      ])
      const followed = {
        ...goodList,
        request: requestFor('GET', '/api/v2/oauth/scopes?pageSize=25&gc_elsewhere=1'),
      }
      expect(tampered(`api-trouble/${id}`, followed)).toBe(goodList.reply)
    }
  })

  test('redirect-to-http leads down from https, and is honest where there is no way down', () => {
    expect(headerOf(tampered('api-trouble/redirect-to-http', overHttps(goodCall)), 'location')).toBe(
      'http://127.0.0.1:7636/api/v2/users/me?gc_elsewhere=1',
    )
    expect(tampered('api-trouble/redirect-to-http', goodCall)).toBe(goodCall.reply)
  })
})
