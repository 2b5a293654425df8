import { describe, expect, test } from 'vitest'
import { headerOf, type Pairs } from '../../src/server/protocol/message.js'
import {
  authorizeRequest,
  codeOf,
  memberOf,
  publicClient,
  tokenForm,
  tokenRequest,
} from '../support/login.js'
import { mockWith } from '../support/mock.js'
import { postForm, requestFor } from '../support/requests.js'

function me(token: unknown, headers: Pairs = []) {
  return requestFor('GET', '/api/v2/users/me', [['Authorization', `Bearer ${token}`], ...headers])
}

/** A mock, and the cause of the latest exchange. */
function observed(changes: Parameters<typeof mockWith>[0] = {}) {
  const mock = mockWith(changes)
  return { ...mock, latest: () => mock.recorder.exchanges.at(-1)?.outcome }
}

async function tokenOf({ ask }: ReturnType<typeof mockWith>): Promise<unknown> {
  return memberOf(await ask(tokenRequest(codeOf(await ask(authorizeRequest())))), 'access_token')
}

describe('causes: a 401 of the API', () => {
  test('B038: names the replay that revoked the token', async () => {
    const mock = observed()
    const code = codeOf(await mock.ask(authorizeRequest()))
    const token = memberOf(await mock.ask(tokenRequest(code)), 'access_token')
    mock.ports.advance(12)
    const replay = await mock.ask(tokenRequest(code))
    expect(memberOf(replay, 'error_description')).toBe(
      'same code again, 12 ms after exchange 2 redeemed it: an effect that ran twice?',
    )
    expect(mock.latest()?.cause).toBe(2)
    const reply = await mock.ask(me(token))
    expect(reply.status).toBe(401)
    expect(headerOf(reply, 'www-authenticate')).toContain('revoked by the replay of its code in exchange 3')
    expect(mock.latest()?.cause).toBe(3)
  })

  test('names the exchange that issued an expired token', async () => {
    const mock = observed()
    const token = await tokenOf(mock)
    mock.ports.advance(86_400_000 + 5000)
    const reply = await mock.ask(me(token))
    expect(headerOf(reply, 'www-authenticate')).toContain('expired 5 s ago; exchange 2 issued it for 24 h')
    expect(mock.latest()?.cause).toBe(2)
  })

  test('names the logout that revoked the token', async () => {
    const mock = observed()
    const token = await tokenOf(mock)
    const headers = [['Authorization', `Bearer ${token}`]] as const
    expect((await mock.ask(requestFor('DELETE', '/api/v2/tokens/me', headers))).status).toBe(200)
    await mock.ask(me(token))
    expect(mock.latest()?.cause).toBe(3)
  })

  const literals = ['undefined', 'null', '[object Object]', 'None', '[object Promise]']
  for (const literal of literals) {
    test(`B011: ${literal} goes back to the token request that was refused`, async () => {
      const mock = observed()
      const code = codeOf(await mock.ask(authorizeRequest()))
      await mock.ask(tokenRequest(code, { code_verifier: 'x'.repeat(43) }))
      const reply = await mock.ask(me(literal))
      expect(reply.status).toBe(401)
      expect(headerOf(reply, 'www-authenticate')).toContain('exchange 2 refused the token request')
      expect(mock.latest()?.cause).toBe(2)
    })
  }

  test('a literal goes back to the login that was refused, where no token was asked for', async () => {
    const mock = observed()
    await mock.ask(authorizeRequest({ response_type: 'token' }))
    await mock.ask(me('undefined'))
    expect(mock.latest()?.cause).toBe(1)
  })

  test('a missing header goes back to the refused token request of the same program, for a minute', async () => {
    const program = (name: string): Pairs => [['User-Agent', name]]
    const mock = observed()
    await mock.ask(postForm('/oauth/token', tokenForm('unknown'), program('one/1')))
    await mock.ask(requestFor('GET', '/api/v2/users/me', program('one/1')))
    expect(mock.latest()?.cause).toBe(1)
    await mock.ask(requestFor('GET', '/api/v2/users/me', program('two/1')))
    expect(mock.latest()?.cause).toBeNull()
    mock.ports.advance(60_000)
    await mock.ask(requestFor('GET', '/api/v2/users/me', program('one/1')))
    expect(mock.latest()?.cause).toBe(1)
    mock.ports.advance(1)
    await mock.ask(requestFor('GET', '/api/v2/users/me', program('one/1')))
    expect(mock.latest()?.cause).toBeNull()
  })

  test('of several refused token requests the latest is the cause, and one that is no POST is none', async () => {
    const mock = observed()
    await mock.ask(tokenRequest('unknown'))
    await mock.ask(tokenRequest('unknown'))
    await mock.ask(requestFor('GET', '/oauth/token?code=a'))
    await mock.ask(me('undefined'))
    expect(mock.latest()?.cause).toBe(2)
  })

  test('an unknown token has no cause', async () => {
    const mock = observed()
    await mock.ask(tokenRequest('unknown'))
    await mock.ask(me('abcdefgh'))
    expect(mock.latest()?.cause).toBeNull()
  })

  test('a token request that a scenario answered with an error is a cause as well', async () => {
    const mock = observed({
      tamper: (honest, { endpoint }) =>
        endpoint === 'oauth-token' ? { ...honest, status: 400, body: '{"error":"invalid_grant"}' } : honest,
    })
    await mock.ask(tokenRequest(codeOf(await mock.ask(authorizeRequest()))))
    await mock.ask(me('undefined'))
    expect(mock.latest()?.cause).toBe(2)
  })
})

