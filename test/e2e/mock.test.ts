import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type Running, startProgram } from '../support/run-kit.js'

interface Ready {
  url: string
  port: number
  clientId: string
  user: string
}

const running: Running[] = []
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
})

function start(...args: string[]): Running {
  const mock = startProgram('gc-mock-oauth', ['start', ...args])
  running.push(mock)
  return mock
}

async function ready(...args: string[]): Promise<{ mock: Running; told: Ready }> {
  const mock = start('--port', '0', '--json', ...args)
  return { mock, told: JSON.parse(await mock.waitFor(/^\{.*\}$/m)) as Ready }
}

// RFC 7636 Appendix B.
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
const redirectUri = 'http://127.0.0.1:8976/callback'

async function logIn({ url, clientId }: Ready, codeVerifier = verifier): Promise<Response> {
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 'some state',
  })
  const authorized = await fetch(`${url}/oauth/authorize?${parameters}`, { redirect: 'manual' })
  const callback = new URL(authorized.headers.get('location') ?? '')
  expect(callback.searchParams.get('state')).toBe('some state')
  return fetch(`${url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      client_id: clientId,
      code_verifier: codeVerifier,
    }),
  })
}

describe('gc-mock-oauth start', () => {
  test('tells in one line that it is ready, and a whole login works', async () => {
    const { told } = await ready()
    const answer = await logIn(told)
    expect(answer.status).toBe(200)
    const { access_token: token, token_type: type } = (await answer.json()) as Record<string, string>
    expect(type).toBe('bearer')
    const me = await fetch(`${told.url}/api/v2/users/me`, { headers: { authorization: `Bearer ${token}` } })
    expect(((await me.json()) as { email: string }).email).toBe(told.user)
  })

  test('says in the answer and in its log which mistake a wrong verifier is, and shows no verifier', async () => {
    const mock = start('--port', '0')
    const url = await mock.waitFor(/http:\/\/127\.0\.0\.1:\d+/)
    const clientId = (await mock.waitFor(/[0-9a-f]{8}-[0-9a-f-]{27}/)) ?? ''
    const wrong = createHash('sha256').update('another').digest('base64url')
    const answer = await logIn({ url, clientId, port: 0, user: '' }, wrong)
    expect(answer.status).toBe(400)
    const body = (await answer.json()) as Record<string, string>
    expect(body['error']).toBe('invalid_grant')
    expect(body['error_description']).toMatch(/verifier/)
    const line = await mock.waitFor(/POST \/oauth\/token.*400.*/)
    expect(line).toMatch(/verifier/)
    mock.child.kill('SIGTERM')
    const { out, err } = await mock.ended
    expect(out + err).not.toContain(wrong)
  })

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`ends cleanly on ${signal}, with a connection open`, async () => {
      const { mock, told } = await ready()
      await (await fetch(`${told.url}/_mock/health`)).text()
      mock.child.kill(signal)
      const { code, err } = await mock.ended
      expect(code).toBe(0)
      expect(err).not.toMatch(/\n\s+at /)
    })
  }

  test('names a port that is taken, and exits with 2', async () => {
    const holder = createServer()
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
    const { port } = holder.address() as AddressInfo
    const { code, out, err } = await start('--port', String(port)).ended
    holder.close()
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(String(port))
    expect(err).toMatch(/taken|in use/)
    expect(err).not.toMatch(/\n\s+at /)
  })

  const wrong = [
    { name: 'a port that is no number', args: ['--port', 'abc'], says: '"abc"' },
    { name: 'a port that is too large', args: ['--port', '70000'], says: '70000' },
    { name: 'an unknown flag', args: ['--prot', '1'], says: 'did you mean --port?' },
    {
      name: 'an unknown scenario',
      args: ['--scenario', 'state-tampre/swapped'],
      says: 'state-tamper/swapped',
    },
  ]
  for (const row of wrong) {
    test(`refuses ${row.name} with a sentence, and exits with 2`, async () => {
      const { code, err } = await start(...row.args).ended
      expect(code).toBe(2)
      expect(err).toContain(row.says)
      expect(err).not.toMatch(/\n\s+at /)
    })
  }

  test('asks for a command when none is named', async () => {
    const run = startProgram('gc-mock-oauth', [])
    const { code, err } = await run.ended
    expect(code).toBe(2)
    expect(err).toContain('no command given')
  })
})
