import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { quickUnlessAll } from '../support/extent.js'
import { failures, type JsonReport, reportOf } from '../support/json-report.js'
import { runKit, startProgram } from '../support/run-kit.js'
import { temporaryFolder } from '../support/temporary-folder.js'

describe('the client of the guide', () => {
  test('is told what is wrong, and the run exits with 1', async () => {
    const { code, out } = await runKit('--client', 'fixtures/clients/guide')
    expect(code).toBe(1)
    for (const part of [
      'VIOLATION  token.form-body',
      'json: sends the parameters as JSON',
      'RFC 6749 §4.1.3',
      'WARNING    state.present',
      'the client sends no state (see state.present)',
      'VIOLATION  pkce.verifier.csprng',
      'predicted: makes verifiers that can be computed',
      'Math.random of V8',
      'reproduce  gc-pkce-check --client fixtures/clients/guide --check token.form-body',
    ]) {
      expect(out).toContain(part)
    }
  })

  test('is only told about JSON as an info in the profile of the guide', async () => {
    const { code, json } = await reportOf(
      '--client',
      'fixtures/clients/guide',
      '--profile',
      'genesys-guide',
      '--quick',
    )
    expect(failures(json)).toEqual([
      'info token.form-body/json',
      'violation pkce.verifier.csprng/predicted',
      'violation state.present/absent',
    ])
    expect(code).toBe(1)
  })
})

/** Checks with nothing to judge in a native app that is called back on loopback and names no scope. */
const notForThem = [
  'redirect-uri.https',
  'redirect-uri.custom-scheme',
  'scope.syntax',
  'scope.minimal',
  'token.auth-single-method',
]

describe('correct clients', () => {
  for (const { client, args } of [
    { client: 'correct/native', args: [] },
    { client: 'correct/python', args: quickUnlessAll },
    { client: 'foreign/openid-client', args: quickUnlessAll },
    { client: 'foreign/oauth4webapi', args: quickUnlessAll },
  ]) {
    test(`${client} passes every check, and the run exits with 0`, { timeout: 240_000 }, async () => {
      const { code, json } = await reportOf('--client', `fixtures/clients/${client}`, ...args)
      const others = json.findings.filter(({ outcome }) => outcome !== 'pass')
      // A native app on loopback that names no scope: each of these says why it does not apply.
      expect(others.filter(({ outcome }) => outcome !== 'not-applicable')).toEqual([])
      for (const { reason } of others) expect(reason).toMatch(/\w{3}/)
      const runs = json.scenarios.map(({ id, variant }) => (variant ? `${id}/${variant}` : id))
      if (args.length > 0) expect(runs).toEqual(['honest'])
      else {
        expect(others.map(({ check }) => check)).toEqual(expect.arrayContaining(notForThem))
        expect(json.summary.pass).toBeGreaterThanOrEqual(40)
        expect([runs.at(0), runs.at(-1)]).toEqual(['honest', 'honest-again'])
        expect(runs).toEqual(expect.arrayContaining(['state-tamper/swapped', 'state-tamper/dropped']))
      }
      expect(code).toBe(0)
    })
  }

  // The SDK uses a token whatever its type, and its user leaves the state out.
  test('the official SDK in Node is right in everything but the type of a token', async () => {
    const { code, json } = await reportOf('--client', 'fixtures/clients/foreign/genesys-sdk')
    expect(failures(json)).toEqual([
      'violation response.token-type/unknown-used',
      'warning state.present/absent',
    ])
    expect(json.findings.filter(({ outcome }) => outcome === 'inconclusive')).toEqual([])
    expect(code).toBe(1)
  })

  test('warnings count when asked to be strict', async () => {
    const { code } = await reportOf('--client', 'fixtures/clients/foreign/genesys-sdk', '--quick', '--strict')
    expect(code).toBe(1)
  })
})

