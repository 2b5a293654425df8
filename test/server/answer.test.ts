import { describe, expect, test } from 'vitest'
import { defineEndpoint } from '../../src/server/endpoints/endpoint.js'
import { logLine } from '../../src/server/protocol/log-line.js'
import { type HttpReply, headerOf, type Pair, withHeader } from '../../src/server/protocol/message.js'
import { findScenario } from '../../src/server/scenarios/index.js'
import { fakeStart } from '../support/fake-ports.js'
import { authorizeRequest, codeOf, memberOf, redirectParameters, tokenRequest } from '../support/login.js'
import { mockWith } from '../support/mock.js'
import { postForm, requestFor } from '../support/requests.js'

const fromPage: Pair = ['Origin', 'https://app.example']

function me(token: unknown, method = 'GET') {
  return requestFor(method, '/api/v2/tokens/me', [['Authorization', `Bearer ${String(token)}`]])
}

const failing = defineEndpoint({
  id: 'failing',
  origin: 'api',
  path: '/api/v2/failing',
  crossOrigin: true,
  methods: {
    GET: () => {
      throw new Error('a secret detail')
    },
  },
})

describe('answer: a login', () => {
  test('goes from authorize over token to the API, and every exchange is recorded with the login it belongs to', async () => {
    const { ask, recorder, faults } = mockWith()
    const redirect = await ask(authorizeRequest())
    const token = await ask(tokenRequest(codeOf(redirect)))
    const info = await ask(me(memberOf(token, 'access_token')))
    expect([redirect.status, token.status, info.status]).toEqual([302, 200, 200])
    const seen = recorder.exchanges.map(({ number, at, endpoint, outcome }) => ({
      number,
      at,
      endpoint,
      kind: outcome.kind,
    }))
    expect(seen).toEqual([
      { number: 1, at: fakeStart, endpoint: 'oauth-authorize', kind: 'granted' },
      { number: 2, at: fakeStart, endpoint: 'oauth-token', kind: 'granted' },
      { number: 3, at: fakeStart, endpoint: 'api-v2-tokens-me', kind: 'granted' },
    ])
    expect(new Set(recorder.exchanges.map(({ outcome }) => outcome.login)).size).toBe(1)
    expect(faults).toEqual([])
  })

  test('of fifty parallel redemptions one wins, the others are refused, and then the token is dead because of the replay', async () => {
    const { ask, recorder, faults } = mockWith()
    const code = codeOf(await ask(authorizeRequest()))
    const replies = await Promise.all(Array.from({ length: 50 }, () => ask(tokenRequest(code))))
    const won = replies.filter(({ status }) => status === 200)
    const lost = replies.filter(({ status }) => status === 400)
    expect(won).toHaveLength(1)
    expect(lost).toHaveLength(49)
    for (const reply of lost) expect(memberOf(reply, 'error')).toBe('invalid_grant')
    const [winner] = won
    const after = await ask(me(winner === undefined ? '' : memberOf(winner, 'access_token')))
    expect(after.status).toBe(401)
    expect(headerOf(after, 'www-authenticate')).toMatch(/replay/)
    const cause = recorder.exchanges.at(-1)?.outcome.cause
    const causing = recorder.exchanges.find(({ number }) => number === cause)
    expect(causing).toMatchObject({ endpoint: 'oauth-token', outcome: { kind: 'refused' } })
    expect(faults).toEqual([])
  })

  test('a HEAD request for a token that is good has the status of GET and no body', async () => {
    const { ask, recorder } = mockWith()
    const token = await ask(tokenRequest(codeOf(await ask(authorizeRequest()))))
    const reply = await ask(me(memberOf(token, 'access_token'), 'HEAD'))
    expect(reply).toMatchObject({ status: 200, body: '' })
    expect(headerOf(reply, 'content-type')).toBe('application/json')
    expect(recorder.exchanges.at(-1)?.honest.body).toBe('')
  })

  test('with a forgiving policy a wrong verifier is recorded and the login goes on', async () => {
    const { ask, recorder } = mockWith({ policy: { forgiving: true } })
    const code = codeOf(await ask(authorizeRequest()))
    const reply = await ask(tokenRequest(code, { code_verifier: 'x'.repeat(43) }))
    expect(reply.status).toBe(200)
    const outcome = recorder.exchanges.at(-1)?.outcome
    expect(outcome).toMatchObject({ kind: 'granted', forgiven: true })
    expect(outcome?.mistakes).toMatchObject([{ area: 'pkce' }])
  })

  test('with a forgiving policy a token request by GET, all in the URL, is granted', async () => {
    const { ask } = mockWith({ policy: { forgiving: true } })
    const { body } = tokenRequest(codeOf(await ask(authorizeRequest())))
    const reply = await ask(requestFor('GET', `/oauth/token?${body}`))
    expect(reply.status).toBe(200)
    expect(headerOf(reply, 'allow')).toBeUndefined()
  })
})

