import { describe, expect, test } from 'vitest'
import type { HttpReply } from '../../../src/server/protocol/message.js'
import { authzErrors } from '../../../src/server/scenarios/authz-errors.js'
import { authorizeRequest, codeOf, redirectParameters, tokenRequest } from '../../support/login.js'
import { scenarioMock } from '../../support/scenario-mock.js'
import { goodLogin, tampered } from '../../support/tampering.js'

// RFC 6749 section 4.1.2.1, and the code for which the official command-line tool of Genesys Cloud is prepared.
const codes = [
  'access_denied',
  'invalid_request',
  'unauthorized_client',
  'unsupported_response_type',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'invalid_pkce_package',
]

function redirectTo(location: string): HttpReply {
  return { ...goodLogin.reply, headers: [['Location', location], ...goodLogin.reply.headers.slice(1)] }
}

function locationOf(name: string, location: string): string {
  const reply = tampered(name, { ...goodLogin, reply: redirectTo(location) })
  const [, value = ''] = reply.headers.find(([header]) => header === 'Location') ?? []
  return value
}

function redirectText(reply: HttpReply): string {
  const [, location = ''] = reply.headers.find(([header]) => header === 'Location') ?? []
  return new URLSearchParams(location.split('?')[1]).get('error_description') ?? ''
}

describe('authz-errors', () => {
  test('has one variant per error code, by its name with dashes', () => {
    expect(authzErrors.variants.map(({ id }) => id.replaceAll('-', '_'))).toEqual(
      expect.arrayContaining(codes),
    )
  })

  for (const code of codes) {
    test(`${code} stands in the place of the code, with a description and the state`, () => {
      const reply = tampered(`authz-errors/${code.replaceAll('_', '-')}`, goodLogin)
      expect(reply.status).toBe(302)
      const [[, location]] = reply.headers as [[string, string]]
      const url = new URL(location)
      expect(`${url.origin}${url.pathname}`).toBe('http://127.0.0.1:8976/callback')
      expect([...url.searchParams.keys()]).toEqual(['error', 'error_description', 'state'])
      expect(url.searchParams.get('error')).toBe(code)
      expect(url.searchParams.get('error_description')).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]{10,}$/)
      expect(url.searchParams.get('state')).toBe('af0ifjsldkj')
      expect(reply.headers.slice(1)).toEqual(goodLogin.reply.headers.slice(1))
    })
  }

  test('the state stays byte for byte, and so does the redirect URI with its own query', () => {
    expect(
      locationOf(
        'authz-errors/access-denied',
        'https://a.example/cb?code=own&x=%2f+%20&code=abc&state=a%2Bb+c',
      ),
    ).toBe(
      'https://a.example/cb?code=own&x=%2f+%20&error=access_denied&error_description=the+user+did+not+approve+the+request&state=a%2Bb+c',
    )
  })

  test('without a state none is added', () => {
    expect(locationOf('authz-errors/server-error', 'https://a.example/cb?code=abc')).toBe(
      'https://a.example/cb?error=server_error&error_description=the+server+met+an+unexpected+condition',
    )
  })

  test('an unknown error, one with a place to read more, and one that holds a script for it', () => {
    const parameters = (variant: string) =>
      Object.fromEntries(
        new URL(locationOf(`authz-errors/${variant}`, 'http://127.0.0.1:1/cb?code=abc')).searchParams,
      )
    expect(parameters('unknown-code')).toMatchObject({ error: 'gc_canary_error' })
    expect(parameters('with-uri')).toMatchObject({ error_uri: 'http://127.0.0.1:7636/_mock/health' })
    expect(parameters('script-uri')['error_uri']).toMatch(/^javascript:/)
  })

  test('markup is loaded from the other host of the mock, and has no character that a description may not have', () => {
    const location = locationOf('authz-errors/markup', 'http://127.0.0.1:1/cb?code=abc')
    const text = new URL(location).searchParams.get('error_description')
    expect(text).toContain('<script src=http://localhost:7636/gc-canary?script></script>')
    expect(text).toContain('<img src=http://localhost:7636/gc-canary?image>')
    expect(text).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
  })

  test('escape sequences of terminals stand raw in the description', () => {
    const location = locationOf('authz-errors/terminal-escapes', 'http://127.0.0.1:1/cb?code=abc')
    expect(location).toMatch(/^[\x21-\x7e]+$/)
    expect(new URL(location).searchParams.get('error_description')).toContain('\u001b[31mgc-canary')
  })

  test('with-code has the error before a code that is good', async () => {
    const mock = scenarioMock('authz-errors/with-code')
    const reply = await mock.ask(authorizeRequest())
    expect([...redirectParameters(reply).keys()]).toEqual(['error', 'code', 'state'])
    expect((await mock.ask(tokenRequest(codeOf(reply)))).status).toBe(200)
  })

  for (const [variant, status] of [
    ['page', 400],
    ['page-500', 500],
    ['pkce-unsupported-page', 400],
  ] as const) {
    test(`${variant} is a page of status ${status}, and leads nowhere`, () => {
      const reply = tampered(`authz-errors/${variant}`, goodLogin)
      expect(reply.status).toBe(status)
      expect(reply.headers.map(([name]) => name)).not.toContain('Location')
      expect(reply.body).toMatch(/^<!DOCTYPE html><html lang="en">/)
    })
  }

  for (const variant of ['pkce-unsupported', 'pkce-unsupported-page']) {
    test(`${variant} meets the first request alone, and a downgrade is refused as ever`, async () => {
      const mock = scenarioMock(`authz-errors/${variant}`)
      const first = await mock.ask(authorizeRequest())
      expect(`${first.body}${redirectText(first)}`).toContain('transform algorithm not supported')
      const plain = await mock.ask(authorizeRequest({ code_challenge_method: 'plain' }))
      expect(redirectParameters(plain).get('error')).toBe('invalid_request')
      expect(codeOf(await mock.ask(authorizeRequest()))).toMatch(/^[\w-]{32}$/)
    })
  }
})
