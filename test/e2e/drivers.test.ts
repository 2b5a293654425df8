// Correct clients of every kind that is operated without a browser of its own: each logs in, and trips nothing.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../src/conformance/gather/free-port.js'
import { systemPorts } from '../../src/server/index.js'
import { everything, quickUnlessAll } from '../support/extent.js'
import { type JsonReport, reportOf } from '../support/json-report.js'
import { runKit } from '../support/run-kit.js'
import { root } from '../support/source-files.js'
import { folderBelow, temporaryFolder } from '../support/temporary-folder.js'

/** Of the whole file: its tests run at the same time. */
const parent = temporaryFolder()

const limit = 120_000

/** What counts: violations, warnings, and checks that could not be judged although they may be violations. */
function countedIn({ findings }: JsonReport): readonly string[] {
  return findings
    .filter(({ outcome, level }) =>
      outcome === 'fail' ? level !== 'info' : outcome === 'inconclusive' && level === 'violation',
    )
    .map(({ check, outcome, level, reason, occurrences }) =>
      [outcome, level, check, reason, ...occurrences.map((one) => one.reason)].join(' '),
    )
}

interface CorrectClient {
  readonly name: string
  readonly client: string
  readonly kind: string
  readonly args: readonly string[]
  readonly counted?: readonly string[]
}

describe.concurrent('correct clients', { timeout: limit }, () => {
  const rows: readonly CorrectClient[] = [
    { name: 'a hand-written server-side app', client: 'correct/web', kind: 'web', args: [] },
    {
      name: 'an Express app with passport-oauth2',
      client: 'foreign/express-passport',
      kind: 'web',
      args: quickUnlessAll,
      // passport-oauth2 knows no other way.
      counted: ['fail warning token.confidential-auth  in-body'],
    },
    { name: 'a shell script with curl', client: 'correct/shell', kind: 'native', args: quickUnlessAll },
    {
      name: 'a Python program that asks for the code',
      client: 'correct/python-paste',
      kind: 'native',
      args: quickUnlessAll,
    },
    {
      name: 'a Python program with requests-oauthlib that asks for the callback URL',
      client: 'foreign/requests-oauthlib-login',
      kind: 'native',
      // The interpreter of the system: the packages of Debian are for that one.
      args: ['--start', '/usr/bin/python3 main.py', ...quickUnlessAll],
      // The library takes one of two values of state, which only a whole run shows.
      counted: everything ? ['fail warning callback.duplicate-params  state'] : [],
    },
  ]
  for (const row of rows) {
    test(`${row.name} passes, and the run exits with 0`, async ({ expect: expected }) => {
      const { code, json } = await reportOf('--client', `fixtures/clients/${row.client}`, ...row.args)
      expected(countedIn(json)).toEqual(row.counted ?? [])
      expected(json.advice).toBeNull()
      expected(json.client.kind).toBe(row.kind)
      const last = row.args.includes('--quick') ? 'honest' : 'honest-again'
      expected(json.scenarios.at(-1)?.id).toBe(last)
      expected(json.scenarios.flatMap(({ notes }) => notes ?? [])).toEqual([])
      expected(code).toBe(0)
    })
  }
})

