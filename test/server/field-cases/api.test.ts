// What real clients met at the API, and the answer that would have led them back to the cause.
import { connect as connectTls } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type ServerOptions } from '../../../src/server/index.js'
import { type HttpRequest, headerOf } from '../../../src/server/protocol/message.js'
import { fakePorts, fakeStart } from '../../support/fake-ports.js'
import { askFor, at, type Mock } from '../../support/field-case.js'
import { testKey } from '../../support/keys.js'
import {
  authorizeForm,
  authorizeRequest,
  codeOf,
  memberOf,
  publicClient,
  tokenForm,
  tokenRequest,
} from '../../support/login.js'
import { mockWith } from '../../support/mock.js'
import { formOf, requestFor } from '../../support/requests.js'

function me(header: string): HttpRequest {
  return requestFor('GET', '/api/v2/users/me', [['Authorization', header]])
}

/** A token of a login at `host`; at the plain address where there is none. */
async function tokenFrom(mock: Mock, host: string | null = null): Promise<string> {
  const there = (request: HttpRequest) => (host === null ? request : at(host, request))
  const { reply } = await askFor(mock, there(authorizeRequest()))
  const token = await askFor(mock, there(tokenRequest(codeOf(reply))))
  return String(memberOf(token.reply, 'access_token'))
}

