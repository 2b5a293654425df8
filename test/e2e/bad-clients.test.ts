// Clients that cannot be operated to the end of their login: each ends with a sentence that says why.
import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../src/conformance/gather/free-port.js'
import { systemPorts } from '../../src/server/index.js'
import { type JsonReport, reportOf } from '../support/json-report.js'
import { startProgram } from '../support/run-kit.js'
import { folderBelow, temporaryFolder } from '../support/temporary-folder.js'

/** Of the whole file: its tests run at the same time. */
const parent = temporaryFolder()

/** A program of this test, which is no client, that listens on `port` of `host`; its port. */
async function stranger(host: string, port = 0): Promise<number> {
  const server = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))
  onTestFinished(() => void server.close())
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** An authorize URL of a correct login; the shell fills in where the mock is. */
const challenge = 'code_challenge=CiuyLwaDYsEovLSndnEvxlznC2zKKI9RVGj2iuhatpc&code_challenge_method=S256'
const authorize = (redirectUri: string, rest = challenge, type = 'code') =>
  `$GC_PKCE_LOGIN_URL/oauth/authorize?response_type=${type}&client_id=a&redirect_uri=${redirectUri}&state=Kq3vTz9XmWb7LdPfYh2Rgsstate=0123456789abcdefghij&${rest}`

const listenOn = (port: number, host: string) =>
  `require('node:http').createServer((q, s) => s.end()).listen(${port}, '${host}')`

function violations({ findings }: JsonReport): readonly string[] {
  return findings
    .filter(({ outcome, level }) => outcome === 'fail' && level === 'violation')
    .map(({ check }) => check)
}

describe('a callback that cannot arrive', () => {
  test('goes to a port on which the client does not listen: both ports are named (B055)', async () => {
    const port = await freePort(systemPorts.random)
    const client = folderBelow(parent, {
      'client.sh': `echo "${authorize(`http://localhost:${port}/cb`)}"; exec node -e "${listenOn(0, '127.0.0.1')}"`,
    })
    const { code, json } = await reportOf('--client', client, '--quick')
    expect(json.advice).toMatch(new RegExp(`the client asked for port ${port} but listens on \\d+`))
    expect(code).toBe(3)
    expect(violations(json)).toEqual([])
  })

  test('is taken by another program at the other address of localhost (B054)', async () => {
    const port = await stranger('::1')
    const client = folderBelow(parent, {
      'client.sh': `(sleep 0.5; echo "${authorize(`http://localhost:${port}/cb`)}") & exec node -e "${listenOn(port, '127.0.0.1')}"`,
    })
    const { code, json } = await reportOf('--client', client, '--quick')
    expect(json.advice).toContain(
      `a browser asks [::1]:${port} first, which belongs to another program; the client listens on 127.0.0.1:${port} only, and never got its callback`,
    )
    expect(code).toBe(3)
    expect(violations(json)).toEqual([])
  })

  test('has a private-use scheme: what follows is not applicable (B090)', async () => {
    const client = folderBelow(parent, {
      'client.sh': `echo "${authorize('com.example.app:/oauth2redirect')}"; sleep 60`,
    })
    const { code, json } = await reportOf('--client', client)
    const token = json.findings.find(({ check }) => check === 'pkce.verifier.present')
    expect(token?.outcome).toBe('not-applicable')
    expect(token?.reason).toContain(
      'the redirect URI has the scheme com.example.app: which needs the app itself',
    )
    expect(json.findings.filter(({ outcome }) => outcome === 'kit-error')).toEqual([])
    expect(json.advice).toContain('Give the client a loopback redirect URI for the check')
    expect(code).toBe(3)
    expect(violations(json)).toEqual([])
  })

  test('meets nothing because the client listens nowhere', async () => {
    const client = folderBelow(parent, {
      'client.sh': `echo "${authorize('http://127.0.0.1:9/cb')}"; sleep 60`,
    })
    const { code, json } = await reportOf('--client', client, '--quick')
    expect(json.advice).toContain('nothing listens on 127.0.0.1:9')
    expect(code).toBe(3)
  })
})

describe.concurrent('a login that is no PKCE', () => {
  const rows = [
    {
      name: 'the implicit grant',
      url: authorize('http://127.0.0.1:9/cb', 'nonce=n', 'token'),
      says: 'this is not PKCE: the client asks for a token directly (implicit grant), by /oauth/authorize?response_type=token&client_id=a&redirect_uri=http://127.0.0.1:9/cb&state=…&nonce=…',
      check: 'authz.required-params',
      code: 3,
    },
    {
      name: 'a code without challenge',
      url: authorize('http://127.0.0.1:9/cb', 'scope=users'),
      says: 'this is not PKCE: the client sends no code_challenge, by /oauth/authorize?response_type=code&client_id=a&redirect_uri=http://127.0.0.1:9/cb&state=…&scope=users',
      check: 'pkce.challenge.present',
      code: 1,
    },
  ]
  for (const row of rows) {
    test(`${row.name}: is said with the URL that was seen, and is a finding`, async () => {
      const client = folderBelow(parent, { 'client.sh': `echo "${row.url}"; sleep 60` })
      const { code, json } = await reportOf('--client', client, '--quick')
      expect(json.scenarios[0]?.notes).toContain(row.says)
      expect(json.findings.filter(({ outcome }) => outcome === 'fail').map(({ check }) => check)).toContain(
        row.check,
      )
      expect(code).toBe(row.code)
    })
  }
})