describe('faults in one run', () => {
  test('a client that ignores the state is caught signing in, as a real process', async () => {
    const { code, json } = await reportOf('--client', 'fixtures/clients/mutants/state-ignored')
    expect(failures(json)).toEqual([
      'violation state.mismatch/session',
      'warning callback.duplicate-params/state',
    ])
    const finding = json.findings.find(({ check }) => check === 'state.mismatch')
    expect(finding?.occurrences.length).toBeGreaterThanOrEqual(3)
    expect(code).toBe(1)
  })

  test('three independent faults are all reported', async () => {
    const { code, json } = await reportOf('--client', 'fixtures/clients/mutants/three-faults')
    expect(failures(json)).toEqual([
      'violation pkce.challenge.encoding/padded',
      'violation pkce.verifier.length/too-short',
      'warning state.present/absent',
    ])
    expect(json.scenarios.map(({ id }) => id)).toContain('forgiving')
    expect(code).toBe(1)
  })

  test('only the checks that were named are judged', async () => {
    const { json } = await reportOf(
      '--client',
      'fixtures/clients/guide',
      '--check',
      'pkce.*',
      '--check',
      'state.present',
    )
    expect(json.findings.every(({ check }) => check.startsWith('pkce.') || check === 'state.present')).toBe(
      true,
    )
    expect(json.findings.map(({ check }) => check)).toContain('state.present')
    // One of them compares the logins of a run, so there are more than one.
    expect(json.scenarios.map(({ id }) => id)).toEqual(expect.arrayContaining(['honest', 'honest-again']))
  })

  test('one login is enough for checks that look at one', async () => {
    const { json } = await reportOf('--client', 'fixtures/clients/guide', '--check', 'state.present')
    expect(json.scenarios.map(({ id }) => id)).toEqual(['honest'])
  })
})

describe('the report', () => {
  test('goes to a file when asked, and standard output stays empty', async () => {
    const file = join(temporaryFolder(), 'report.json')
    const { code, out } = await runKit(
      '--client',
      'fixtures/clients/correct/native',
      '--quick',
      '--reporter',
      'json',
      '--output',
      file,
    )
    expect(code).toBe(0)
    expect(out).toBe('')
    expect((JSON.parse(readFileSync(file, 'utf8')) as { schema: string }).schema).toBe(
      'gc-pkce-check/report/1',
    )
  })

  test('names the registration that was learned', async () => {
    const { json } = await reportOf('--client', 'fixtures/clients/correct/native', '--quick')
    expect(json.client).toMatchObject({
      registration: 'learned',
      clientId: 'gc-pkce-check-client',
      redirectUri: 'http://127.0.0.1/callback',
    })
  })

  test('shows no verifier, code or token', async () => {
    const client = temporaryFolder({
      'client.sh': `curl -s "$GC_PKCE_LOGIN_URL/oauth/token" -d grant_type=authorization_code -d code=SECRETSECRETSECRETCODE -d code_verifier=SECRETSECRETSECRETSECRETSECRETSECRETVERIFIER; echo "$GC_PKCE_LOGIN_URL/oauth/authorize?response_type=code&client_id=a&redirect_uri=$GC_PKCE_REDIRECT_URI&state=SECRETSTATESECRETSTATE"`,
    })
    const { out } = await runKit('--client', client, '--timeout', '5')
    expect(out).not.toContain('SECRET')
  })
})

describe('clients that cannot be judged', () => {
  const rows = [
    {
      name: 'an empty folder',
      files: {},
      says: /no way to start .* was found: .* is empty; name the command with --start/,
    },
    {
      name: 'a client that ends at once',
      files: { 'client.sh': 'echo "no configuration" >&2; exit 9' },
      says: /started with "sh client.sh" and it ended with exit code 9.*Its last words: no configuration/s,
    },
    {
      name: 'a client that opens nothing and hangs',
      files: { 'client.sh': 'echo waiting; sleep 60' },
      says: /the time limit of 2.0 s was over.*GC_PKCE_LOGIN_URL/s,
    },
    {
      name: 'a client that prints megabytes',
      files: { 'client.sh': 'yes | head -c 20000000' },
      says: /No authorize request was seen/,
    },
    {
      name: 'a client that opens the login page of another service',
      files: { 'client.sh': 'echo "https://login.example.com/oauth/authorize?client_id=a"; sleep 60' },
      says: /it printed https:\/\/login\.example\.com\/oauth\/authorize, which is not the mock.*GC_PKCE_LOGIN_URL/s,
    },
    {
      name: 'a client whose dependencies are not installed',
      files: { 'client.mjs': 'import "no-such-package"' },
      says: /needs the package "no-such-package": install its dependencies first/,
    },
    {
      name: 'a start script that fails',
      files: { 'package.json': '{"scripts":{"start":"exit 4"}}' },
      says: /started with "npm start" and it ended with exit code 4/,
    },
  ]
  for (const row of rows) {
    test(`${row.name}: exit 3, with what was tried and what to do next`, async () => {
      const { code, json, err } = await reportOf('--client', temporaryFolder(row.files), '--timeout', '2')
      expect(code).toBe(3)
      expect(json.exitCode).toBe(3)
      expect(json.advice).toMatch(row.says)
      expect(err).toMatch(row.says)
      expect(err).not.toMatch(/\n\s+at /)
      const applying = json.findings.filter(({ reason }) => !reason?.includes('clients of kind native'))
      expect([...new Set(applying.map(({ outcome }) => outcome))]).toEqual(['inconclusive'])
    })
  }
})