describe('field cases: the API', () => {
  const regions = [
    {
      login: 'login.mypurecloud.de',
      api: 'api.mypurecloud.com.au',
      says: 'token of eu-central-1 shown to ap-southeast-2, expected api.mypurecloud.de',
    },
    {
      login: 'login.mypurecloud.com',
      api: 'api.usw2.pure.cloud',
      says: 'token of us-east-1 shown to us-west-2, expected api.mypurecloud.com',
    },
    {
      login: 'login.use2.us-gov-pure.cloud',
      api: 'api.mypurecloud.com',
      says: 'token of us-east-2 shown to us-east-1, expected api.use2.us-gov-pure.cloud',
    },
    {
      login: 'login.apne2.pure.cloud',
      api: 'api.apne3.pure.cloud',
      says: 'token of ap-northeast-2 shown to ap-northeast-3, expected api.apne2.pure.cloud',
    },
  ]
  for (const { login, api, says } of regions) {
    test(`B001: a token of ${login} at ${api}`, async () => {
      const mock = mockWith()
      const token = await tokenFrom(mock, login)
      const answered = await askFor(mock, at(api, me(`Bearer ${token}`)))
      expect(answered).toMatchObject({
        status: 401,
        error: 'bad.credentials',
        kinds: ['token-of-other-region'],
      })
      expect(answered.description).toBe(says)
    })
    test(`B001: the same token where it belongs, ${login.replace('login.', 'api.')}`, async () => {
      const mock = mockWith()
      const token = await tokenFrom(mock, login)
      const answered = await askFor(mock, at(login.replace('login.', 'api.'), me(`Bearer ${token}`)))
      expect(answered).toMatchObject({ status: 200, kinds: [] })
    })
  }
  test('B001: at an address of no region every token is good', async () => {
    const mock = mockWith()
    const token = await tokenFrom(mock, 'login.mypurecloud.de')
    expect(await askFor(mock, me(`Bearer ${token}`))).toMatchObject({ status: 200, kinds: [] })
  })

  const literals = [
    'bearer undefined',
    'Bearer undefined',
    'Bearer null',
    'Bearer [object Object]',
    'Bearer None',
  ]
  for (const header of literals) {
    test(`B011: "${header}" after a token request that was refused`, async () => {
      const mock = mockWith()
      const { reply } = await askFor(mock, authorizeRequest())
      await askFor(mock, tokenRequest(codeOf(reply), { code_verifier: 'x'.repeat(43) }))
      const answered = await askFor(mock, me(header))
      expect(answered).toMatchObject({
        status: 401,
        error: 'bad.credentials',
        kinds: ['bearer-undefined'],
        cause: 2,
      })
      expect(answered.description).toMatch(/is the literal .*: exchange 2 refused the token request/)
    })
  }
  test('B011: a small letter in the word Bearer is no mistake', async () => {
    const mock = mockWith()
    expect(await askFor(mock, me(`bearer ${await tokenFrom(mock)}`))).toMatchObject({
      status: 200,
      kinds: [],
    })
  })

  const spoilt = [
    { name: 'in quotes', header: (token: string) => `Bearer "${token}"`, kind: 'bearer-malformed' },
    {
      name: 'with the scheme twice',
      header: (token: string) => `Bearer Bearer ${token}`,
      kind: 'bearer-malformed',
    },
    { name: 'without a scheme', header: (token: string) => token, kind: 'bearer-malformed' },
    {
      name: 'with its end missing',
      header: (token: string) => `Bearer ${token.slice(0, -20)}`,
      kind: 'token-altered',
    },
  ]
  for (const { name, header, kind } of spoilt) {
    test(`B011: a token ${name}`, async () => {
      const mock = mockWith()
      const token = await tokenFrom(mock)
      const answered = await askFor(mock, me(header(token)))
      expect(answered).toMatchObject({ status: 401, error: 'bad.credentials', kinds: [kind] })
      expect(answered.log).not.toContain(token.slice(-20))
    })
  }

  test('B038: the first token is dead, and the API says by which exchange', async () => {
    const mock = mockWith()
    const code = codeOf((await askFor(mock, authorizeRequest())).reply)
    const token = memberOf((await askFor(mock, tokenRequest(code))).reply, 'access_token')
    mock.ports.advance(12)
    await askFor(mock, tokenRequest(code))
    const answered = await askFor(mock, me(`Bearer ${token}`))
    expect(answered).toMatchObject({
      status: 401,
      error: 'bad.credentials',
      kinds: ['token-revoked'],
      cause: 3,
    })
    expect(answered.description).toBe('the access token was revoked by the replay of its code in exchange 3')
  })
  test('B038: a replay by somebody who cannot prove himself revokes nothing', async () => {
    const mock = mockWith()
    const code = codeOf((await askFor(mock, authorizeRequest())).reply)
    const token = memberOf((await askFor(mock, tokenRequest(code))).reply, 'access_token')
    await askFor(mock, tokenRequest(code, { code_verifier: 'x'.repeat(43) }))
    expect((await askFor(mock, me(`Bearer ${token}`))).status).toBe(200)
  })
  test('B038: the switch keeps the token alive', async () => {
    const mock = mockWith({ policy: { revokeOnReplay: false } })
    const code = codeOf((await askFor(mock, authorizeRequest())).reply)
    const token = memberOf((await askFor(mock, tokenRequest(code))).reply, 'access_token')
    expect((await askFor(mock, tokenRequest(code))).status).toBe(400)
    expect((await askFor(mock, me(`Bearer ${token}`))).status).toBe(200)
  })

  test('B084: iat and nbf are rounded down, so that no clock finds them in the future', async () => {
    const mock = mockWith()
    const [, payload = ''] = (await tokenFrom(mock)).split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    expect(claims.iat).toBe(Math.floor(fakeStart / 1000))
    expect(claims.nbf ?? claims.iat).toBe(Math.floor(fakeStart / 1000))
  })
})