describe.concurrent('a login page that is not the one of the mock', () => {
  const rows = [
    {
      name: 'the region id of AWS in place of its domain (B004)',
      host: 'login.us-east-1.pure.cloud',
      says: 'no such Genesys host; us-east-1 is mypurecloud.com, its login is login.mypurecloud.com',
    },
    {
      name: 'the host of the apps with a part too many (B004)',
      host: 'login.apps.usw2.pure.cloud.com',
      says: 'no such Genesys host; us-west-2 is usw2.pure.cloud',
    },
    {
      name: 'a part missing (B004)',
      host: 'login.mypurecloud.au',
      says: 'no such Genesys host; ap-southeast-2 is mypurecloud.com.au',
    },
    {
      name: 'another port of the real service, which no client is led away from',
      host: 'login.mypurecloud.ie:8443',
      says: 'the real service, region eu-west-1',
    },
  ]
  for (const row of rows) {
    test(`${row.name}: says so, and judges nothing as failed`, async () => {
      const client = folderBelow(parent, {
        'client.sh': `echo "https://${row.host}/oauth/authorize?client_id=a&response_type=code"; sleep 60`,
      })
      const { code, json } = await reportOf('--client', client, '--quick')
      expect(json.advice).toContain(row.says)
      expect(json.advice).toContain('GC_PKCE_LOGIN_URL')
      expect(json.findings.filter(({ outcome }) => outcome === 'fail')).toEqual([])
      expect(code).toBe(3)
    })
  }

  test('looked up by the client itself: the nearest host is named', async () => {
    const client = folderBelow(parent, {
      'client.sh': 'echo "Error: getaddrinfo ENOTFOUND login.eu-central-1.pure.cloud" >&2; exit 1',
    })
    const { json } = await reportOf('--client', client, '--quick')
    expect(json.advice).toContain(
      'It looked for login.eu-central-1.pure.cloud: no such Genesys host; eu-central-1 is mypurecloud.de',
    )
  })
})

describe.concurrent('an opener that gets less than the client printed (B057)', () => {
  const url = authorize('http://127.0.0.1:9/cb')
  const rows = [
    {
      name: 'a shell cut the URL at an &',
      script: `url="${url}"; echo "Open $url"; sh -c "xdg-open $url"; sleep 60`,
      says: /the opener got \d+ of the \d+ characters of the URL that the client printed, cut at an & by a shell/,
    },
    {
      name: 'nothing was printed',
      script: `url="${url}"; sh -c "xdg-open $url"; sleep 60`,
      says: /the opener got a URL with one parameter only, cut at the first & by a shell/,
    },
  ]
  for (const row of rows) {
    test(`${row.name}: it is said, and the run is no success`, async () => {
      const { code, json } = await reportOf(
        '--client',
        folderBelow(parent, { 'client.sh': row.script }),
        '--quick',
      )
      expect(json.advice).toMatch(row.says)
      expect(code).not.toBe(0)
    })
  }
})

describe.concurrent('prompts', () => {
  test('one that asks for something unknown is named when the time is up (B058)', async () => {
    const client = folderBelow(parent, { 'client.sh': 'printf "Client secret: "; read secret; read more' })
    const { code, json } = await reportOf('--client', client, '--quick', '--timeout', '3')
    expect(json.advice).toContain('while it waited at its prompt "Client secret:"')
    expect(json.scenarios[0]?.ending).toBe('prompt-unanswered')
    expect(code).toBe(3)
  })

  test('a program that refuses to work without a terminal gets one', async () => {
    const client = folderBelow(parent, {
      'client.sh': `test -t 0 || { echo "error: stdin is not a terminal" >&2; exit 1; }; echo "${authorize('http://127.0.0.1:9/cb')}"; printf "Code: "; read code; echo "got $code"; exit 4`,
    })
    const { json } = await reportOf('--client', client, '--quick')
    expect(json.scenarios[0]?.notes).toContain(
      'it refuses to work without a terminal, and was started again on one',
    )
    expect(json.scenarios[0]?.what).toBe('it ended with exit code 4')
    expect(json.scenarios[0]?.logins).toBe(1)
  })
})