describe('answer: what an earlier exchange explains', () => {
  test('a token that is the text undefined is explained by the token request that was refused', async () => {
    const { ask, recorder } = mockWith()
    await ask(tokenRequest('unknown'))
    const reply = await ask(me('undefined'))
    expect(headerOf(reply, 'www-authenticate')).toContain('exchange 1 refused the token request')
    expect(recorder.exchanges.at(-1)?.outcome.cause).toBe(1)
  })

  test('and by none when the latest token request was granted', async () => {
    const { ask, recorder } = mockWith()
    await ask(tokenRequest('unknown'))
    await ask(tokenRequest(codeOf(await ask(authorizeRequest()))))
    await ask(me('undefined'))
    expect(recorder.exchanges.at(-1)?.outcome.cause).toBeNull()
  })
})

describe('answer: headers of every reply', () => {
  const requests = [
    authorizeRequest(),
    authorizeRequest({ client_id: 'nobody' }),
    tokenRequest('unknown'),
    me('unknown'),
    requestFor('GET', '/_mock/health'),
    requestFor('GET', '/nothing/here'),
    requestFor('PUT', '/oauth/authorize'),
  ]
  for (const request of requests) {
    test(`forbid caching and name the correlation at ${request.method} ${request.path}`, async () => {
      const { ask, recorder } = mockWith()
      const reply = await ask(request)
      expect(headerOf(reply, 'cache-control')).toBe('no-cache, no-store, must-revalidate')
      expect(headerOf(reply, 'pragma')).toBe('no-cache')
      expect(headerOf(reply, 'x-content-type-options')).toBe('nosniff')
      const correlation = headerOf(reply, 'inin-correlation-id')
      expect(correlation).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(recorder.exchanges[0]?.correlation).toBe(correlation)
    })
  }

  test('the body of an API error names the correlation of its header', async () => {
    const reply = await mockWith().ask(me('unknown'))
    expect(memberOf(reply, 'contextId')).toBe(headerOf(reply, 'inin-correlation-id'))
  })
})

describe('answer: cross-origin requests', () => {
  for (const path of [
    '/oauth/token',
    '/api/v2/users/me',
    '/.well-known/jwks.json',
    '/.well-known/oauth-authorization-server',
    '/api/v2/unknown',
  ]) {
    test(`${path} may be read by the page that asked`, async () => {
      const reply = await mockWith().ask(requestFor('GET', path, [fromPage]))
      expect(headerOf(reply, 'access-control-allow-origin')).toBe('https://app.example')
      expect(headerOf(reply, 'access-control-expose-headers')).toContain('ININ-Correlation-Id')
      expect(headerOf(reply, 'vary')).toBe('Origin')
    })

    test(`${path} shares nothing without an origin`, async () => {
      const reply = await mockWith().ask(requestFor('GET', path))
      expect(headerOf(reply, 'access-control-allow-origin')).toBeUndefined()
    })
  }

  test('a preflight is allowed whatever it asks for', async () => {
    const { ask, recorder } = mockWith()
    const reply = await ask(
      requestFor('OPTIONS', '/oauth/token', [
        fromPage,
        ['Access-Control-Request-Method', 'POST'],
        ['Access-Control-Request-Headers', 'genesys-app, x-custom'],
        ['Access-Control-Request-Private-Network', 'true'],
      ]),
    )
    expect(reply).toMatchObject({ status: 204, body: '' })
    expect(headerOf(reply, 'access-control-allow-origin')).toBe('https://app.example')
    expect(headerOf(reply, 'access-control-allow-methods')).toBe('POST, OPTIONS')
    expect(headerOf(reply, 'access-control-allow-headers')).toBe('genesys-app, x-custom')
    expect(headerOf(reply, 'access-control-allow-private-network')).toBe('true')
    expect(recorder.exchanges[0]?.outcome.kind).toBe('answered')
  })

  test('the API allows GET, HEAD and DELETE where it serves them', async () => {
    const headers: Pair[] = [fromPage, ['Access-Control-Request-Method', 'DELETE']]
    const reply = await mockWith().ask(requestFor('OPTIONS', '/api/v2/tokens/me', headers))
    expect(headerOf(reply, 'access-control-allow-methods')).toBe('GET, HEAD, DELETE, OPTIONS')
  })

  test('authorize is shared with nobody, neither the reply nor a preflight', async () => {
    const { ask } = mockWith()
    const reply = await ask({ ...authorizeRequest(), headers: [fromPage] })
    const preflight = await ask(
      requestFor('OPTIONS', '/oauth/authorize', [fromPage, ['Access-Control-Request-Method', 'GET']]),
    )
    expect(preflight.status).toBe(405)
    for (const { headers } of [reply, preflight]) {
      expect(headers.filter(([name]) => name.toLowerCase().startsWith('access-control-'))).toEqual([])
    }
  })
})

