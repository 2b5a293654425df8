import { describe, expect, test } from 'vitest'
import { type HttpRequest, headerOf } from '../../src/server/protocol/message.js'
import { apiWith } from '../support/api.js'
import { authorizeRequest, codeOf, memberOf, publicClient, tokenRequest } from '../support/login.js'
import { mockWith } from '../support/mock.js'
import { postForm, requestFor } from '../support/requests.js'

function at(origin: string, request: HttpRequest): HttpRequest {
  return { ...request, origin }
}

const metadata = requestFor('GET', '/.well-known/oauth-authorization-server')
const me = requestFor('GET', '/api/v2/users/me')

const wrongHalves = [
  {
    name: 'authorize at the API host',
    origin: 'https://api.mypurecloud.com',
    request: authorizeRequest(),
    right: 'login.mypurecloud.com/oauth/authorize',
    member: 'code',
  },
  {
    name: 'token at the API host',
    origin: 'https://api.usw2.pure.cloud',
    request: tokenRequest('x'),
    right: 'login.usw2.pure.cloud/oauth/token',
    member: 'code',
  },
  {
    name: 'metadata at the API host',
    origin: 'https://api.mypurecloud.ie',
    request: metadata,
    right: 'login.mypurecloud.ie/.well-known/oauth-authorization-server',
    member: 'code',
  },
  {
    name: 'the API at the login host',
    origin: 'https://login.mypurecloud.de',
    request: me,
    right: 'api.mypurecloud.de/api/v2/users/me',
    member: 'code',
  },
  {
    name: 'token at the host of the apps',
    origin: 'https://apps.mypurecloud.jp',
    request: tokenRequest('x'),
    right: 'login.mypurecloud.jp/oauth/token',
    member: 'error',
  },
]

const nowhere = [
  { host: 'login.us-east-1.pure.cloud', right: 'mypurecloud.com' },
  { host: 'login.apps.usw2.pure.cloud.com', right: 'usw2.pure.cloud' },
  { host: 'login.mypurecloud.au', right: 'mypurecloud.com.au' },
  { host: 'login.mypurecloud.con', right: 'mypurecloud.com' },
]

describe('misdirected: the wrong half of the service', () => {
  for (const row of wrongHalves) {
    test(`${row.name} gets 404 and the right address`, async () => {
      const { ask, recorder } = mockWith()
      const reply = await ask(at(row.origin, row.request))
      expect(reply.status).toBe(404)
      expect(memberOf(reply, row.member)).toEqual(expect.any(String))
      expect(reply.body).toContain(row.right)
      expect(headerOf(reply, 'link')).toContain('rel="help"')
      expect(recorder.exchanges[0]?.outcome).toMatchObject({ kind: 'refused', mistakes: [{}] })
    })
  }

  test('authorize at the host of the apps is a page for a person', async () => {
    const reply = await mockWith().ask(at('https://apps.mypurecloud.com', authorizeRequest()))
    expect(reply.status).toBe(404)
    expect(headerOf(reply, 'content-type')).toContain('text/html')
    expect(reply.body).toContain('login.mypurecloud.com/oauth/authorize')
  })

  test('a preflight is answered, so that a page can read what is wrong', async () => {
    const origin = ['Origin', 'https://app.example'] as const
    const preflight = requestFor('OPTIONS', '/oauth/token', [
      origin,
      ['Access-Control-Request-Method', 'POST'],
    ])
    const { ask } = mockWith()
    expect((await ask(at('https://api.mypurecloud.com', preflight))).status).toBe(204)
    const wrong = { ...tokenRequest('x'), headers: [...tokenRequest('x').headers, origin] }
    const reply = await ask(at('https://api.mypurecloud.com', wrong))
    expect(headerOf(reply, 'access-control-allow-origin')).toBe('https://app.example')
  })

  test('terse errors say nothing of it', async () => {
    const { ask } = mockWith({ policy: { terseErrors: true } })
    const reply = await ask(at('https://api.mypurecloud.com', tokenRequest('x')))
    expect(reply.body).not.toContain('login.mypurecloud.com')
  })
})

