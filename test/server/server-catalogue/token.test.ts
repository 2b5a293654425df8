// The server catalogue, token endpoint: every row by its id, against a mock over sockets.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confidentialClient } from '../../support/login.js'
import {
  basic,
  type Changes,
  codeFrom,
  login,
  postToken,
  publicClient,
  robot,
  type Served,
  secret,
  served,
  tokenBody,
  webBegun,
  webToken,
  withoutPkce,
} from '../../support/socket-client.js'

let at: Served
let strict: Served
beforeAll(async () => {
  at = await served()
  strict = await served({ policy: { strictBody: true } })
})
afterAll(async () => {
  await at.mock.stop()
  await strict.mock.stop()
})

describe('server catalogue: token endpoint', () => {
  const forms = [
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded;charset=UTF-8',
    'application/x-www-form-urlencoded; charset=utf-8',
    'Application/X-WWW-Form-Urlencoded',
  ]
  for (const type of forms) {
    test(`as.token.form-post: ${type} is read under strictBody`, async () => {
      const body = tokenBody(await codeFrom(strict))
      expect((await postToken(strict, body, { 'Content-Type': type })).status).toBe(200)
    })
  }

  const others = [
    {
      name: 'JSON',
      type: 'application/json',
      make: (body: string) => JSON.stringify(Object.fromEntries(new URLSearchParams(body))),
      says: /JSON/,
    },
    {
      name: 'JSON of another name',
      type: 'text/json',
      make: (body: string) => JSON.stringify(Object.fromEntries(new URLSearchParams(body))),
      says: /JSON/,
    },
    {
      name: 'JSON that is called a form',
      type: 'application/x-www-form-urlencoded',
      make: (body: string) => JSON.stringify(Object.fromEntries(new URLSearchParams(body))),
      says: /JSON/,
    },
    {
      name: 'a form that is called text',
      type: 'text/plain',
      make: (body: string) => body,
      says: /text\/plain/,
    },
    {
      name: 'multipart',
      type: 'multipart/form-data; boundary=b',
      make: (body: string) =>
        [...new URLSearchParams(body)]
          .map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
          .join('')
          .concat('--b--\r\n'),
      says: /multipart/,
    },
    {
      name: 'an empty body',
      type: 'application/x-www-form-urlencoded',
      make: () => '',
      says: /body is empty/,
    },
  ]
  for (const { name, type, make, says } of others) {
    test(`as.token.form-post: ${name} is refused under strictBody, and the code stays good`, async () => {
      const code = await codeFrom(strict)
      const { status, body } = await postToken(strict, make(tokenBody(code)), { 'Content-Type': type })
      expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_request' })
      expect(body.error_description).toMatch(says)
      expect((await postToken(strict, tokenBody(code))).status).toBe(200)
    })
  }

  test('as.token.form-post: JSON is read with a warning where the body is not strict', async () => {
    const body = JSON.stringify(Object.fromEntries(new URLSearchParams(tokenBody(await codeFrom(at)))))
    expect((await postToken(at, body, { 'Content-Type': 'application/json' })).status).toBe(200)
    expect(at.mock.exchanges.at(-1)?.outcome.mistakes).toMatchObject([{ kind: 'body-json' }])
  })

  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD']) {
    test(`as.token.form-post: ${method} is refused with 405 and the method that is right`, async () => {
      const url = `${strict.mock.url}/oauth/token?${tokenBody(await codeFrom(strict))}`
      const response = await fetch(url, { method })
      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toMatch(/\bPOST\b/)
    })
  }
  test('as.token.form-post: nothing is read from the URL', async () => {
    const body = tokenBody(await codeFrom(strict))
    const response = await fetch(`${strict.mock.url}/oauth/token?${body}`, { method: 'POST' })
    const { error, error_description: description } = await response.json()
    expect({ status: response.status, error }).toEqual({ status: 400, error: 'invalid_request' })
    expect(description).toMatch(/parameters were in the URL, none is read from there/)
  })

  test('as.token.params: unknown ones are ignored', async () => {
    expect((await login(at, { x_gc: '1', audience: 'x', resource: ['a', 'b'] })).status).toBe(200)
  })
  for (const name of ['grant_type', 'code', 'redirect_uri', 'client_id', 'code_verifier']) {
    test(`as.token.params: ${name} twice is refused`, async () => {
      const code = await codeFrom(at)
      const own = new URLSearchParams(tokenBody(code)).get(name) ?? ''
      const { status, body } = await postToken(at, tokenBody(code, { [name]: [own, own] }))
      expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_request' })
      expect(body.error_description).toBe(`${name} was sent 2 times`)
    })
  }

  const begun: Changes = { ...webBegun, ...withoutPkce }
  const classic: Changes = { ...webToken, code_verifier: null }
  test('as.token.client-auth: a confidential client without PKCE must show its secret', async () => {
    const code = await codeFrom(at, begun)
    expect((await postToken(at, tokenBody(code, classic))).body.error).toBe('invalid_client')
    const wrong = await postToken(at, tokenBody(code, { ...classic, client_secret: 'wrong' }))
    expect({ status: wrong.status, error: wrong.body.error }).toEqual({
      status: 400,
      error: 'invalid_client',
    })
    const header = await postToken(at, tokenBody(code, classic), basic(confidentialClient.id, 'wrong'))
    expect({ status: header.status, error: header.body.error }).toEqual({
      status: 401,
      error: 'invalid_client',
    })
    expect((await postToken(at, tokenBody(code, classic), basic(confidentialClient.id, secret))).status).toBe(
      200,
    )
  })
  test('as.token.client-auth: client credentials need the secret', async () => {
    const body = 'grant_type=client_credentials'
    expect((await postToken(at, `${body}&client_id=${robot.id}`)).body.error).toBe('invalid_client')
    expect((await postToken(at, body, basic(robot.id, 'wrong'))).status).toBe(401)
    expect((await postToken(at, body, basic(robot.id, robot.secret))).status).toBe(200)
    expect((await postToken(at, `${body}&client_id=${publicClient.id}`)).status).toBe(400)
  })

  const errors: readonly {
    name: string
    changes: Changes
    headers?: Record<string, string>
    status: number
    error: string
  }[] = [
    { name: 'a bad code', changes: { code: 'nothing' }, status: 400, error: 'invalid_grant' },
    {
      name: 'a bad client in the body',
      changes: { client_id: 'nobody' },
      status: 400,
      error: 'invalid_client',
    },
    {
      name: 'a bad client by header',
      changes: { client_id: null },
      headers: basic('nobody', 'x'),
      status: 401,
      error: 'invalid_client',
    },
    {
      name: 'a header that is no base64',
      changes: { client_id: null },
      headers: { Authorization: 'Basic !!!' },
      status: 401,
      error: 'invalid_client',
    },
    {
      name: 'a grant type that does not exist',
      changes: { grant_type: 'magic' },
      status: 400,
      error: 'unsupported_grant_type',
    },
    {
      name: 'the SAML grant',
      changes: { grant_type: 'urn:ietf:params:oauth:grant-type:saml2-bearer', orgName: 'a', assertion: 'b' },
      status: 400,
      error: 'unsupported_grant_type',
    },
    { name: 'no grant type', changes: { grant_type: null }, status: 400, error: 'invalid_request' },
    { name: 'no code', changes: { code: null }, status: 400, error: 'invalid_request' },
    { name: 'letters beyond ASCII', changes: { code: '\u00e9"\\' }, status: 400, error: 'invalid_grant' },
  ]
  for (const { name, changes, headers = {}, status, error } of errors) {
    test(`as.token.error-format: ${name}`, async () => {
      const reply = await postToken(at, tokenBody(await codeFrom(at), changes), headers)
      expect({ status: reply.status, error: reply.body.error }).toEqual({ status, error })
      expect(reply.headers.get('content-type')).toBe('application/json')
      expect(reply.headers.get('cache-control')).toMatch(/no-store/)
      expect(reply.headers.get('www-authenticate') !== null).toBe(status === 401)
      expect(reply.body.error_description).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]{1,200}$/)
      expect(reply.body.description).toBe(reply.body.error_description)
      expect(Object.keys(reply.body).sort()).toEqual(['description', 'error', 'error_description'])
    })
  }
  test('as.token.error-format: the switch answers a refused header with 400, as the real service is said to', async () => {
    const switched = await served({ policy: { clientErrorStatus: 400 } })
    try {
      const reply = await postToken(switched, 'grant_type=client_credentials', basic(robot.id, 'wrong'))
      expect({ status: reply.status, error: reply.body.error }).toEqual({
        status: 400,
        error: 'invalid_client',
      })
    } finally {
      await switched.mock.stop()
    }
  })

  test('as.token.cache-headers: no-store and no-cache', async () => {
    const { headers } = await login(at)
    expect(headers.get('cache-control')).toMatch(/no-store/)
    expect(headers.get('pragma')).toBe('no-cache')
  })

  test('as.token.success-shape: the required members, and numbers as numbers', async () => {
    const { status, body, headers } = await login(at)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json')
    expect(body.access_token).toMatch(/^[A-Za-z0-9._~+/-]+=*$/)
    expect(String(body.token_type).toLowerCase()).toBe('bearer')
    expect(body.expires_in).toBe(86_400)
    expect(Object.hasOwn(body, 'id_token')).toBe(false)
  })

  test('as.token.cors: a page may send the request and read the answer, also that of a refusal', async () => {
    const origin = { Origin: 'https://app.example' }
    const preflight = await fetch(`${at.mock.url}/oauth/token`, {
      method: 'OPTIONS',
      headers: {
        ...origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'genesys-app',
      },
    })
    expect(preflight.headers.get('access-control-allow-methods')).toMatch(/\bPOST\b/)
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/genesys-app/)
    const good = await postToken(at, tokenBody(await codeFrom(at)), origin)
    const bad = await postToken(at, tokenBody('nothing'), origin)
    for (const { headers } of [preflight, good, bad]) {
      expect(headers.get('access-control-allow-origin')).toBe('https://app.example')
    }
    for (const path of ['/.well-known/oauth-authorization-server', '/.well-known/jwks.json']) {
      const response = await fetch(`${at.mock.url}${path}`, { headers: origin })
      expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example')
    }
  })
})
