// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a user writes
import { describe, expect, test } from 'vitest'
import { type CheckWorld, parseCheckOptions } from '../../src/conformance/check-options.js'
import { checkCommand } from '../../src/conformance/commands/check.command.js'
import type { SecretFile } from '../../src/conformance/secret-source.js'
import { configFile } from '../support/config-file.js'
import { flags, problemsOf, type Values } from '../support/given-flags.js'

const secrets: Readonly<Record<string, SecretFile>> = {
  good: { kind: 'read', text: 'from-a-file\n', readableByAll: false },
  open: { kind: 'read', text: 'from-an-open-file', readableByAll: true },
  empty: { kind: 'read', text: '\n', readableByAll: false },
  lines: { kind: 'read', text: 'one\ntwo\n', readableByAll: false },
  '../app/in-folder': { kind: 'read', text: 'beside-the-config', readableByAll: false },
}

function world(yaml: string | null = null, changes: Partial<CheckWorld> = {}): CheckWorld {
  return {
    file: yaml === null ? null : configFile(yaml, '/place/app', 'app/gc-pkce-check.yaml'),
    cwd: '/place/here',
    environment: {},
    exists: (path) => !path.includes('missing'),
    readSecretFile: (path) => secrets[path] ?? { kind: 'unreadable', why: 'there is no such file' },
    openConfigFile: null,
    ...changes,
  }
}

const parse = (values: Values, yaml: string | null = null, changes: Partial<CheckWorld> = {}) =>
  parseCheckOptions(flags(values), world(yaml, changes))

const refused: readonly { name: string; values: Values; problems: readonly string[] }[] = [
  { name: 'neither a client nor an address', values: {}, problems: ['--client: a folder or file is needed'] },
  {
    name: 'a client that is not there',
    values: { client: './missing' },
    problems: ['--client: there is no file or folder "./missing"'],
  },
  {
    name: 'an address of another machine',
    values: { url: 'https://app.example.com/login' },
    problems: ['--url: expected an address on this machine, got "https://app.example.com/login"'],
  },
  {
    name: 'an address that is none',
    values: { url: 'localhost:3000' },
    problems: ['--url: expected an address on this machine, got "localhost:3000"'],
  },
  {
    name: 'a command to start what already runs',
    values: { url: 'http://localhost:3000/', start: 'npm start', home: 'real' },
    problems: [
      '--start: needs --client; with --url alone the app already runs',
      '--home: needs --client; with --url alone the app already runs',
    ],
  },
  {
    name: 'a page that is no path, and a port that is none, at once',
    values: { client: '.', 'login-path': 'login', port: '70000' },
    problems: [
      '--login-path: expected a path that begins with /, got "login"',
      '--port: expected a whole number from 1 to 65535, got 70000',
    ],
  },
  {
    name: 'a page of another machine',
    values: { client: '.', 'login-path': '//app.example.com/login' },
    problems: ['--login-path: expected a path that begins with /, got "//app.example.com/login"'],
  },
  {
    name: 'times that are none',
    values: { client: '.', timeout: 'long' },
    problems: ['--timeout: expected seconds from 1 to 3600, got "long"'],
  },
  {
    name: 'a time that is too long',
    values: { client: '.', timeout: '3601' },
    problems: ['--timeout: expected seconds from 1 to 3600, got 3601'],
  },
  {
    name: 'a redirect URI with a fragment',
    values: { client: '.', 'redirect-uri': 'http://localhost/#x' },
    problems: ['--redirect-uri: expected an absolute URI without fragment, got "http://localhost/#x"'],
  },
  {
    name: 'everything and one login only',
    values: { client: '.', quick: true, full: true },
    problems: ['--full: contradicts quick: one login only, or everything'],
  },
  {
    name: 'checks, reporters and a client at once',
    values: { check: ['pkce.verifier.lenght'], reporter: ['pdf'] },
    problems: [
      '--client: a folder or file is needed',
      '--reporter: there is no format "pdf"',
      '--check: there is no check "pkce.verifier.lenght"',
    ],
  },
]

