import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Running, startProgram } from '../support/run-kit.js'

const clientScript = fileURLToPath(new URL('../support/https-login.mjs', import.meta.url))
const data = mkdtempSync(join(tmpdir(), 'gc-https-'))
const env = { ...process.env, XDG_DATA_HOME: data }

interface Ran {
  readonly code: number | string
  readonly out: string
  readonly err: string
}

/** Runs a program to its end. Rejects when there is no such program. */
function run(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { env: environment, timeout: 50_000 }, (error, out, err) => {
      const code = error === null ? 0 : (error.code ?? 'killed')
      const missing = `this test needs ${program}: install the Debian package ${program}`
      if (code === 'ENOENT') reject(new Error(missing))
      else resolve({ code, out, err })
    })
    // openssl would wait for something to send.
    child.stdin?.end()
  })
}

let mock: Running
let url: URL
let clientId: string
let caFile: string

beforeAll(async () => {
  mock = startProgram('gc-mock-oauth', ['start', '--port', '0', '--https'], undefined, env)
  url = new URL(await mock.waitFor(/https:\/\/127\.0\.0\.1:\d+/))
  clientId = await mock.waitFor(/[0-9a-f]{8}-[0-9a-f-]{27}/)
  caFile = join(data, 'gc-mock-oauth', 'ca.pem')
})
afterAll(async () => {
  mock.child.kill('SIGKILL')
  await mock.ended
  rmSync(data, { recursive: true, force: true })
})

/** The lines of the command `ca` under a heading. */
async function trustLines(heading: string): Promise<string> {
  const { out } = await startProgram('gc-mock-oauth', ['ca'], undefined, env).ended
  const [, block = ''] = out.split(`  ${heading}\n`)
  return block.split(/\n {0,2}(?! )/)[0] ?? ''
}

/** Runs a command in a shell in which those lines came first. */
async function trusting(heading: string, command: string): Promise<Ran> {
  return run('sh', ['-c', `${await trustLines(heading)}\n${command}`])
}

function curl(host: string, ...args: readonly string[]): Promise<Ran> {
  const resolved = ['--resolve', `${host}:${url.port}:127.0.0.1`]
  return run('curl', ['-sS', ...resolved, ...args, `https://${host}:${url.port}/_mock/health`])
}

const healthy = { code: 0, out: expect.stringContaining('{"status":"ok"}') }