describe('an app that already runs', { timeout: limit }, () => {
  test('is operated by its address, and neither started nor ended', async () => {
    const [port, mockPort] = [await freePort(systemPorts.random), await freePort(systemPorts.random)]
    const app = spawn(process.execPath, [join(root, 'fixtures/clients/correct/web/index.mjs')], {
      env: {
        ...process.env,
        GC_PKCE_LOGIN_URL: `http://localhost:${mockPort}`,
        GC_PKCE_API_URL: `http://localhost:${mockPort}`,
        GC_PKCE_REDIRECT_URI: `http://localhost:${port}/callback`,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void app.kill('SIGKILL'))
    await new Promise((resolve) => app.stdout.once('data', resolve))
    const { code, json, err } = await reportOf(
      '--url',
      `http://localhost:${port}/`,
      '--port',
      String(mockPort),
    )
    expect(err).toContain(`GC_PKCE_LOGIN_URL=http://localhost:${mockPort}`)
    expect(countedIn(json)).toEqual([])
    expect(json.client).toMatchObject({ target: `http://localhost:${port}/`, kind: 'web' })
    expect(json.scenarios.length).toBeGreaterThan(3)
    expect(code).toBe(0)
    expect(app.exitCode).toBeNull()
  })

  test('is told when nothing answers there', async () => {
    const [port, mockPort] = [await freePort(systemPorts.random), await freePort(systemPorts.random)]
    const { code, json } = await reportOf(
      '--url',
      `http://localhost:${port}/login`,
      '--port',
      String(mockPort),
    )
    expect(json.advice).toContain(
      `no way to a login was found at http://localhost:${port}: tried /login (no answer)`,
    )
    expect(code).toBe(3)
  })
})

/** A server-side app in one file, as small as it gets: `login` and `callback` are the bodies of its pages. */
const app = ({
  home = `s.end('<a href="/login">Log in</a>')`,
  host = 'localhost',
  cookie = 'sid=1',
} = {}) => `
const { createServer } = require('node:http')
const { createHash, randomBytes } = require('node:crypto')
const env = process.env
const port = new URL(env.GC_PKCE_REDIRECT_URI).port
const redirectUri = 'http://localhost:' + port + '/callback'
let login
createServer(async (q, s) => {
  const url = new URL(q.url, redirectUri)
  s.setHeader('content-type', 'text/html')
  if (url.pathname === '/') { ${home}; return }
  if (url.pathname === '/login') {
    login = { verifier: randomBytes(32).toString('base64url'), state: randomBytes(16).toString('base64url') }
    const challenge = createHash('sha256').update(login.verifier).digest('base64url')
    const query = new URLSearchParams({ response_type: 'code', client_id: 'small-app', redirect_uri: redirectUri,
      code_challenge: challenge, code_challenge_method: 'S256', state: login.state })
    s.writeHead(302, { location: env.GC_PKCE_LOGIN_URL + '/oauth/authorize?' + query, 'set-cookie': '${cookie}' }).end()
    return
  }
  if (url.pathname !== '/callback') { s.writeHead(404).end(); return }
  const known = (q.headers.cookie ?? '').includes('sid=1') && login?.state === url.searchParams.get('state')
  if (!known) { s.writeHead(400).end('unknown'); return }
  const body = new URLSearchParams({ grant_type: 'authorization_code', code: url.searchParams.get('code'),
    redirect_uri: redirectUri, client_id: 'small-app', code_verifier: login.verifier })
  login = undefined
  const token = await (await fetch(env.GC_PKCE_LOGIN_URL + '/oauth/token', { method: 'POST', body })).json()
  const me = await fetch(env.GC_PKCE_API_URL + '/api/v2/users/me', { headers: { authorization: 'Bearer ' + token.access_token } })
  s.writeHead(me.status).end('done')
}).listen(port, () => console.log('listening on http://${host}:' + port))
`

describe.concurrent('ways to the login of an app', { timeout: limit }, () => {
  const rows = [
    { name: 'a link', home: `s.end('<p><a href="/about">About</a> <a href=login>Log in</a></p>')` },
    { name: 'a redirect of the first page', home: `s.writeHead(302, { location: '/login' }).end()` },
    {
      name: 'a form with a button',
      home: `s.end('<form action=/login><button>Sign in with Genesys</button></form>')`,
    },
    {
      name: 'a page that goes on by itself',
      home: `s.end('<meta http-equiv=refresh content="0; url=/login">')`,
    },
    {
      name: 'a button with a script',
      home: `s.end('<button onclick="location.href=\\'/login\\'">Connect</button>')`,
    },
    { name: 'a usual path, where the first page does not exist', home: `s.writeHead(404).end()` },
  ]
  for (const row of rows) {
    test(`${row.name} leads there`, async ({ expect: expected }) => {
      const client = folderBelow(parent, { 'index.cjs': app({ home: row.home }) })
      const { code, json } = await reportOf('--client', client, '--kind', 'web', '--quick')
      expected(countedIn(json)).toEqual([])
      expected(json.scenarios[0]?.ending).toBe('client-finished')
      expected(code).toBe(0)
    })
  }

  test('--login-path names it where no page does', async ({ expect: expected }) => {
    const hidden = app({ home: 's.end()' }).replaceAll("'/login'", "'/enter'")
    const client = folderBelow(parent, { 'index.cjs': hidden })
    const { code } = await reportOf(
      ...['--client', client, '--kind', 'web', '--quick', '--login-path', '/enter'],
    )
    expected(code).toBe(0)
  })
})

describe.concurrent('cookies of an app', { timeout: limit }, () => {
  test('127.0.0.1 against localhost is noticed, tried again at the right host, and said (B048)', async ({
    expect: expected,
  }) => {
    const client = folderBelow(parent, {
      'index.cjs': app({
        host: '127.0.0.1',
        home: `s.setHeader('set-cookie', 'seen=1'); s.end('<a href=/login>Log in</a>')`,
      }),
    })
    const { code, json } = await reportOf('--client', client, '--kind', 'web', '--quick')
    expected(json.scenarios[0]?.notes?.[0]).toMatch(
      /^cookies of 127\.0\.0\.1 are not sent to localhost, the host of the redirect URI: the app was opened again at http:\/\/localhost:\d+$/,
    )
    expected(json.scenarios[0]?.logins).toBe(1)
    expected(countedIn(json)).toEqual([])
    expected(code).toBe(0)
  })

  test('a session cookie with SameSite=Strict does not come back, as in a browser, and that is said', async ({
    expect: expected,
  }) => {
    const client = folderBelow(parent, { 'index.cjs': app({ cookie: 'sid=1; SameSite=Strict' }) })
    const { code, json } = await reportOf('--client', client, '--kind', 'web', '--quick', '--timeout', '4')
    expected(json.scenarios[0]?.notes).toEqual([
      'the cookie sid has SameSite=Strict: a browser does not send it with the callback, which comes from the login service; SameSite=Lax is right for it',
    ])
    expected(
      json.findings.filter(({ check, outcome }) => check.startsWith('state.') && outcome === 'fail'),
    ).toEqual([])
    expected(code).not.toBe(0)
  })

  for (const cookie of ['sid=1; SameSite=Lax; Secure; HttpOnly', 'sid=1; SameSite=None; Secure; Path=/']) {
    test(`"${cookie}" does`, async ({ expect: expected }) => {
      const client = folderBelow(parent, { 'index.cjs': app({ cookie }) })
      const { code } = await reportOf('--client', client, '--kind', 'web', '--quick')
      expected(code).toBe(0)
    })
  }
})

describe('a port of the mock that is taken', () => {
  test('is named before anything is judged: exit 2', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const address = server.address()
    const port = String(typeof address === 'object' && address ? address.port : 0)
    const { code, out, err } = await runKit('--client', 'fixtures/clients/correct/native', '--port', port)
    expect(err).toContain(`--port: ${port} is taken by another program`)
    expect(out).toBe('')
    expect(code).toBe(2)
  })
})