describe('parseCheckOptions', () => {
  for (const { name, values, problems } of refused) {
    test(`refuses ${name}`, () => {
      expect(problemsOf(() => parse(values))).toEqual(problems)
    })
  }

  const addresses = [
    'http://localhost:3000/login',
    'https://127.0.0.1/',
    'http://[::1]:8080/',
    'http://app.localhost:1/',
  ]
  for (const url of addresses) {
    test(`takes ${url} for an app that already runs`, () => {
      const { client, settings } = parse({ url })
      expect(client).toBeUndefined()
      expect(settings.url).toBe(url)
    })
  }

  test('takes every flag', () => {
    const values: Values = {
      client: './app',
      start: 'npm start',
      url: 'http://localhost:3000/',
      'login-path': '/auth?x=1',
      port: '7636',
      kind: 'web',
      home: 'real',
      'client-id': 'my-id',
      'redirect-uri': 'http://localhost/cb',
      'client-secret': 'not-a-real-secret',
      check: ['pkce.*,state.*', 'scope.syntax'],
      skip: 'state.present',
      scenario: 'state-tamper/*',
      full: true,
      profile: 'oauth21',
      timeout: '2.5',
      workers: '3',
      strict: true,
      'allow-inconclusive': true,
      reporter: ['text', 'sarif=out.sarif'],
      'save-transcripts': 'kept',
      redact: 'shared',
      quiet: true,
    }
    expect(parse(values)).toEqual({
      client: './app',
      settings: {
        start: 'npm start',
        url: 'http://localhost:3000/',
        loginPath: '/auth?x=1',
        port: 7636,
        kind: 'web',
        home: 'real',
        clientId: 'my-id',
        redirectUri: 'http://localhost/cb',
        clientSecret: 'not-a-real-secret',
        checks: ['pkce.*', 'state.*', 'scope.syntax'],
        skip: ['state.present'],
        scenarios: ['state-tamper/*'],
        full: true,
        profile: 'oauth21',
        timeoutSeconds: 2.5,
        workers: 3,
        strict: true,
        allowInconclusive: true,
      },
      outputs: [
        { reporter: 'text', file: null },
        { reporter: 'sarif', file: 'out.sarif' },
      ],
      saveTo: 'kept',
      redactTo: 'shared',
      quiet: true,
      warnings: [],
    })
    const actions = [
      'config',
      'api',
      'api-issuer',
      'api-audience',
      'judge',
      'merge',
      'verifiers',
      'list',
      'explain',
    ]
    const others = ['client-secret-file', 'quick', 'output', 'expect', 'shard']
    expect([...Object.keys(values), ...actions, ...others].sort()).toEqual(
      Object.keys(checkCommand.flags).sort(),
    )
  })
})

const everything = `
client: .
start: npm start
workingDirectory: ..
env: { APP_LOGIN: "\${GC_PKCE_LOGIN_URL}/x", LANG: de }
url: http://localhost:3000/login
loginPath: /auth
port: 8000
kind: web
home: real
clientId: my-id
redirectUri: http://localhost/cb
clientSecretFile: in-folder
neededScopes: [users:readonly]
printsToken: true
check: pkce.*
skip: [pkce.verifier.length]
scenario: [state-tamper/swapped]
quick: false
profile: genesys-guide
timeout: 1.5
strict: true
allowInconclusive: false
reporter: [text, sarif=out/x.sarif]
saveTranscripts: kept
redact: /tmp/shared
quiet: true
`

