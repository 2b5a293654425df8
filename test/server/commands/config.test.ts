import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { main } from '../../../src/server/cli.js'
import { fakeIo } from '../../support/fake-io.js'
import { testKey } from '../../support/keys.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

type Environment = Readonly<Record<string, string>>

async function ran(cwd: string, argv: readonly string[], env: Environment = {}) {
  const io = fakeIo({ cwd, env })
  const code = await main(['config', ...argv], io)
  return { code, ...io.printed }
}

/** Value and source of each option, as the table shows them. */
async function rowsOf(cwd: string, argv: readonly string[], env: Environment = {}) {
  const { code, out, err } = await ran(cwd, argv, env)
  expect([code, err]).toEqual([0, ''])
  const [head, , ...lines] = out.trimEnd().split('\n')
  const rows = lines.map((line) => line.split(/ {2,}/))
  return { head, of: Object.fromEntries(rows.map(([option = '', ...rest]) => [option, rest])) }
}

const yaml = `# mine
port: 8080
clients:
  - id: my-app
    name: My app
    grantType: CODE
    secret: not-a-real-secret
    redirectUris: &uris
      - http://localhost/cb
users:
  - email: ada@example.com
    password: lovelace
    name: Ada
    claims: { level: 3 }
policy:
  strictBody: true
  interactive: true
dataDir: data
api:
  - method: GET
    path: /api/v2/x
    body: { secret: s, name: Support }
`

