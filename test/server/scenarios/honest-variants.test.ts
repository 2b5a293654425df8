import { describe, expect, test } from 'vitest'
import { headerOf } from '../../../src/server/protocol/message.js'
import {
  goodLogin,
  goodMetadata,
  goodRefresh,
  goodToken,
  goodTokens,
  scenarioNamed,
  signedText,
  tampered,
} from '../../support/tampering.js'

function members(name: string, exchange = goodToken): Record<string, unknown> {
  return JSON.parse(tampered(`honest-variants/${name}`, exchange).body)
}

/** The parameters that the redirect adds, in their order. */
function added(name: string, exchange = goodLogin): readonly (readonly [string, string])[] {
  return [...new URL(headerOf(tampered(`honest-variants/${name}`, exchange), 'location') ?? '').searchParams]
}

const good = [
  ['code', 'abc-DEF_123'],
  ['state', 'af0ifjsldkj'],
] as const

describe('honest-variants', () => {
  test('unknown parameters follow the code and the state', () => {
    expect(added('unknown-parameters')).toEqual([
      ...good,
      ['session_state', 'k3Rz9tQw.af0ifjsldkj'],
      ['scope', 'user-basic-info'],
      ['x_gc_canary', 'ignore me'],
    ])
  })

  for (const name of ['iss-unadvertised', 'iss-advertised']) {
    test(`${name} is the issuer that the metadata name`, () => {
      expect(added(name)).toEqual([...good, ['iss', 'http://127.0.0.1:7636']])
      const prefixed = { ...goodLogin, request: { ...goodLogin.request, path: '/login/oauth/authorize' } }
      expect(added(name, prefixed).at(-1)).toEqual(['iss', 'http://127.0.0.1:7636/login'])
    })
  }

  test('iss is the issuer of the options where they fix one', () => {
    const { tamper } = scenarioNamed('honest-variants/iss-unadvertised')
    const about = { ...goodLogin, at: 0, issuer: 'https://login.example/eu' }
    const location = headerOf(tamper?.(goodLogin.reply, about) ?? goodLogin.reply, 'location') ?? ''
    expect(new URL(location).searchParams.get('iss')).toBe('https://login.example/eu')
  })

  test('iss-advertised is promised by the metadata, iss-unadvertised is not', () => {
    expect(members('iss-advertised', goodMetadata)).toMatchObject({
      authorization_response_iss_parameter_supported: true,
    })
    expect(tampered('honest-variants/iss-unadvertised', goodMetadata)).toBe(goodMetadata.reply)
  })

  test('endpoints-with-query has ?gc=1 at both endpoints', () => {
    expect(members('endpoints-with-query', goodMetadata)).toEqual({
      issuer: 'http://127.0.0.1:7636',
      authorization_endpoint: 'http://127.0.0.1:7636/oauth/authorize?gc=1',
      token_endpoint: 'http://127.0.0.1:7636/oauth/token?gc=1',
      code_challenge_methods_supported: ['S256'],
    })
  })

  const changes = [
    { name: 'token-type-capitalised', member: 'token_type', value: 'Bearer' },
    { name: 'token-type-capitals', member: 'token_type', value: 'BEARER' },
    { name: 'expires-in-missing', member: 'expires_in', value: undefined },
    { name: 'scope-narrower', member: 'scope', value: 'user-basic-info' },
  ]
  for (const { name, member, value } of changes) {
    test(`${name}: ${member} is ${value ?? 'absent'}`, () => {
      const answer = members(name)
      expect(answer[member]).toBe(value)
      expect(member in answer).toBe(value !== undefined)
    })
  }

  test('unknown-members holds nested ones with names that tempt', () => {
    const answer = members('unknown-members')
    expect(answer['access_token']).toBe(signedText)
    expect(answer).toMatchObject({ gc_canary_nested: { access_token: 'not this one' } })
  })

  test('refresh-token-missing is for the login alone: at a refresh it would keep the old one alive', () => {
    expect(members('refresh-token-missing', goodTokens)).toEqual({
      access_token: signedText,
      token_type: 'bearer',
      expires_in: 86_400,
    })
    expect(tampered('honest-variants/refresh-token-missing', goodRefresh)).toBe(goodRefresh.reply)
  })

  test('charset is named in the media type, and the body stays', () => {
    const reply = tampered('honest-variants/charset', goodToken)
    expect(headerOf(reply, 'content-type')).toBe('application/json; charset=utf-8')
    expect(reply.body).toBe(goodToken.reply.body)
  })

  for (const [name, characters] of [
    ['token-4k', 4096],
    ['token-8k', 8192],
    ['token-16k', 16_384],
  ] as const) {
    test(`${name} has at least ${characters} characters, and not many more`, () => {
      const { length } = String(members(name)['access_token'])
      expect(length).toBeGreaterThanOrEqual(characters)
      expect(length).toBeLessThan(characters + 10)
    })
  }

  test('token-opaque has no parts, token-senseless-jwt three, token-jwe five', () => {
    const parts = ['token-opaque', 'token-senseless-jwt', 'token-jwe'].map(
      (name) => String(members(name)['access_token']).split('.').length,
    )
    expect(parts).toEqual([1, 3, 5])
  })
})