describe('the config file of the kit', () => {
  test('says everything, with its paths from where it lies', () => {
    expect(parse({}, everything)).toEqual({
      client: '../app',
      settings: {
        start: 'npm start',
        workingDirectory: '..',
        env: { APP_LOGIN: '${GC_PKCE_LOGIN_URL}/x', LANG: 'de' },
        url: 'http://localhost:3000/login',
        loginPath: '/auth',
        port: 8000,
        kind: 'web',
        home: 'real',
        clientId: 'my-id',
        redirectUri: 'http://localhost/cb',
        clientSecret: 'beside-the-config',
        neededScopes: ['users:readonly'],
        printsToken: true,
        checks: ['pkce.*'],
        skip: ['pkce.verifier.length'],
        scenarios: ['state-tamper/swapped'],
        quick: false,
        profile: 'genesys-guide',
        timeoutSeconds: 1.5,
        strict: true,
        allowInconclusive: false,
      },
      outputs: [
        { reporter: 'text', file: null },
        { reporter: 'sarif', file: '../app/out/x.sarif' },
      ],
      saveTo: '../app/kept',
      redactTo: '../../tmp/shared',
      quiet: true,
      warnings: [],
    })
  })

  test('counts less than a flag', () => {
    const values: Values = { client: 'other', timeout: '5', check: 'state.*', quick: true, strict: false }
    const { client, settings } = parse(values, 'client: .\ntimeout: 9\ncheck: pkce.*\nstrict: true\n')
    expect(client).toBe('other')
    expect(settings).toEqual({ timeoutSeconds: 5, checks: ['state.*'], quick: true, strict: false })
  })

  test('may be empty, and hold a schema', () => {
    const { settings } = parse({ client: '.' }, '$schema: ./x.json\n')
    expect(settings).toEqual({})
  })

  const wrong: readonly { name: string; yaml: string; problems: readonly string[]; values?: Values }[] = [
    {
      name: 'all at once, in the order of its lines, after those of flags',
      yaml: `timeout: soon
clinet: .
env:
  TOKEN: 5
  GC_PKCE_RUN_ID: mine
reporter: pdf
check: [pkce.verifier.lenght]
loginPath: login
quick: yes
`,
      values: { client: 'missing', port: '0' },
      problems: [
        '--port: expected a whole number from 1 to 65535, got 0',
        '--client: there is no file or folder "missing"',
        'app/gc-pkce-check.yaml:1: timeout: expected seconds from 1 to 3600, got "soon"',
        'app/gc-pkce-check.yaml:2: clinet: there is no such option (did you mean client?)',
        'app/gc-pkce-check.yaml:4: env.TOKEN: expected text',
        'app/gc-pkce-check.yaml:5: env.GC_PKCE_RUN_ID: is set by the kit, and must not be changed',
        'app/gc-pkce-check.yaml:6: reporter: there is no format "pdf"',
        'app/gc-pkce-check.yaml:7: check: there is no check "pkce.verifier.lenght"',
        'app/gc-pkce-check.yaml:8: loginPath: expected a path that begins with /, got "login"',
        'app/gc-pkce-check.yaml:9: quick: expected true or false, got "yes"',
      ],
    },
    {
      name: 'a list',
      yaml: '- client: .\n',
      problems: ['app/gc-pkce-check.yaml:1: expected an object, got [{"client":"."}]'],
    },
    {
      name: 'a client of the wrong kind, once',
      yaml: 'client: 5\n',
      problems: ['app/gc-pkce-check.yaml:1: client: expected text, got 5'],
    },
    {
      name: 'folders that are not there',
      yaml: 'client: .\nworkingDirectory: missing\n',
      problems: ['app/gc-pkce-check.yaml:2: workingDirectory: there is no folder "../app/missing"'],
    },
    {
      name: 'an environment for an app that already runs',
      yaml: 'url: http://localhost:3000/\nenv: { A: b }\n',
      problems: ['app/gc-pkce-check.yaml:2: env: needs --client; with --url alone the app already runs'],
    },
    {
      name: 'a variable that nobody sets',
      yaml: 'client: .\nenv:\n  A: "${GC_PKCE_LOGIN_ULR}"\n  B: "${GC_PKCE_CLIENT_SECRET}"\n',
      problems: [
        'app/gc-pkce-check.yaml:3: env.A: there is no variable GC_PKCE_LOGIN_ULR in the environment (did you mean GC_PKCE_LOGIN_URL?)',
        'app/gc-pkce-check.yaml:4: env.B: GC_PKCE_CLIENT_SECRET stands for the secret of the client, and none is given',
      ],
    },
    {
      name: 'scopes in one text',
      yaml: 'client: .\nneededScopes: ["a b"]\n',
      problems: [
        'app/gc-pkce-check.yaml:2: neededScopes.0: expected one scope, without spaces and quotation marks, got "a b"',
      ],
    },
    {
      name: 'keys of the mock',
      yaml: 'client: .\nallowHosts: [x]\n',
      problems: ['app/gc-pkce-check.yaml:2: allowHosts: there is no such option'],
    },
  ]
  for (const { name, yaml, values = {}, problems } of wrong) {
    test(`is told what is wrong with it: ${name}`, () => {
      expect(problemsOf(() => parse(values, yaml))).toEqual(problems)
    })
  }

  test('refers to variables of the kit, of its own environment, and to the secret', () => {
    const yaml =
      'client: .\nclientSecret: abc\nenv: { A: "${GC_PKCE_LOGIN_URL}${MINE}${GC_PKCE_CLIENT_SECRET}" }\n'
    expect(parse({}, yaml, { environment: { MINE: 'x' } }).settings.env).toEqual({
      A: '${GC_PKCE_LOGIN_URL}${MINE}${GC_PKCE_CLIENT_SECRET}',
    })
  })
})