describe('config', () => {
  test('without any option everything is a default', async () => {
    const { head, of } = await rowsOf(temporaryFolder(), ['--config', 'none'])
    expect(head).toBe('config file: none')
    expect(of['port']).toEqual(['7636', 'default'])
    expect(of['host']).toEqual(['-', 'default'])
    expect(of['users.0.password']).toEqual(['"..."', 'default'])
    expect(of['policy.tokenFormat']).toEqual(['"jwt"', 'default'])
    expect(new Set(Object.values(of).map(([, source]) => source))).toEqual(new Set(['default']))
  })

  test('each value has its source: flag over variable over file over default', async () => {
    const folder = temporaryFolder({ 'gc-mock-oauth.yaml': yaml, 'src/x': '' })
    const env = {
      GC_MOCK_OAUTH_PORT: '9090',
      GC_MOCK_OAUTH_INTERACTIVE: 'off',
      GC_MOCK_OAUTH_ALLOW_HOST: 'a.test,b.test',
      GC_MOCK_OAUTH_ADMIN_TOKEN: 'not-a-real-token',
    }
    const { head, of } = await rowsOf(join(folder, 'src'), ['--port', '0', '--https-host', 'c.test'], env)
    expect(head).toBe(`config file: ${join(folder, 'gc-mock-oauth.yaml')}`)
    expect(of).toMatchObject({
      port: ['0', '--port'],
      'clients.0.id': ['"my-app"', '../gc-mock-oauth.yaml:4'],
      'clients.0.secret': ['"..."', '../gc-mock-oauth.yaml:7'],
      'clients.0.redirectUris.0': ['"http://localhost/cb"', '../gc-mock-oauth.yaml:9'],
      'users.0.password': ['"..."', '../gc-mock-oauth.yaml:12'],
      'users.0.claims': ['"..."', '../gc-mock-oauth.yaml:14'],
      'policy.strictBody': ['true', '../gc-mock-oauth.yaml:16'],
      'policy.interactive': ['false', 'GC_MOCK_OAUTH_INTERACTIVE'],
      'policy.terseErrors': ['false', 'default'],
      https: ['true', '--https-host'],
      'https.hosts.0': ['"c.test"', '--https-host'],
      'https.caFolder': [`"${join(folder, 'data')}"`, 'default'],
      dataDir: [`"${join(folder, 'data')}"`, '../gc-mock-oauth.yaml:18'],
      'api.0.body': ['{"secret":"...","name":"Support"}', '../gc-mock-oauth.yaml:22'],
      'allowHosts.1': ['"b.test"', 'GC_MOCK_OAUTH_ALLOW_HOST'],
      adminToken: ['"..."', 'GC_MOCK_OAUTH_ADMIN_TOKEN'],
      'organization.name': ['"Demo Organization"', 'default'],
    })
    expect((await rowsOf(folder, [], env)).of['port']).toEqual(['9090', 'GC_MOCK_OAUTH_PORT'])
    expect((await rowsOf(folder, [])).of['port']).toEqual(['8080', 'gc-mock-oauth.yaml:2'])
  })

  test('--json is one line, for programs, without secrets', async () => {
    const config = JSON.stringify({ signingKey: testKey, policy: { strictBody: true } }, null, 1)
    const folder = temporaryFolder({ 'gc-mock-oauth.json': config })
    const { code, out } = await ran(folder, ['--json', '--admin-token', 'not-a-real-token'])
    expect([code, out.trimEnd().split('\n').length]).toEqual([0, 1])
    expect(out).not.toMatch(/not-a-real|demo-password/)
    expect(out).not.toContain(testKey.d)
    const { options, ...head } = JSON.parse(out)
    expect(head).toEqual({ valid: true, configFile: join(folder, 'gc-mock-oauth.json') })
    const row = (name: string) => options.find(({ option }: { option: string }) => option === name)
    expect(row('policy.strictBody')).toEqual({
      option: 'policy.strictBody',
      value: true,
      source: {
        kind: 'file',
        name: 'gc-mock-oauth.json',
        line: config.split('\n').findIndex((line) => line.includes('strictBody')) + 1,
      },
    })
    expect(row('signingKey')).toMatchObject({ value: '...', source: { kind: 'file', line: 2 } })
    expect(row('adminToken')).toEqual({
      option: 'adminToken',
      value: '...',
      source: { kind: 'flag', name: '--admin-token' },
    })
    expect(row('issuer')).toEqual({ option: 'issuer', value: null, source: { kind: 'default' } })
  })

  test('everything that is wrong is named at once, with line and key, that of folders and files included', async () => {
    const bad = [
      'port: 70000',
      'clients:',
      '  - id: my-app',
      '    name: My app',
      '    grantType: CODE',
      '    redirectUris: [http://localhost/cb, http://localhost/cb]',
      '    redirecturis: []',
      'scenario: { id: token-errors/slow, user: eve@example.com }',
      'api:',
      '  - { method: GET, path: /api/v2/x, file: missing.json }',
      'dataDir: /dev/null/data',
      'https: { caFolder: ca }',
    ].join('\n')
    const folder = temporaryFolder({ 'gc-mock-oauth.yaml': bad, 'ca/ca-key.pem': 'nonsense' })
    const { code, out, err } = await ran(folder, ['--token-format', 'jwe'], {
      GC_MOCK_OAUTH_ISSUER: 'nonsense',
    })
    expect([code, out]).toEqual([2, ''])
    expect(
      err
        .trimEnd()
        .split('\n')
        .map((line) => line.replace('gc-mock-oauth: ', '')),
    ).toEqual([
      '--token-format: expected "jwt" or "opaque", got "jwe"',
      'GC_MOCK_OAUTH_ISSUER: expected an http or https URL without query, fragment and trailing slash, got "nonsense"',
      'gc-mock-oauth.yaml:1: port: expected a whole number from 0 to 65535, got 70000',
      'gc-mock-oauth.yaml:6: clients.0.redirectUris.1: expected every redirect URI once, and clients.0.redirectUris.0 is the same, got "http://localhost/cb"',
      'gc-mock-oauth.yaml:7: clients.0.redirecturis: there is no such option (did you mean redirectUris?)',
      expect.stringMatching(/^gc-mock-oauth\.yaml:8: scenario\.user: there is no user "eve@example\.com"/),
      `gc-mock-oauth.yaml:10: api.0.file: there is no such file: ${join(folder, 'missing.json')}`,
      'gc-mock-oauth.yaml:11: dataDir: /dev/null/data/signing-keys-rs256.json cannot be written (ENOTDIR): choose another data folder',
      expect.stringContaining(
        `gc-mock-oauth.yaml:12: https: ${join(folder, 'ca/ca-key.pem')} has no private key in it`,
      ),
    ])
    expect(readFileSync(join(folder, 'ca/ca-key.pem'), 'utf8')).toBe('nonsense')
    const start = fakeIo({ cwd: folder, env: { GC_MOCK_OAUTH_ISSUER: 'nonsense' } })
    expect(await main(['start', '--token-format', 'jwe'], start)).toBe(2)
    expect(start.printed).toEqual({ out: '', err })
  })

  test('problems of folders alone are named all at once as well, by start too', async () => {
    const bad = 'port: 0\ndataDir: keys\nhttps:\n  caFolder: ca\n'
    const folder = temporaryFolder({
      'gc-mock-oauth.yaml': bad,
      'ca/ca-key.pem': 'x',
      'keys/signing-keys-rs256.json': '{',
    })
    const said = await ran(folder, [])
    expect(said).toMatchObject({ code: 2, out: '' })
    expect(said.err).toContain(
      `gc-mock-oauth.yaml:2: dataDir: ${join(folder, 'keys/signing-keys-rs256.json')} is not JSON`,
    )
    expect(said.err).toContain(
      `gc-mock-oauth.yaml:3: https: ${join(folder, 'ca/ca-key.pem')} has no private key in it`,
    )
    const start = fakeIo({ cwd: folder })
    expect(await main(['start'], start)).toBe(2)
    expect(start.printed).toEqual({ out: '', err: said.err })
  })

  test('https without a home is a problem among the others, for start as well', async () => {
    const said = [
      'gc-mock-oauth: --port: expected a whole number from 0 to 65535, got "x"',
      'gc-mock-oauth: --https: there is no folder to keep the CA in, because the environment names no home: name one with --data-dir',
    ]
    const { code, err } = await ran(temporaryFolder(), ['--https', '--port', 'x'])
    expect([code, err.trimEnd().split('\n').sort()]).toEqual([2, said.toSorted()])
    const start = fakeIo({ cwd: temporaryFolder() })
    expect(await main(['start', '--https', '--port', '0'], start)).toBe(2)
    expect(start.printed).toEqual({ out: '', err: `${said[1]}\n` })
  })

  test('--json tells problems to programs too', async () => {
    const folder = temporaryFolder({ 'gc-mock-oauth.json': '{\n "port": 1,\n}', 'other.yaml': 'prot: 1' })
    const broken = await ran(folder, ['--json'])
    expect(broken.code).toBe(2)
    expect(JSON.parse(broken.out)).toEqual({
      valid: false,
      problems: [{ problem: 'gc-mock-oauth.json:2:11: JSON has no comma before "}"' }],
    })
    expect(broken.err).toBe('gc-mock-oauth: gc-mock-oauth.json:2:11: JSON has no comma before "}"\n')
    const wrong = await ran(folder, ['--json', '--config', 'other.yaml'], { GC_MOCK_OAUTH_PORT: 'x' })
    expect(JSON.parse(wrong.out).problems.map(({ problem }: { problem: string }) => problem)).toEqual([
      'GC_MOCK_OAUTH_PORT: expected a whole number from 0 to 65535, got "x"',
      'other.yaml:1: prot: there is no such option (did you mean port?)',
    ])
  })

  test('writes nothing and makes nothing', async () => {
    const folder = temporaryFolder({ 'gc-mock-oauth.yaml': 'dataDir: data\nhttps: true\n' })
    expect((await ran(folder, [])).code).toBe(0)
    expect(readdirSync(folder)).toEqual(['gc-mock-oauth.yaml'])
    const home = join(folder, 'home')
    await ran(folder, ['--config', 'none', '--https'], { HOME: home })
    expect(existsSync(home)).toBe(false)
  })

  test('takes every flag of start', async () => {
    expect(
      (await ran(temporaryFolder(), ['--interactive', '--strict-body', '--host', '127.0.0.1'])).code,
    ).toBe(0)
  })
})