describe('field cases: a running mock', () => {
  const started: MockServer[] = []
  afterEach(async () => {
    for (const mock of started.splice(0)) await mock.stop()
  })

  async function running(options: ServerOptions = {}) {
    const ports = fakePorts()
    const mock = createMockServer(
      { port: 0, clients: [publicClient], signingKey: testKey, ...options },
      ports,
    )
    started.push(mock)
    const notices: string[] = []
    mock.onNotice((notice) => notices.push(notice))
    await mock.start()
    return { mock, ports, notices }
  }

  async function login(mock: MockServer): Promise<Response> {
    const redirect = await fetch(`${mock.url}/oauth/authorize?${formOf(authorizeForm)}`, {
      redirect: 'manual',
    })
    const code = new URL(redirect.headers.get('location') ?? 'missing:').searchParams.get('code') ?? ''
    return fetch(`${mock.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(tokenForm(code)) })
  }

  test('B074: a token that is never shown here is told once, with the line to add', async () => {
    const { mock, ports, notices } = await running()
    expect((await login(mock)).status).toBe(200)
    ports.advance(10_000)
    await fetch(`${mock.url}/_mock/health`)
    expect(notices).toEqual([
      expect.stringMatching(
        /token issued in exchange 2, never shown here.*API base.*still the real one.*setGateway/,
      ),
    ])
    expect(mock.flows()[0]?.notes).toEqual(notices)
  })

  test('B084: a clock that is moved ahead is warned of', async () => {
    const { mock, notices } = await running()
    mock.clock.advance(3600)
    expect(notices).toEqual([expect.stringMatching(/ahead.*clients with.* own.* clock/i)])
  })

  const limits = [
    { variant: 'rate-limited-400', status: 400, error: 'invalid_request', says: /^rate limit exceeded/ },
    { variant: 'rate-limited-429', status: 429, error: undefined, says: undefined },
  ]
  for (const { variant, status, error, says } of limits) {
    test(`B017: the token endpoint limits with ${status}`, async () => {
      const { mock } = await running({ scenario: `token-errors/${variant}` })
      const reply = await login(mock)
      expect(reply.status).toBe(status)
      const body = await reply.json()
      expect(body.error).toBe(error)
      if (says !== undefined) expect(body.error_description).toMatch(says)
      if (status === 429) expect(reply.headers.get('retry-after')).toMatch(/^\d+$/)
    })
  }
  test('B017: the first one only, and then the login goes on', async () => {
    const { mock } = await running()
    mock.scenario.set({ id: 'token-errors/rate-limited-400', times: 1 })
    expect((await login(mock)).status).toBe(400)
    expect((await login(mock)).status).toBe(200)
  })

  const names = ['login.mypurecloud.com', 'api.usw2.pure.cloud', undefined]
  for (const servername of names) {
    test(`B075: TLS to the http port, for ${servername ?? 'no name'}`, async () => {
      const { mock } = await running()
      const noticed = new Promise<string>((resolve) => mock.onNotice(resolve))
      const options = servername === undefined ? {} : { servername }
      const socket = connectTls({ port: mock.port, host: '127.0.0.1', ...options })
      socket.on('error', () => undefined)
      expect(await noticed).toMatch(/^a client spoke TLS to the http port.*: start with --https$/)
      expect((await fetch(`${mock.url}/_mock/health`)).status).toBe(200)
    })
  }

  test('B077: one port on both loopback addresses', async () => {
    const { mock } = await running()
    const { open, missing } = mock.addresses
    expect([...open, ...missing].sort()).toEqual(['127.0.0.1', '::1'])
    for (const address of open) {
      const host = address.includes(':') ? `[${address}]` : address
      expect((await fetch(`http://${host}:${mock.port}/_mock/health`)).status).toBe(200)
    }
  })

  test('B086: a port that is taken is named, and 0 finds a free one', async () => {
    const { mock } = await running()
    const second = createMockServer({ port: mock.port, signingKey: testKey })
    await expect(second.start()).rejects.toThrow(`port ${mock.port} is taken`)
    expect(() => second.url).toThrow()
    const { mock: third } = await running()
    expect(third.port).not.toBe(mock.port)
  })

  for (const loopback of [true, false]) {
    test(`B078: the health of the mock is told to ${loopback ? 'this machine' : 'another machine'} without a token`, async () => {
      const reply = await mockWith().ask(requestFor('GET', '/_mock/health'), null, { loopback })
      expect(reply.status).toBe(200)
      expect(JSON.parse(reply.body)).toEqual({ status: 'ok' })
      expect(headerOf(reply, 'www-authenticate')).toBeUndefined()
    })
  }
})