describe('misdirected: hosts that do not exist', () => {
  for (const { host, right } of nowhere) {
    test(`${host} is served nothing, and told ${right}`, async () => {
      const { ask, recorder } = mockWith()
      const page = await ask(at(`https://${host}`, authorizeRequest()))
      expect(page.status).toBe(404)
      expect(headerOf(page, 'content-type')).toContain('text/html')
      expect(page.body).toContain(right)
      expect(headerOf(page, 'location')).toBeUndefined()
      const token = await ask(at(`https://${host}`, tokenRequest('x')))
      expect([token.status, memberOf(token, 'error')]).toEqual([404, 'invalid_request'])
      expect(memberOf(token, 'error_description')).toContain(right)
      const api = await ask(at(`https://${host.replace('login', 'api')}`, me))
      expect([api.status, memberOf(api, 'code')]).toEqual([404, 'not.found'])
      expect(recorder.exchanges.map(({ outcome }) => outcome.mistakes[0]?.kind)).toEqual([
        'host-unknown',
        'host-unknown',
        'host-unknown',
      ])
    })
  }

  for (const origin of [
    'http://127.0.0.1:7636',
    'http://[::1]:7636',
    'http://localhost:7636',
    'http://mock:7636',
    'https://gc.test',
    'http://host.docker.internal:7636',
    'https://sso.example.com',
  ]) {
    test(`${origin} is no host of the service: everything is served there`, async () => {
      const { ask } = mockWith()
      const redirect = await ask(at(origin, authorizeRequest()))
      const token = await ask(at(origin, tokenRequest(codeOf(redirect))))
      const bearer = ['Authorization', `Bearer ${memberOf(token, 'access_token')}`] as const
      expect((await ask(at(origin, { ...me, headers: [bearer] }))).status).toBe(200)
      expect(memberOf(await ask(at(origin, metadata)), 'issuer')).toBe(origin)
    })
  }

  test('what only the mock has is there under every name', async () => {
    const reply = await mockWith().ask(at('https://login.mypurecloud.au', requestFor('GET', '/_mock/health')))
    expect(reply.status).toBe(200)
  })
})

describe('regions by host', () => {
  test('a login goes from the login host to the API host of its region', async () => {
    const { ask, store } = mockWith()
    const redirect = await ask(at('https://login.mypurecloud.de', authorizeRequest()))
    const token = await ask(at('https://login.mypurecloud.de', tokenRequest(codeOf(redirect))))
    const text = String(memberOf(token, 'access_token'))
    const claims = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString())
    expect(claims).toMatchObject({ iss: 'https://login.mypurecloud.de', aud: 'https://api.mypurecloud.de' })
    expect(await store.findAccessToken(claims.jti)).toMatchObject({ region: 'mypurecloud.de' })
    const bearer = ['Authorization', `Bearer ${text}`] as const
    expect((await ask(at('https://api.mypurecloud.de', { ...me, headers: [bearer] }))).status).toBe(200)
    // This machine stands for every region.
    expect((await ask({ ...me, headers: [bearer] })).status).toBe(200)
  })

  test('the metadata names the hosts of the region, with the port that was asked', async () => {
    const reply = await mockWith().ask(at('https://login.euw2.pure.cloud:8443', metadata))
    expect(JSON.parse(reply.body)).toMatchObject({
      issuer: 'https://login.euw2.pure.cloud:8443',
      token_endpoint: 'https://login.euw2.pure.cloud:8443/oauth/token',
    })
  })

  test('a token of one region is refused by the API of another, and both are named', async () => {
    const { ask, recorder, ...mock } = mockWith()
    const { call: _call, ...rest } = await apiWith({ region: 'mypurecloud.de' }, { ask, recorder, ...mock })
    const record = await rest.store.findAccessToken('token-1')
    if (record === null) throw new Error('no token')
    const text = await rest.context.tokens.issue(record, { issuer: 'i', audience: 'a' })
    const bearer = ['Authorization', `Bearer ${text}`] as const
    const reply = await ask(at('https://api.mypurecloud.com.au', { ...me, headers: [bearer] }))
    expect([reply.status, memberOf(reply, 'code')]).toEqual([401, 'bad.credentials'])
    const told = headerOf(reply, 'www-authenticate') ?? ''
    for (const word of ['eu-central-1', 'ap-southeast-2', 'api.mypurecloud.de']) expect(told).toContain(word)
    expect(recorder.exchanges.at(-1)?.outcome.mistakes[0]?.kind).toBe('token-of-other-region')
  })

  test('a client of no region logs in everywhere', async () => {
    expect(publicClient).not.toHaveProperty('region')
    const reply = await mockWith().ask(at('https://login.mypurecloud.jp', authorizeRequest()))
    expect(reply.status).toBe(302)
  })

  test('a form of a prefix works at the host of a region as well', async () => {
    const { ask } = mockWith({ prefixes: { login: '/gate', api: '' } })
    const reply = await ask(at('https://login.mypurecloud.jp', postForm('/gate/oauth/token', {})))
    expect(reply.status).toBe(400)
  })
})