describe('wrong calls', () => {
  const rows = [
    { name: 'no client', args: [], says: '--client: a folder or file is needed' },
    {
      name: 'a path that does not exist',
      args: ['--client', './no-such-thing'],
      says: '--client: there is no file or folder "./no-such-thing"',
    },
    { name: 'an unknown flag', args: ['--cleint', 'x'], says: 'did you mean --client?' },
    {
      name: 'an unknown check',
      args: ['--client', '.', '--check', 'pkce.verifier.lenght'],
      says: 'did you mean pkce.verifier.length?',
    },
    {
      name: 'an unknown format',
      args: ['--client', '.', '--reporter', 'xml'],
      says: '--reporter: there is no format "xml"',
    },
    {
      name: 'a time limit that is no number',
      args: ['--client', '.', '--timeout', 'soon'],
      says: '--timeout: expected seconds from 1 to 3600, got "soon"',
    },
    {
      name: 'a report file in a folder that does not exist',
      args: ['--client', 'fixtures/clients/guide', '--output', 'no/such/folder/r.json'],
      says: '--output: "no/such/folder/r.json" cannot be written',
    },
    {
      name: 'an unknown check to explain',
      args: ['--explain', 'pkce.methd.s256'],
      says: 'did you mean pkce.method.s256?',
    },
    { name: 'an unknown list', args: ['--list', 'cheks'], says: '--list: got "cheks"' },
  ]
  for (const row of rows) {
    test(`${row.name}: exit 2 and a sentence`, async () => {
      const { code, out, err } = await runKit(...row.args)
      expect(code).toBe(2)
      expect(out).toBe('')
      expect(err).toContain(row.says)
      expect(err).not.toMatch(/\n\s+at /)
    })
  }

  test('all problems are told at once', async () => {
    const { err } = await runKit(
      '--client',
      './gone',
      '--timeout',
      '0',
      '--reporter',
      'xml',
      '--check',
      'nope',
    )
    for (const flag of ['--client', '--timeout', '--reporter', '--check']) expect(err).toContain(`${flag}:`)
  })
})

describe('the catalogue', () => {
  test('lists checks, scenarios and clauses', async () => {
    expect((await runKit('--list', 'checks')).out).toMatch(/^pkce\.verifier\.length +token request +/m)
    expect((await runKit('--list', 'scenarios')).out).toMatch(/^state-tamper\/swapped +/m)
    expect((await runKit('--list', 'clauses')).out).toMatch(/^RFC 7636 §4\.2 +MUST +/m)
  })

  test('explains a check', async () => {
    const { out, code } = await runKit('--explain', 'pkce.challenge.encoding')
    expect(code).toBe(0)
    for (const part of [
      'Why',
      'Fix',
      'pkce.challenge.encoding/padded',
      'RFC 7636 §4.2',
      'https://www.rfc-editor.org/rfc/rfc7636',
    ])
      expect(out).toContain(part)
  })
})

describe('interruption', () => {
  test('Ctrl-C ends the client, still writes the report, marks it incomplete, and exits with 130', async () => {
    const folder = temporaryFolder({ 'client.sh': 'echo $$ > "$OLDPID"; echo started; sleep 300' })
    const pidFile = join(folder, 'pid')
    const run = startProgram(
      'gc-pkce-check',
      ['--client', join(folder, 'client.sh'), '--reporter', 'json'],
      folder,
      { ...process.env, OLDPID: pidFile },
    )
    await run.waitFor(/scenario 1 of/)
    while (!existsSync(pidFile) || readFileSync(pidFile, 'utf8').trim() === '')
      await new Promise((resolve) => setImmediate(resolve))
    run.child.kill('SIGINT')
    const { code, out } = await run.ended
    expect(code).toBe(130)
    expect((JSON.parse(out) as JsonReport).complete).toBe(false)
    const pid = readFileSync(pidFile, 'utf8').trim()
    const alive =
      readdirSync('/proc').includes(pid) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    expect(alive).toBe(false)
  })
})
