import { describe, expect, test } from 'vitest'
import { headerOf } from '../../../src/server/protocol/message.js'
import { goodToken, tampered } from '../../support/tampering.js'

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
})
