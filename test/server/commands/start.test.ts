import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { main } from '../../../src/server/cli.js'
import { createMockServer, type MockServer } from '../../../src/server/index.js'
import { fakeIo } from '../../support/fake-io.js'
import { testKey } from '../../support/keys.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const started = (...flags: string[]) => startedIn({}, ...flags)

/** Runs the program until something stands on standard output. */
async function startedIn(env: Readonly<Record<string, string>>, ...flags: string[]) {
  const stop = new AbortController()
  let ready: () => void = () => undefined
  const said = new Promise<void>((resolve) => {
    ready = resolve
  })
  const io = fakeIo({ env, signal: stop.signal })
  const out = (text: string) => {
    io.out(text)
    ready()
  }
  const exit = main(['start', '--port', '0', ...flags], { ...io, out })
  ends.push(() => {
    stop.abort('SIGINT')
    return exit
  })
  await Promise.race([said, exit])
  return { io, exit, stop: (signal: string) => stop.abort(signal) }
}

function urlIn(text: string): string {
  return /http:\/\/\S+:\d+/.exec(text)?.[0] ?? ''
}

async function running(): Promise<MockServer> {
  const mock = createMockServer({ port: 0, signingKey: testKey })
  await mock.start()
  ends.push(mock.stop)
  return mock
}

