import { describe, expect, test } from 'vitest'
import { codeRequests, probableLoginOf, tokenRequests } from '../../../src/conformance/judge/token-request.js'
import { transcript } from '../../support/transcript-builder.js'

const login = () => transcript().authorize().callback()

const purposes = [
  { name: 'a code', values: {}, purpose: 'code' },
  { name: 'a code under another grant', values: { grant_type: 'code' }, purpose: 'code' },
  { name: 'a code that was lost', values: { code: null }, purpose: 'code' },
  { name: 'a code and a grant that were lost', values: { grant_type: null, code: null }, purpose: 'code' },
  { name: 'a refresh', values: { grant_type: 'refresh_token', code: null }, purpose: 'other' },
  {
    name: 'a refresh whose grant was lost',
    values: { grant_type: null, code: null, refresh_token: 'r' },
    purpose: 'other',
  },
  { name: 'client credentials', values: { grant_type: 'client_credentials', code: null }, purpose: 'other' },
  {
    name: 'an assertion',
    values: { grant_type: 'urn:ietf:params:oauth:grant-type:saml2-bearer', code: null },
    purpose: 'other',
  },
  { name: 'a password', values: { grant_type: 'password', code: null }, purpose: 'password' },
  {
    name: 'nothing known',
    values: { grant_type: null, code: null, code_verifier: null },
    purpose: 'unclear',
  },
] as const

describe('token-request', () => {
  for (const { name, values, purpose } of purposes) {
    test(`sees that a request is for ${name}`, () => {
      expect(tokenRequests(login().token(values).ended())).toMatchObject([{ purpose }])
    })
  }

  for (const as of ['form', 'json', 'multipart', 'query'] as const) {
    test(`reads parameters out of ${as}`, () => {
      const [request] = tokenRequests(login().token({ code: 'c-1' }, { as }).ended())
      expect(request?.parameters.map(({ name }) => name)).toEqual([
        'grant_type',
        'code',
        'redirect_uri',
        'client_id',
        'code_verifier',
      ])
      expect(request?.code).toBe('c-1')
    })
  }

  test('ties each request to the login whose code it carries', () => {
    const run = transcript()
      .authorize({}, { issues: 'code-1' })
      .authorize({}, { issues: 'code-2' })
      .token({ code: 'code-1' })
      .token({ code: 'code-2' })
      .token({ code: 'code-3' })
      .ended()
    expect(codeRequests([run]).map(({ login: found }) => found?.exchange.number ?? null)).toEqual([
      1,
      2,
      null,
    ])
  })

  test('finds the login behind a login form', () => {
    const run = transcript()
      .authorize({}, { reply: { status: 200, headers: [], body: '<form>' } })
      .authorize(
        {},
        {
          method: 'POST',
          query: '',
          body: 'username=u&password=p',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        },
      )
      .token()
      .ended()
    expect(codeRequests([run])[0]?.login?.exchange.number).toBe(1)
  })

  test('takes the last login before a request without a known code for its login', () => {
    const run = transcript().authorize().token({ code: null }).authorize().ended()
    const [request] = codeRequests([run])
    expect(request && probableLoginOf(request)?.exchange.number).toBe(1)
  })

  test('takes the nearest of two logins for it, and none that began later', () => {
    const run = transcript().token({ code: null }).authorize().authorize().token({ code: null }).ended()
    const found = codeRequests([run]).map((request) => probableLoginOf(request)?.exchange.number ?? null)
    expect(found).toEqual([null, 3])
  })

  test('knows a body in which nothing can be read from one that is not there', () => {
    const bodies = ['<xml/>', '', '\r\n']
    const run = bodies.reduce((builder, body) => builder.token({}, { body }), login()).ended()
    expect(tokenRequests(run).map(({ body }) => body)).toEqual(['unreadable', 'empty', 'empty'])
  })

  test('does not count the line end of a text file to the last parameter', () => {
    const run = login().token({}, { body: 'grant_type=authorization_code&code=c-1\r\n' }).ended()
    expect(tokenRequests(run)[0]?.code).toBe('c-1')
  })
})
