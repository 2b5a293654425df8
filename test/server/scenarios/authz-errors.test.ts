import { describe, expect, test } from 'vitest'
import type { HttpReply } from '../../../src/server/protocol/message.js'
import { authzErrors } from '../../../src/server/scenarios/authz-errors.js'
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
})