describe('answer: what nobody serves', () => {
  const wrongMethods = [
    { method: 'GET', path: '/oauth/token', allow: 'POST, OPTIONS' },
    { method: 'PUT', path: '/oauth/token', allow: 'POST, OPTIONS' },
    { method: 'PUT', path: '/oauth/authorize', allow: 'GET, HEAD, POST' },
    { method: 'POST', path: '/api/v2/users/me', allow: 'GET, HEAD, OPTIONS' },
    { method: 'TRACE', path: '/_mock/health', allow: 'GET, HEAD' },
    { method: 'constructor', path: '/_mock/health', allow: 'GET, HEAD' },
    { method: 'post', path: '/oauth/token', allow: 'POST, OPTIONS' },
  ]
  for (const row of wrongMethods) {
    test(`${row.method} ${row.path} gets 405, the methods that work, and a JSON body`, async () => {
      const { ask, recorder } = mockWith()
      const reply = await ask(requestFor(row.method, row.path))
      expect(reply.status).toBe(405)
      expect(headerOf(reply, 'allow')).toBe(row.allow)
      expect(headerOf(reply, 'content-type')).toBe('application/json')
      expect(JSON.parse(reply.body)).toBeTypeOf('object')
      expect(recorder.exchanges[0]?.outcome.kind).toBe('refused')
    })
  }

  test('an unknown API path gets 404 with a Genesys error body', async () => {
    const { ask, recorder } = mockWith()
    const reply = await ask(requestFor('GET', '/api/v2/conversations'))
    expect(JSON.parse(reply.body)).toEqual({
      message: 'the mock serves nothing at /api/v2/conversations',
      code: 'not.found',
      status: 404,
      contextId: headerOf(reply, 'inin-correlation-id'),
      details: [],
      errors: [],
    })
    expect(recorder.exchanges[0]).toMatchObject({ endpoint: null, outcome: { kind: 'refused' } })
  })

  test('and stands out in the log, with the stub that would answer it', async () => {
    const { ask, recorder } = mockWith()
    await ask(requestFor('PATCH', '/api/v2/routing/queues/7'))
    const [exchange] = recorder.exchanges
    if (exchange === undefined) throw new Error('nothing was recorded')
    expect(logLine(exchange)).toBe(
      "#1 PATCH /api/v2/routing/queues/7 404 NOT SERVED: the mock serves nothing at /api/v2/routing/queues/7.\n    Answer it by a stub in the options of the mock: api: [{ method: 'PATCH', path: '/api/v2/routing/queues/7', body: {} }].",
    )
  })

  const near = [
    { asked: '/token', served: '/oauth/token' },
    { asked: '/oauth2/token', served: '/oauth/token' },
    { asked: '//oauth/token', served: '/oauth/token' },
    { asked: '/oauth/token/', served: '/oauth/token' },
    { asked: '/authorize', served: '/oauth/authorize' },
    { asked: '/OAuth/Token', served: '/oauth/token' },
    { asked: '/api/v2/tokens/me/', served: '/api/v2/tokens/me' },
  ]
  for (const row of near) {
    test(`${row.asked} gets 404 and is told ${row.served}`, async () => {
      const { ask, recorder } = mockWith()
      const reply = await ask(postForm(row.asked, {}))
      expect(reply.status).toBe(404)
      expect(reply.body).toContain(`but it serves ${row.served}`)
      expect(recorder.exchanges[0]?.outcome.mistakes).toMatchObject([{ kind: 'path-unknown' }])
    })
  }

  for (const path of ['/robots.txt', '/.well-known/openid-configuration', '/']) {
    test(`${path} gets 404, and no mistake is made of it`, async () => {
      const { ask, recorder } = mockWith()
      const reply = await ask(requestFor('GET', path))
      expect(reply.status).toBe(404)
      expect(recorder.exchanges[0]?.outcome).toMatchObject({ kind: 'answered', mistakes: [] })
    })
  }

  const damages = [
    { damage: 'too-large', path: '/oauth/token', status: 413, member: 'error', value: 'invalid_request' },
    {
      damage: 'too-large',
      path: '/api/v2/x',
      status: 413,
      member: 'code',
      value: 'request.entity.too.large',
    },
    {
      damage: 'unknown-encoding',
      path: '/oauth/token',
      status: 415,
      member: 'error',
      value: 'invalid_request',
    },
    {
      damage: 'broken-encoding',
      path: '/oauth/token',
      status: 400,
      member: 'error',
      value: 'invalid_request',
    },
  ] as const
  for (const row of damages) {
    test(`a body that is ${row.damage} gets ${row.status} at ${row.path} and is recorded`, async () => {
      const { ask, recorder } = mockWith()
      const reply = await ask({ ...postForm(row.path, {}), headers: [fromPage] }, row.damage)
      expect(reply.status).toBe(row.status)
      expect(memberOf(reply, row.member)).toBe(row.value)
      expect(headerOf(reply, 'access-control-allow-origin')).toBe('https://app.example')
      expect(recorder.exchanges[0]?.outcome.kind).toBe('refused')
    })
  }
})

