import { afterEach, describe, expect, test } from 'vitest'
import { type Running, startProgram } from '../support/run-kit.js'
import { type Connection, connection } from '../support/sockets.js'

const running: Running[] = []
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
})

async function started(...flags: string[]) {
  const mock = startProgram('gc-mock-oauth', ['start', '--port', '0', '--json', ...flags])
  running.push(mock)
  const { port } = JSON.parse(await mock.waitFor(/^\{.*\}$/m))
  return { ...mock, port: port as number }
}

async function sent(port: number, text: string): Promise<Connection> {
  const opened = await connection(port)
  await new Promise((resolve) => opened.socket.write(text, resolve))
  return opened
}

/** A connection on which one request was answered, and which stays open. */
async function keptAlive(port: number): Promise<Connection> {
  const opened = await connection(port)
  const answered = new Promise((resolve) => opened.socket.once('data', resolve))
  opened.socket.write('GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await answered
  return opened
}

const client = '6fd1c6a4-59c1-4c0f-9b1f-3f8a2c7d7636'
const redirect = 'http://127.0.0.1:9/callback'

/** A token request that is answered after 20 seconds, longer than this test may take. */
async function hanging(port: number): Promise<Connection> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client,
    redirect_uri: redirect,
    // RFC 7636 Appendix B.
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  })
  const page = await fetch(`http://127.0.0.1:${port}/oauth/authorize?${query}`, { redirect: 'manual' })
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: new URL(page.headers.get('location') ?? '').searchParams.get('code') ?? '',
    client_id: client,
    redirect_uri: redirect,
    code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  }).toString()
  const head = `POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n`
  return sent(port, `${head}Content-Length: ${body.length}\r\n\r\n${body}`)
}

describe('the end of gc-mock-oauth start', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    test(`${signal}: at once and cleanly, whatever goes on on its connections`, {
      timeout: 15_000,
    }, async () => {
      const { child, ended, port } = await started('--scenario', 'token-errors/slow', '--log', 'text')
      const open = await Promise.all([
        keptAlive(port),
        hanging(port),
        sent(port, 'POST /oauth/token HTTP/1.1\r\nHost: loc'),
        sent(port, 'POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ngrant_ty'),
        sent(port, ''),
      ])
      child.kill(signal)
      const { code, err } = await ended
      expect(code).toBe(0)
      expect(err).not.toMatch(/\n\s+at |fault/)
      const received = await Promise.all(open.map(({ closed }) => closed))
      expect(received.map((octets) => octets.length > 0)).toEqual([true, false, false, false, false])
    })
  }

  test('the log says how long the client has to wait for a late answer', async () => {
    const { waitFor, port } = await started('--scenario', 'token-errors/slow', '--log', 'text')
    await hanging(port)
    expect(await waitFor(/POST \/oauth\/token 200 .*/)).toMatch(
      new RegExp(`^POST /oauth/token 200 \\(2\\d{4} ms, client ${client}, scenario token-errors/slow\\)$`),
    )
  })

  test('over https as well', async () => {
    const { child, ended, port } = await started('--https')
    const { closed } = await sent(port, '\u0016\u0003\u0001')
    child.kill('SIGTERM')
    expect((await ended).code).toBe(0)
    await closed
  })
})
