import { describe, expect, test } from 'vitest'
import { headerOf } from '../../../src/server/protocol/message.js'
import { requestFor } from '../../support/requests.js'
import { goodCall, goodToken, scenarioNamed, tampered } from '../../support/tampering.js'

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
})