/** Flags that came from the variables of the kit. */
const ownVariables = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, `GC_PKCE_CHECK_${name}`]))

describe('the secret of a client', () => {
  const own = { GC_PKCE_CLIENT_SECRET: 'from-the-variable' }
  const sources: readonly {
    name: string
    values?: Values
    variables?: readonly string[]
    yaml?: string
    environment?: Readonly<Record<string, string>>
    secret: string | undefined
  }[] = [
    { name: 'none', secret: undefined },
    { name: 'a flag', values: { 'client-secret': 'from-a-flag' }, secret: 'from-a-flag' },
    { name: 'a file that a flag names', values: { 'client-secret-file': 'good' }, secret: 'from-a-file' },
    { name: 'its variable', environment: own, secret: 'from-the-variable' },
    { name: 'no variable that is empty', environment: { GC_PKCE_CLIENT_SECRET: '' }, secret: undefined },
    { name: 'the config file', yaml: 'clientSecret: in-the-config', secret: 'in-the-config' },
    {
      name: 'a file beside the config file',
      yaml: 'clientSecretFile: in-folder',
      secret: 'beside-the-config',
    },
    {
      name: 'its variable rather than the config file',
      yaml: 'clientSecretFile: in-folder',
      environment: own,
      secret: 'from-the-variable',
    },
    {
      name: 'a flag rather than variables and the config file',
      values: { 'client-secret-file': 'good', 'client-secret': 'x' },
      variables: ['client-secret'],
      yaml: 'clientSecretFile: in-folder',
      environment: own,
      secret: 'from-a-file',
    },
    {
      name: 'the variable of the flag rather than the other one',
      values: { 'client-secret': 'from-the-twin' },
      variables: ['client-secret'],
      environment: own,
      secret: 'from-the-twin',
    },
  ]
  for (const { name, values = {}, variables = [], yaml, environment = {}, secret } of sources) {
    test(`comes from ${name}`, () => {
      const file = yaml === undefined ? null : yaml
      const { settings, warnings } = parseCheckOptions(
        flags({ client: '.', ...values }, ownVariables(variables)),
        world(file, { environment }),
      )
      expect(settings.clientSecret).toBe(secret)
      expect(warnings).toEqual([])
    })
  }

  const bad: readonly { name: string; values?: Values; yaml?: string; problems: readonly string[] }[] = [
    {
      name: 'two flags',
      values: { 'client-secret': 'abcdef', 'client-secret-file': 'good' },
      problems: ['--client-secret-file: contradicts clientSecret: one of them is enough'],
    },
    {
      name: 'a file that is not there',
      values: { 'client-secret-file': 'gone' },
      problems: ['--client-secret-file: "gone": there is no such file'],
    },
    {
      name: 'a file that is empty',
      values: { 'client-secret-file': 'empty' },
      problems: ['--client-secret-file: "empty" is empty'],
    },
    {
      name: 'a file with several lines',
      yaml: 'clientSecretFile: /place/here/lines',
      problems: [
        'app/gc-pkce-check.yaml:1: clientSecretFile: "lines" holds more than one line, and a secret is one',
      ],
    },
    {
      name: 'a secret that is none',
      yaml: 'clientSecret: "not-to-be-shown\\u00e9"',
      problems: ['app/gc-pkce-check.yaml:1: clientSecret: expected printable ASCII characters'],
    },
  ]
  for (const { name, values = {}, yaml, problems } of bad) {
    test(`is refused, and never shown: ${name}`, () => {
      expect(problemsOf(() => parse({ client: '.', ...values }, yaml ?? null))).toEqual(problems)
    })
  }

  test('in a file that everybody may read is a warning', () => {
    expect(parse({ client: '.', 'client-secret-file': 'open' }).warnings).toEqual([
      'every user of this machine may read the secret in open: chmod 600 open',
    ])
    const open = { openConfigFile: 'app/gc-pkce-check.yaml' }
    expect(parse({ client: '.' }, 'clientSecret: abc', open).warnings).toEqual([
      'every user of this machine may read the secret in app/gc-pkce-check.yaml: chmod 600 app/gc-pkce-check.yaml',
    ])
    expect(parse({ client: '.' }, 'timeout: 3', open).warnings).toEqual([])
  })
})