describe('gc-mock-oauth start --https', () => {
  for (const host of [
    'login.mypurecloud.com',
    'api.euc2.pure.cloud',
    'apps.edee1.eusc-pure.cloud',
    'localhost',
  ]) {
    test(`openssl at its strictest accepts the chain that is shown for ${host}`, async () => {
      const shown = await run('openssl', [
        ...['s_client', '-connect', url.host, '-servername', host, '-x509_strict'],
        ...['-verify_hostname', host, '-verify_return_error', '-CAfile', caFile],
      ])
      expect(shown.out).toContain('Verify return code: 0 (ok)')
      expect(shown.out).toContain('\n 1 s:O = gc-mock-oauth')
    })
  }

  for (const host of ['login.mypurecloud.com', 'api.usw2.pure.cloud', 'localhost']) {
    test(`curl accepts ${host} with the certificate of the CA`, async () => {
      expect(await curl(host, '--cacert', caFile)).toMatchObject(healthy)
    })
  }

  const bases = [
    ['https://login.mypurecloud.com', 'https://api.mypurecloud.com'],
    ['https://login.apne3.pure.cloud', 'https://api.apne3.pure.cloud'],
    ['https://127.0.0.1', 'https://127.0.0.1'],
  ]
  for (const [login = '', api = ''] of bases) {
    test(`fetch of Node.js logs in at ${login}, told by its environment whom to trust`, async () => {
      const args = [`${login}:${url.port}`, `${api}:${url.port}`, clientId]
      const command = `node ${[clientScript, ...args].map((word) => `'${word}'`).join(' ')}`
      expect((await trusting('Node.js, Bun', command)).out).toBe('{"email":"agent@example.com"}\n')
    })
  }

  test('fetch of Node.js refuses it untold, and the log says what to do', async () => {
    const args = [`https://login.mypurecloud.de:${url.port}`, url.origin, clientId]
    const { out } = await run('node', [clientScript, ...args])
    expect(out).toBe('{"error":"SELF_SIGNED_CERT_IN_CHAIN"}\n')
    const line = await mock.waitFor(/.*handshake for login\.mypurecloud\.de.*/)
    expect(line).toContain('"gc-mock-oauth ca"')
  })

  const request = `import urllib.request as r; print(r.urlopen('ORIGIN/_mock/health').read().decode())`
  const requests = `import requests; print(requests.get('ORIGIN/_mock/health').text)`
  const others = [
    { heading: 'curl', command: 'curl -sS ORIGIN/_mock/health' },
    { heading: 'Python: urllib, httpx, aiohttp', command: `/usr/bin/python3 -c "${request}"` },
    {
      heading: 'Python: requests, requests-oauthlib, Authlib',
      command: `/usr/bin/python3 -c "${requests}"`,
    },
  ]
  for (const { heading, command } of others) {
    test(`${heading}: the line of the command ca is enough, and needed`, async () => {
      const line = command.replace('ORIGIN', url.origin)
      expect(await trusting(heading, line)).toMatchObject(healthy)
      const untold = await run('sh', ['-c', line])
      expect(untold.code).not.toBe(0)
      expect(untold.err).toMatch(/certificate/i)
    })
  }

  test('curl untold: the log names the host whose certificate was refused', async () => {
    expect((await curl('api.mypurecloud.ie')).code).toBe(60)
    expect(await mock.waitFor(/.*api\.mypurecloud\.ie.*/)).toContain(
      'gc-mock-oauth: a client refused the certificate for api.mypurecloud.ie: "gc-mock-oauth ca" says',
    )
  })

  test('a host that no certificate may be made for: curl gets an alert, the log a line', async () => {
    const refused = await curl('www.example.com', '--cacert', caFile)
    expect(refused).toMatchObject({ code: 35, err: expect.stringContaining('unrecognized name') })
    expect(await mock.waitFor(/.*www\.example\.com.*/)).toContain('start with --https-host www.example.com')
  })

  test('plain http to the https port gets an answer that says so', async () => {
    const { out } = await run('curl', ['-sS', `http://127.0.0.1:${url.port}/oauth/token`, '-d', 'code=x'])
    expect(out).toContain('begin the URL with https://')
    expect(await mock.waitFor(/.*plain http to the https port.*/)).toContain('https://')
  })

  test('Chromium opens the login page at the real host name', async () => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: 'http://127.0.0.1:8976/callback',
      state: 'af0ifjsldkj',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      prompt: 'login',
    })
    const own = (await trustLines('Chromium, Chrome')).trim().split(' ').slice(1)
    const page = await run('chromium', [
      ...own.map((flag) => flag.replace('PROFILE', join(data, 'profile'))),
      ...[
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--no-proxy-server',
      ],
      ...['--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage'],
      `--host-resolver-rules=MAP login.mypurecloud.com:443 127.0.0.1:${url.port}, MAP * ~NOTFOUND`,
      ...['--dump-dom', `https://login.mypurecloud.com/oauth/authorize?${query}`],
    ])
    expect(page.out).toContain('Email Address')
    expect(page.out).toContain('Log In')
  })

  test('it ends cleanly with a TLS connection open', async () => {
    const own = startProgram('gc-mock-oauth', ['start', '--port', '0', '--https', '--json'], undefined, env)
    const ready = JSON.parse(await own.waitFor(/^\{.*\}$/m))
    expect(ready.caFile).toBe(caFile)
    const socket = connect({ port: ready.port, host: '127.0.0.1', ca: readFileSync(caFile) })
    await once(socket, 'secureConnect')
    // The mock ends the connection; whether by a reset or in good order is not the question here.
    socket.on('error', () => undefined)
    own.child.kill('SIGTERM')
    const { code, err } = await own.ended
    expect({ code, err }).toEqual({ code: 0, err: '' })
    socket.destroy()
  })
})
