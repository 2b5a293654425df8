import { describe, expect, test } from 'vitest'
import {
  asksForCode,
  authorizeRequests,
  wholeAuthorizeRequests,
} from '../../../src/conformance/judge/authorize-request.js'
import { transcript } from '../../support/transcript-builder.js'

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

function namesIn(run: ReturnType<typeof transcript>): readonly (readonly string[])[] {
  return authorizeRequests(run.ended()).map(({ parameters }) => parameters.map(({ name }) => name))
}

describe('authorize-request', () => {
  test('reads a form body after the query', () => {
    const run = transcript().authorize(
      {},
      { method: 'POST', query: 'a=1', body: 'client_id=c', headers: form },
    )
    expect(namesIn(run)).toEqual([['a', 'client_id']])
  })

  test('reads no body of a GET, and none that is no form', () => {
    const run = transcript()
      .authorize({}, { query: 'client_id=c&a=1', body: 'b=2', headers: form })
      .authorize(
        {},
        { method: 'POST', query: 'client_id=c&a=1', body: 'b=2', headers: { 'Content-Type': 'text/plain' } },
      )
    expect(namesIn(run)).toEqual([
      ['client_id', 'a'],
      ['client_id', 'a'],
    ])
  })

  test('takes a post with one parameter of OAuth among others for a request', () => {
    const run = transcript().authorize({}, { method: 'POST', query: '', body: 'x=1&state=s', headers: form })
    expect(namesIn(run)).toEqual([['x', 'state']])
  })

  test('takes neither a login form nor a preflight for a request', () => {
    const run = transcript()
      .authorize({}, { method: 'POST', query: '', body: 'username=u&password=p', headers: form })
      .authorize({}, { method: 'OPTIONS' })
      .authorize({}, { method: 'HEAD' })
    expect(namesIn(run)).toEqual([])
  })

  test('tells a request of two parameters from one that was cut after the first', () => {
    const run = transcript()
      .authorize({}, { query: 'response_type=code' })
      .authorize({}, { query: 'response_type=code&client_id=c' })
      .ended()
    expect(wholeAuthorizeRequests([run]).map(({ exchange }) => exchange.number)).toEqual([2])
  })

  const types = [
    ['code', true],
    [null, true],
    ['', true],
    ['id_token code', true],
    ['Code', true],
    ['token', false],
    ['id_token token', false],
  ] as const
  for (const [type, expected] of types) {
    test(`a request with response_type ${type} ${expected ? 'asks' : 'does not ask'} for a code`, () => {
      const run = transcript().authorize({ response_type: type }).ended()
      expect(authorizeRequests(run).map(asksForCode)).toEqual([expected])
    })
  }
})