describe('causes: a token request without a code', () => {
  const codes = ['undefined', 'null', '', '<code>']
  for (const code of codes) {
    test(`goes back to the login that gave none: ${JSON.stringify(code)}`, async () => {
      const mock = observed()
      await mock.ask(authorizeRequest({ code_challenge: 'abc' }))
      const reply = await mock.ask(tokenRequest(code))
      expect(memberOf(reply, 'error_description')).toContain('exchange 1 gave no code')
      expect(mock.latest()?.cause).toBe(1)
    })
  }

  test('of several refused logins the latest is the cause, and no other mistake has one', async () => {
    const mock = observed()
    await mock.ask(authorizeRequest({ code_challenge: 'abc' }))
    await mock.ask(authorizeRequest({ code_challenge: 'abc' }))
    const reply = await mock.ask(tokenRequest('undefined', { redirect_uri: 'undefined' }))
    expect(mock.latest()?.cause).toBe(2)
    expect(memberOf(reply, 'error_description')).toMatch(
      /code is the text undefined.*exchange 2 gave no code/,
    )
    await mock.ask(tokenRequest('unknown', { redirect_uri: 'undefined' }))
    expect(mock.latest()?.cause).toBeNull()
  })

  test('a login page that waits has given no code yet', async () => {
    const mock = observed({ policy: { interactive: true } })
    await mock.ask(authorizeRequest())
    await mock.ask(tokenRequest('null'))
    expect(mock.latest()?.cause).toBe(1)
  })

  test('has no cause where the login gave one', async () => {
    const mock = observed()
    await mock.ask(authorizeRequest({ code_challenge: 'abc' }))
    await mock.ask(authorizeRequest())
    await mock.ask(tokenRequest('undefined'))
    expect(mock.latest()?.cause).toBeNull()
  })

  test('has no cause in the login of another client', async () => {
    const mock = observed()
    await mock.ask(authorizeRequest({ client_id: 'nobody' }))
    await mock.ask(tokenRequest('undefined'))
    expect(mock.latest()?.cause).toBeNull()
    await mock.ask(postForm('/oauth/token', { ...tokenForm('undefined'), client_id: 'nobody' }))
    expect(mock.latest()?.cause).toBe(1)
  })

  test('has no cause where nobody tried to log in', async () => {
    const mock = observed()
    await mock.ask(tokenRequest('undefined', { client_id: publicClient.id }))
    expect(mock.latest()?.cause).toBeNull()
  })
})