describe('answer: faults of the mock', () => {
  test('an exception becomes a 500 in the shape of the API, is recorded, and says nothing of its reason', async () => {
    const { ask, recorder, faults } = mockWith({ endpoints: [failing] })
    const reply = await ask(requestFor('GET', '/api/v2/failing', [fromPage]))
    expect(reply.status).toBe(500)
    expect(memberOf(reply, 'code')).toBe('internal.server.error')
    expect(reply.body).not.toContain('secret')
    expect(headerOf(reply, 'access-control-allow-origin')).toBe('https://app.example')
    expect(recorder.exchanges).toHaveLength(1)
    expect(recorder.exchanges[0]?.outcome).toMatchObject({ kind: 'answered', mistakes: [] })
    expect(faults).toEqual([new Error('a secret detail')])
  })

  test('elsewhere it has the shape of an OAuth error', async () => {
    const { ask } = mockWith({ endpoints: [{ ...failing, path: '/oauth/failing' }] })
    const reply = await ask(requestFor('GET', '/oauth/failing'))
    expect(reply.status).toBe(500)
    expect(memberOf(reply, 'error')).toBe('server_error')
    expect(memberOf(reply, 'description')).toBe(memberOf(reply, 'error_description'))
  })

  test('a scenario that throws leaves the honest reply, and a listener that throws changes nothing', async () => {
    const broken = mockWith({
      tamper: () => {
        throw new Error('tamper')
      },
    })
    broken.recorder.listen(() => {
      throw new Error('listener')
    })
    expect((await broken.ask(requestFor('GET', '/_mock/health'))).status).toBe(200)
    expect(broken.faults).toEqual([new Error('tamper'), new Error('listener')])
  })
})

describe('answer: scenarios', () => {
  test('what a scenario changes is sent, and both replies are recorded', async () => {
    const tamper = (honest: HttpReply) => withHeader(honest, 'X-Scenario', 'on')
    const { ask, recorder } = mockWith({ tamper })
    const reply = await ask(requestFor('GET', '/_mock/health'))
    expect(headerOf(reply, 'x-scenario')).toBe('on')
    const [exchange] = recorder.exchanges
    expect(exchange?.sent).toBe(reply)
    expect(headerOf(exchange?.honest ?? reply, 'x-scenario')).toBeUndefined()
  })

  test('without tampering the honest reply is the one that is sent', async () => {
    const { ask, recorder } = mockWith()
    const reply = await ask(requestFor('GET', '/_mock/health'))
    expect(recorder.exchanges[0]?.honest).toBe(reply)
  })

  for (const variant of ['swapped', 'dropped', 'altered']) {
    test(`state-tamper/${variant} reaches the state of a whole login and leaves its code good`, async () => {
      const tamper = findScenario('state-tamper', variant)?.tamper
      if (tamper == null) throw new Error('no scenario')
      const { ask } = mockWith({ tamper })
      const redirect = await ask(authorizeRequest())
      expect(redirectParameters(redirect).get('state')).not.toBe('af0ifjsldkj')
      expect((await ask(tokenRequest(codeOf(redirect)))).status).toBe(200)
    })
  }
})