describe('start', () => {
  test('the banner names the address, the client, the user and the line for an SDK', async () => {
    const { io } = await started()
    const url = urlIn(io.printed.out)
    expect((await fetch(`${url}/_mock/health`)).status).toBe(200)
    const { port } = new URL(url)
    expect(io.printed.out).toContain(
      'client id   6fd1c6a4-59c1-4c0f-9b1f-3f8a2c7d7636 (public, any loopback redirect URI)',
    )
    expect(io.printed.out).toContain('agent@example.com')
    expect(io.printed.out).toContain(
      `client.setGateway({ host: '127.0.0.1', protocol: 'http', port: ${port} })`,
    )
    expect(io.printed.out).not.toContain('scenario')
  })

  test('every request is a line on standard error, with what is wrong and what to do', async () => {
    const { io } = await started()
    const url = urlIn(io.printed.out)
    await fetch(`${url}/_mock/health`)
    await fetch(`${url}/oauth/token`)
    const lines = io.printed.err.trimEnd().split('\n')
    expect(lines.filter((line) => line.startsWith('#'))).toHaveLength(2)
    expect(lines[0]).toBe('#1 GET /_mock/health 200')
    expect(lines[1]).toMatch(/^#2 GET \/oauth\/token 405 \(\d+ ms\) .*POST/)
    expect(lines[2]).toMatch(/^ {4}\S.*\.$/)
    expect(io.printed.out).toContain('  Every request is logged here. Ctrl+C ends the mock.\n')
  })

  test('--json prints one line and no log', async () => {
    const { io } = await started('--json')
    expect(io.printed.out.endsWith('}\n')).toBe(true)
    const ready = JSON.parse(io.printed.out)
    expect(ready).toEqual({
      url: `http://127.0.0.1:${ready.port}`,
      port: expect.any(Number),
      addresses: expect.arrayContaining(['127.0.0.1']),
      clientId: '6fd1c6a4-59c1-4c0f-9b1f-3f8a2c7d7636',
      user: 'agent@example.com',
      scenario: 'honest',
    })
    await fetch(`${ready.url}/_mock/health`)
    expect(io.printed.err).toBe('')
  })

  test('--json --log json: the ready line on standard output, the log on standard error', async () => {
    const { io } = await started('--json', '--log', 'json')
    const { url } = JSON.parse(io.printed.out)
    await fetch(`${url}/oauth/token`)
    const [line, ...rest] = io.printed.err.trimEnd().split('\n')
    expect(rest).toEqual([])
    expect(JSON.parse(line ?? '')).toMatchObject({ type: 'exchange', number: 1, status: 405, client: null })
    expect(io.printed.out.trimEnd().split('\n')).toHaveLength(1)
  })

  test('the banner says where the log goes', async () => {
    const said = async (...flags: string[]) => (await started(...flags)).io.printed.out
    const file = `${temporaryFolder()}/mock.log`
    expect(await said('--log', 'off')).toContain('  Nothing is logged. Ctrl+C')
    expect(await said('--log', 'problems')).toContain('  Every request with a mistake is logged here. Ctrl+C')
    expect(await said('--log-file', file)).toContain(`  Every request is logged in ${file}. Ctrl+C`)
  })

  test('--scenario chooses how the mock misbehaves, and the banner says it', async () => {
    const { io } = await started('--scenario', 'state-tamper/dropped')
    expect(io.printed.out).toContain('The mock sends back no state.')
    const json = await started('--json', '--scenario', 'state-tamper/dropped')
    expect(JSON.parse(json.io.printed.out)).toMatchObject({ scenario: 'state-tamper/dropped' })
  })

  test('--https serves https with a CA that is kept, and says where it lies', async () => {
    const data = temporaryFolder()
    const env = { XDG_DATA_HOME: data }
    const { io } = await startedIn(env, '--https')
    const file = join(data, 'gc-mock-oauth', 'ca.pem')
    expect(existsSync(file)).toBe(true)
    const { port } = new URL(/https:\/\/\S+:\d+/.exec(io.printed.out)?.[0] ?? '')
    expect(io.printed.out).toContain(`listens on https://127.0.0.1:${port} (`)
    expect(io.printed.out).toContain(`CA          ${file} ("gc-mock-oauth ca" says how to trust it)\n`)
    expect(io.printed.out).toContain(
      `client.setGateway({ host: '127.0.0.1', protocol: 'https', port: ${port} })`,
    )
    expect(io.printed.err).toContain(`gc-mock-oauth: made a CA of its own, ${file}`)
    const json = await startedIn(env, '--json', '--https-host', 'gateway.test')
    const ready = JSON.parse(json.io.printed.out)
    expect(ready).toMatchObject({ url: `https://127.0.0.1:${ready.port}`, caFile: file })
    expect(json.io.printed.err).toBe('')
  })

  test('--data-dir keeps the CA too', async () => {
    const data = temporaryFolder()
    const { io } = await started('--json', '--https', '--data-dir', data)
    expect(JSON.parse(io.printed.out)).toMatchObject({ caFile: join(data, 'ca.pem') })
  })

  test('TLS spoken to the plain port is a line of the log', async () => {
    const { io } = await started()
    const { port } = new URL(urlIn(io.printed.out))
    const socket = connectTls({ port: Number(port), host: '127.0.0.1', servername: 'localhost' })
    await new Promise((resolve) => socket.on('error', resolve))
    expect(io.printed.err).toBe(
      'gc-mock-oauth: a client spoke TLS to the http port (it wants localhost): start with --https\n',
    )
  })

  test('a CA that cannot be used: exit code 2, and a message that names its file', async () => {
    const data = temporaryFolder({ 'ca-key.pem': 'nonsense' })
    const io = fakeIo()
    expect(await main(['start', '--port', '0', '--https', '--data-dir', data], io)).toBe(2)
    expect(io.printed).toEqual({
      out: '',
      err:
        `gc-mock-oauth: --https: ${join(data, 'ca-key.pem')} has no private key in it: ` +
        'remove it to have a new CA made, which clients must then be told to trust\n',
    })
  })

  test('--host listens there alone', async () => {
    const { io } = await started('--json', '--host', '127.0.0.1')
    expect(JSON.parse(io.printed.out)).toMatchObject({ addresses: ['127.0.0.1'] })
  })

  test('--config brings clients and users, and flags count more than it', async () => {
    const folder = temporaryFolder({
      'mock.json': JSON.stringify({
        port: 1,
        clients: [{ id: 'my-app', name: 'My app', grantType: 'CODE', redirectUris: ['http://127.0.0.1/cb'] }],
        users: [{ email: 'ada@example.com', password: 'x', name: 'Ada' }],
        policy: { strictBody: true },
      }),
    })
    const { io } = await started(
      '--json',
      '--config',
      `${folder}/mock.json`,
      '--scenario',
      'token-errors/slow',
    )
    const ready = JSON.parse(io.printed.out)
    expect(ready).toMatchObject({
      clientId: 'my-app',
      user: 'ada@example.com',
      scenario: 'token-errors/slow',
    })
    expect(ready.port).not.toBe(1)
    const { items } = await (await fetch(`${ready.url}/_mock/clients`)).json()
    expect(items).toMatchObject([{ id: 'my-app', confidential: false }])
  })

  test('--interactive shows the login page, and the banner says so', async () => {
    const { io } = await started('--interactive')
    expect(io.printed.out).toContain('agent@example.com (logs in on the login page)')
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: '6fd1c6a4-59c1-4c0f-9b1f-3f8a2c7d7636',
      redirect_uri: 'http://127.0.0.1:9/cb',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    })
    const page = await fetch(`${urlIn(io.printed.out)}/oauth/authorize?${query}`, { redirect: 'manual' })
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Email Address')])
  })

  test('where other machines are let in, an admin token is made and printed once', async () => {
    const { io } = await started('--host', '0.0.0.0')
    const token = /admin token (\S{32}) /.exec(io.printed.out)?.[1] ?? ''
    expect(token).not.toBe('')
    const json = await started('--json', '--host', '0.0.0.0')
    expect(JSON.parse(json.io.printed.out).adminToken).toMatch(/^\S{32}$/)
    expect((await started()).io.printed.out).not.toContain('admin token')
  })

  test('an admin token of the user is not printed', async () => {
    const { io } = await started('--host', '0.0.0.0', '--admin-token', 'my-own-token')
    const json = await started('--json', '--host', '0.0.0.0', '--admin-token', 'my-own-token')
    expect(io.printed.out + json.io.printed.out).not.toContain('my-own-token')
  })

  test('what a person should know is a line on standard error', async () => {
    const { io } = await started()
    await fetch(`${urlIn(io.printed.out)}/_mock/clock`, { method: 'POST', body: '{"advanceSeconds":601}' })
    expect(io.printed.err).toBe(
      'gc-mock-oauth: the clock of the mock runs 10 min ahead of the real one: clients with their own clock will refuse new tokens\n',
    )
  })

  test('--data-dir keeps the key from one start to the next', async () => {
    const folder = temporaryFolder()
    const keysOf = async () => {
      const { io, exit, stop } = await started('--json', '--data-dir', folder)
      const { keys } = await (await fetch(`${JSON.parse(io.printed.out).url}/.well-known/jwks.json`)).json()
      stop('SIGTERM')
      await exit
      return keys
    }
    const [first, second] = [await keysOf(), await keysOf()]
    expect(first).toHaveLength(1)
    expect(second).toEqual(first)
  })

  for (const signal of ['SIGINT', 'SIGTERM']) {
    test(`${signal} ends it with exit code 0, and nothing listens any more`, async () => {
      const { io, exit, stop } = await started()
      stop(signal)
      expect(await exit).toBe(0)
      await expect(fetch(`${urlIn(io.printed.out)}/_mock/health`)).rejects.toThrow()
    })
  }

  test('a stop that was asked for before the start ends it at once', async () => {
    const io = fakeIo({ signal: AbortSignal.abort('SIGINT') })
    expect(await main(['start', '--port', '0'], io)).toBe(0)
  })

  test('a taken port: exit code 2, one message that names the port and its holder, and the way out', async () => {
    const { port } = await running()
    const io = fakeIo({ platform: process.platform })
    expect(await main(['start', '--port', String(port)], io)).toBe(2)
    expect(io.printed.out).toBe('')
    const [problem, ...rest] = io.printed.err.split('\n')
    expect(problem).toMatch(
      new RegExp(`^gc-mock-oauth: --port: port ${port} is taken by .+ \\(process ${process.pid}\\)$`),
    )
    expect(rest).toEqual(['  choose another one with --port, or --port 0 for any that is free', ''])
  })

  test('a taken port whose holder cannot be seen: it is another program', async () => {
    const { port } = await running()
    const io = fakeIo({ platform: 'win32 node 20.20.2' })
    expect(await main(['start', '--port', String(port)], io)).toBe(2)
    expect(io.printed.err).toContain(`--port: port ${port} is taken by another program\n`)
  })

  const refused = [
    {
      name: 'a port that is no number',
      argv: ['start', '--port', 'abc'],
      says: '--port: expected a whole number from 0 to 65535, got "abc"',
    },
    {
      name: 'a port that is too high',
      argv: ['start', '--port', '65536'],
      says: '--port: expected a whole number from 0 to 65535, got 65536',
    },
    {
      name: 'a port in another notation',
      argv: ['start', '--port', '0x10'],
      says: '--port: expected a whole number from 0 to 65535, got "0x10"',
    },
    { name: 'an unknown flag', argv: ['start', '--prot', '1'], says: 'unknown flag or word "prot"' },
    {
      name: 'an unknown scenario',
      argv: ['start', '--scenario', 'x'],
      says: '--scenario: expected the name of a scenario ("gc-mock-oauth scenarios" lists them), got "x"',
    },
    {
      name: 'an address of another machine',
      argv: ['start', '--port', '0', '--host', '198.51.100.1'],
      says: '198.51.100.1 is no address of this machine',
    },
    { name: 'no command', argv: [], says: 'no command given' },
    {
      name: 'a token format that does not exist',
      argv: ['start', '--token-format', 'jwe'],
      says: '--token-format: expected "jwt" or "opaque", got "jwe"',
    },
    {
      name: 'an algorithm that opaque tokens have no use for',
      argv: ['start', '--token-format', 'opaque', '--signing-algorithm', 'ES256'],
      says: '--signing-algorithm: contradicts policy.tokenFormat',
    },
    {
      name: 'an issuer that is no URL',
      argv: ['start', '--issuer', 'login.example'],
      says: '--issuer: expected an http or https URL',
    },
    {
      name: 'a config file that is not there',
      argv: ['start', '--config', '/nowhere/mock.json'],
      says: '--config: /nowhere/mock.json there is no such file',
    },
    {
      name: 'a data folder that cannot be one',
      argv: ['start', '--port', '0', '--data-dir', '/dev/null/x'],
      says: '--data-dir: ',
    },
  ]
  test('every problem of a config file is named with the file, all at once', async () => {
    const folder = temporaryFolder({
      'mock.json': '{\n"prot": 1,\n"clients": [{ "id": "x" }],\n"policy": { "strictbody": true } }',
    })
    const io = fakeIo({ cwd: folder })
    expect(await main(['start', '--config', 'mock.json', '--port', 'abc'], io)).toBe(2)
    const lines = io.printed.err.trimEnd().split('\n')
    expect(lines).toEqual([
      'gc-mock-oauth: --port: expected a whole number from 0 to 65535, got "abc"',
      'gc-mock-oauth: mock.json:2: prot: there is no such option (did you mean port?)',
      'gc-mock-oauth: mock.json:3: clients.0.name: is missing',
      'gc-mock-oauth: mock.json:3: clients.0.grantType: is missing',
      'gc-mock-oauth: mock.json:3: clients.0.redirectUris: is missing',
      'gc-mock-oauth: mock.json:4: policy.strictbody: there is no such option (did you mean strictBody?)',
    ])
  })

  for (const row of refused) {
    test(`${row.name}: exit code 2 and a message without a stack`, async () => {
      const io = fakeIo()
      expect(await main(row.argv, io)).toBe(2)
      expect(io.printed.out).toBe('')
      expect(io.printed.err).toMatch(/^gc-mock-oauth: /)
      expect(io.printed.err).toContain(row.says)
      expect(io.printed.err).not.toMatch(/\n\s+at /)
    })
  }
})