describe.concurrent('programs that do not run', () => {
  const rows = [
    {
      name: 'a Python module is missing',
      files: { 'main.py': 'import no_such_module_here' },
      says: 'It needs the Python module "no_such_module_here": install its dependencies first',
    },
    {
      name: 'a file is not executable',
      files: { 'client.sh': './tool', tool: 'x' },
      says: 'is it executable (chmod +x)',
    },
    {
      name: 'a start script names a program that is not installed',
      files: { 'package.json': '{"scripts":{"start":"no-such-bundler serve"}}' },
      says: 'The program "no-such-bundler" is not there: install the dependencies of the client first',
    },
    {
      name: 'a file of its own is missing because nothing was built',
      files: { 'client.mjs': 'import "./dist/main.js"' },
      says: /Its file .*dist\/main\.js is missing\. It may have to be built first/,
    },
    {
      name: 'it prints megabytes and no URL',
      files: { 'client.sh': 'yes | head -c 30000000' },
      says: 'No authorize request was seen',
    },
    {
      name: 'its start script leaves something running and ends',
      files: { 'client.sh': '(setsid sleep 300 &) ; exit 0' },
      says: 'it ended with exit code 0',
    },
  ]
  for (const row of rows) {
    test(`${row.name}: exit 3 and what to do`, async () => {
      const { code, json, err } = await reportOf(
        '--client',
        folderBelow(parent, row.files),
        '--quick',
        '--timeout',
        '5',
      )
      expect(json.advice).toEqual(
        typeof row.says === 'string' ? expect.stringContaining(row.says) : expect.stringMatching(row.says),
      )
      expect(err).not.toMatch(/\n\s+at /)
      expect(code).toBe(3)
    })
  }
})

describe('a program that cannot listen', () => {
  test('a port is taken: the port is named', async () => {
    const port = await stranger('127.0.0.1')
    const client = folderBelow(parent, {
      'client.sh': `exec node -e "${listenOn(port, '127.0.0.1')}"`,
    })
    const { code, json } = await reportOf('--client', client, '--quick', '--timeout', '5')
    expect(json.advice).toContain(`It could not listen on port ${port}: another program has that port`)
    expect(code).toBe(3)
  })
})

describe.concurrent('an app without a way to log in', () => {
  const app = (answer: string) =>
    `require('node:http').createServer((q, s) => { s.setHeader('content-type', 'text/html'); ${answer} }).listen(0, '127.0.0.1')`

  test('is told which pages were tried', async () => {
    const client = folderBelow(parent, {
      'index.cjs': app(`s.statusCode = q.url === '/' ? 200 : 404; s.end('<a href="/about">About</a>')`),
    })
    const { code, json } = await reportOf('--client', client, '--kind', 'web', '--quick')
    expect(json.advice).toMatch(
      /no way to a login was found at http:\/\/localhost:\d+: tried \/ \(200\), \/login \(404\)/,
    )
    expect(json.advice).toContain('--login-path')
    expect(json.scenarios[0]?.ending).toBe('no-login-found')
    expect(code).toBe(3)
  })

  test('draws its pages by JavaScript: that is said', async () => {
    const client = folderBelow(parent, {
      'index.cjs': app(`s.end('<div id=root></div><script src=/app.js></script>')`),
    })
    const { json } = await reportOf('--client', client, '--kind', 'web', '--quick')
    expect(json.advice).toContain('its pages are drawn by JavaScript, which was not run')
  })

  test('listens nowhere: that is said when the time is up', async () => {
    const client = folderBelow(parent, { 'index.cjs': 'setInterval(() => {}, 1000)' })
    const { code, json } = await reportOf('--client', client, '--kind', 'web', '--quick', '--timeout', '3')
    expect(json.advice).toContain('none of its processes listens on a port')
    expect(code).toBe(3)
  })

  test('listens and does not speak HTTP: that is said when the time is up', async () => {
    const client = folderBelow(parent, {
      'index.cjs': `require('node:net').createServer((s) => s.end('hello\\n')).listen(0, '127.0.0.1')`,
    })
    const { json } = await reportOf('--client', client, '--kind', 'web', '--quick', '--timeout', '3')
    expect(json.advice).toMatch(/it listens on port \d+, and nothing there answers by HTTP/)
  })

  test('is ended cleanly by Ctrl-C, and the report is marked incomplete', async () => {
    const client = folderBelow(parent, { 'index.cjs': app('s.end()') })
    const run = startProgram('gc-pkce-check', ['--client', client, '--kind', 'web', '--reporter', 'json'])
    await run.waitFor(/scenario 1 of/)
    run.child.kill('SIGINT')
    const { code, out } = await run.ended
    expect(code).toBe(130)
    expect((JSON.parse(out) as JsonReport).complete).toBe(false)
  })
})
