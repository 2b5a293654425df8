import { describe, expect, test } from 'vitest'
import { examineServerOptions, OptionsError, parseServerOptions } from '../../src/server/options.js'
import { testEcKey, testKey, testOkpKey } from '../support/keys.js'
import { confidentialClient, publicClient } from '../support/login.js'

function problemsOf(options: unknown): readonly string[] {
  try {
    parseServerOptions(options)
  } catch (error) {
    if (error instanceof OptionsError) return error.problems
    throw error
  }
  return []
}

const refused = [
  {
    name: 'a port that is no number',
    options: { port: 'abc' },
    problem: 'port: expected a whole number from 0 to 65535, got "abc"',
  },
  {
    name: 'a port that is too high',
    options: { port: 65_536 },
    problem: 'port: expected a whole number from 0 to 65535, got 65536',
  },
  {
    name: 'a port below 0',
    options: { port: -1 },
    problem: 'port: expected a whole number from 0 to 65535, got -1',
  },
  {
    name: 'half a port',
    options: { port: 1.5 },
    problem: 'port: expected a whole number from 0 to 65535, got 1.5',
  },
  {
    name: 'an option that does not exist',
    options: { prot: 1 },
    problem: 'prot: there is no such option (did you mean port?)',
  },
  {
    name: 'a client without an id',
    options: { clients: [{ name: 'x', grantType: 'CODE', redirectUris: [] }] },
    problem: 'clients.0.id: is missing',
  },
  {
    name: 'an unknown grant type',
    options: { clients: [{ ...publicClient, grantType: 'PKCE' }] },
    problem: 'clients.0.grantType: expected "CODE" or "CLIENT-CREDENTIALS", got "PKCE"',
  },
  {
    name: 'two clients with one id',
    options: { clients: [publicClient, { ...confidentialClient, id: publicClient.id }] },
    problem: /^clients\.1\.id: expected every client id once, and clients\.0\.id is the same, got "/,
  },
  {
    name: 'a relative redirect URI',
    options: { clients: [{ ...publicClient, redirectUris: ['/cb'] }] },
    problem: 'clients.0.redirectUris.0: expected an absolute URI without a fragment, got "/cb"',
  },
  {
    name: 'a redirect URI with a fragment',
    options: { clients: [{ ...publicClient, redirectUris: ['http://h/#x'] }] },
    problem: /^clients\.0\.redirectUris\.0: expected an absolute URI/,
  },
  { name: 'no user at all', options: { users: [] }, problem: 'users: expected at least one user, got []' },
  {
    name: 'two users with one address',
    options: {
      users: [
        { email: 'a@b', password: 'x', name: 'x' },
        { email: 'A@b', password: 'y', name: 'y' },
      ],
    },
    problem: 'users.1.email: expected every e-mail address once, and users.0.email is the same, got "A@b"',
  },
  {
    name: 'an unknown scenario',
    options: { scenario: 'nonsense' },
    problem:
      'scenario: expected the name of a scenario ("gc-mock-oauth scenarios" lists them), got "nonsense"',
  },
  {
    name: 'a slip in the name of a scenario',
    options: { scenario: 'token-errors/sloww' },
    problem:
      'scenario: expected the name of a scenario (did you mean token-errors/slow?), got "token-errors/sloww"',
  },
  {
    name: 'a scenario without its variant',
    options: { scenario: 'state-tamper' },
    problem:
      /^scenario: expected a variant of state-tamper: state-tamper\/swapped, state-tamper\/dropped, .*, got "state-tamper"$/,
  },
  {
    name: 'a policy number of 0',
    options: { policy: { codeLifetimeSeconds: 0 } },
    problem: 'policy.codeLifetimeSeconds: expected a whole number from 1 to 38880000, got 0',
  },
  {
    name: 'an unknown policy',
    options: { policy: { nonsense: 1 } },
    problem: 'policy.nonsense: there is no such option',
  },
  {
    name: 'an issuer with a trailing slash',
    options: { issuer: 'https://login.example/' },
    problem: /^issuer: expected an http or https URL/,
  },
  {
    name: 'an issuer with a query',
    options: { issuer: 'https://login.example?x=1' },
    problem: /^issuer: expected an http or https URL/,
  },
  {
    name: 'a bound of 0',
    options: { bounds: { logins: 0 } },
    problem: /^bounds\.logins: expected a whole number from 1/,
  },
  {
    name: 'a switch at the wrong place',
    options: { interactive: true },
    problem: 'interactive: there is no such option (did you mean policy.interactive?)',
  },
  {
    name: 'a misspelt field of a client',
    options: { clients: [{ ...publicClient, redirecturis: [] }] },
    problem: 'clients.0.redirecturis: there is no such option (did you mean redirectUris?)',
  },
  {
    name: 'a name that every object has',
    options: JSON.parse('{ "__proto__": { "port": 1 }, "port": 1 }'),
    problem: '__proto__: there is no such option',
  },
  { name: 'a list instead of options', options: [], problem: 'options: expected an object, got []' },
  {
    name: 'a list instead of a policy',
    options: { policy: [] },
    problem: 'policy: expected an object, got []',
  },
  {
    name: 'a region that does not exist',
    options: { clients: [{ ...publicClient, region: 'eu-central-9' }] },
    problem: /^clients\.0\.region: expected a region of Genesys Cloud/,
  },
  {
    name: 'a scope that does not exist',
    options: { clients: [{ ...publicClient, scopes: ['users', 'analytic'] }] },
    problem: 'clients.0.scopes.1: Genesys Cloud has no scope "analytic" (did you mean analytics?)',
  },
  {
    name: 'a redirect URI that stands twice',
    options: { clients: [{ ...publicClient, redirectUris: ['https://a.example/', 'https://a.example/'] }] },
    problem:
      'clients.0.redirectUris.1: expected every redirect URI once, and clients.0.redirectUris.0 is the same, got "https://a.example/"',
  },
  {
    name: 'claims that are no object',
    options: { clients: [{ ...publicClient, claims: ['x'] }] },
    problem: /^clients\.0\.claims: expected an object of JSON values/,
  },
  {
    name: 'claims that are nested without end',
    options: {
      users: [
        {
          email: 'a',
          password: 'x',
          name: 'A',
          claims: JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`),
        },
      ],
    },
    problem: /^users\.0\.claims: expected an object of JSON values/,
  },
  {
    name: 'client credentials without a secret',
    options: { clients: [{ id: 'x', name: 'x', grantType: 'CLIENT-CREDENTIALS', redirectUris: [] }] },
    problem: 'clients.0.secret: is missing: client credentials cannot do without a secret',
  },
  {
    name: 'client credentials with refresh tokens',
    options: {
      clients: [
        {
          id: 'x',
          name: 'x',
          secret: 's',
          grantType: 'CLIENT-CREDENTIALS',
          redirectUris: [],
          refreshTokens: true,
        },
      ],
    },
    problem: /^clients\.0\.refreshTokens: contradicts grantType/,
  },
  {
    name: 'client credentials with a redirect URI',
    options: {
      clients: [{ ...confidentialClient, grantType: 'CLIENT-CREDENTIALS' }],
    },
    problem: /^clients\.0\.redirectUris: contradicts grantType/,
  },
  {
    name: 'a scenario for a user that does not exist',
    options: { scenario: { id: 'token-errors/slow', user: 'agnet@example.com' } },
    problem: 'scenario.user: there is no user "agnet@example.com" (did you mean agent@example.com?)',
  },
  {
    name: 'a scenario of no use',
    options: { scenario: [{ id: 'token-errors/slow', times: 0 }] },
    problem: 'scenario.0.times: expected a whole number from 1 to 1000000, got 0',
  },
  {
    name: 'a misspelt field of a scenario',
    options: { scenario: { id: 'token-errors/slow', time: 1 } },
    problem: 'scenario.time: there is no such option (did you mean times?)',
  },
  {
    name: 'a broken signature of opaque tokens',
    options: { scenario: 'token-acceptor/signature-broken', policy: { tokenFormat: 'opaque' } },
    problem: /^scenario: token-acceptor\/signature-broken needs signed tokens/,
  },
  {
    name: 'an algorithm for opaque tokens',
    options: { policy: { tokenFormat: 'opaque', signingAlgorithm: 'ES256' } },
    problem: 'policy.signingAlgorithm: contradicts policy.tokenFormat: opaque tokens are not signed',
  },
  {
    name: 'a key that is both given and kept',
    options: { signingKey: testKey, dataDir: '/tmp/x' },
    problem: /^dataDir: contradicts signingKey/,
  },
  {
    name: 'a key of one algorithm for another one',
    options: { signingKey: testEcKey, policy: { signingAlgorithm: 'EdDSA' } },
    problem: 'policy.signingAlgorithm: contradicts signingKey: that key is for ES256',
  },
  {
    name: 'a key of a kind that does not sign',
    options: { signingKey: { kty: 'oct', k: 'AAAA' } },
    problem: 'signingKey.kty: expected a private JSON Web Key: RSA, EC on P-256, or Ed25519',
  },
  {
    name: 'a key on another curve',
    options: { signingKey: { ...testEcKey, crv: 'P-521' } },
    problem: 'signingKey.crv: expected "P-256"',
  },
  {
    name: 'a key whose halves do not belong together',
    options: { signingKey: { ...testOkpKey, x: testEcKey.x } },
    problem: 'signingKey: expected a whole private key, RSA of 2048 bits at least',
  },
  {
    name: 'a claim of a client that the mock makes itself',
    options: { clients: [{ ...publicClient, claims: { roles: [], sub: 'x' } }] },
    problem:
      'clients.0.claims: expected none of the claims that the mock makes itself (iss, aud, sub, client_id, iat, nbf, exp, jti, scope)',
  },
  {
    name: 'a claim of a user that the mock makes itself',
    options: { users: [{ email: 'a@b', password: 'x', name: 'A', claims: { exp: 1 } }] },
    problem: /^users\.0\.claims: expected none of the claims that the mock makes itself/,
  },
  {
    name: 'a prefix that is no path',
    options: { prefixes: { login: 'login path' } },
    problem: 'prefixes.login: expected a path such as /login, got "login path"',
  },
  {
    name: 'a prefix that hides the mock',
    options: { prefixes: { api: '/_mock' } },
    problem: 'prefixes.api: the mock has paths of its own below /_mock',
  },
  {
    name: 'an admin token that no header can carry',
    options: { adminToken: 'two words' },
    problem: /^adminToken: expected letters, digits/,
  },
  {
    name: 'an allowed host with a port',
    options: { allowHosts: ['mock:7636'] },
    problem: 'allowHosts.0: expected a host name without port, got "mock:7636"',
  },
  {
    name: 'more clients than their bound',
    options: { clients: [publicClient, confidentialClient], bounds: { clients: 1 } },
    problem: 'clients: expected at most 1, which is bounds.clients, got 2',
  },
  {
    name: 'more users than their bound',
    options: {
      users: [
        { email: 'a', password: 'x', name: 'A' },
        { email: 'b', password: 'x', name: 'B' },
      ],
      bounds: { users: 1 },
    },
    problem: 'users: expected at most 1, which is bounds.users, got 2',
  },
  {
    name: 'https that is neither yes nor no',
    options: { https: 'yes' },
    problem: 'https: expected true, false or an object, got "yes"',
  },
  {
    name: 'a misspelt member of https',
    options: { https: { hosst: ['gateway.test'] } },
    problem: 'https.hosst: there is no such option (did you mean hosts?)',
  },
  {
    name: 'a host for certificates with a port',
    options: { https: { hosts: ['gateway.test:7636'] } },
    problem: 'https.hosts.0: expected a host name or address without port, got "gateway.test:7636"',
  },
  {
    name: 'one host for certificates in two spellings',
    options: { https: { hosts: ['Gateway.test', 'gateway.TEST.'] } },
    problem: 'https.hosts.1: expected every host once, and https.hosts.0 is the same, got "gateway.TEST."',
  },
  { name: 'something that is no object', options: 'nonsense', problem: /^options: / },
  { name: 'nothing at all', options: null, problem: /^options: / },
]

describe('options', () => {
  test('without any option every default is there', () => {
    const settings = parseServerOptions({})
    expect(settings).toMatchObject({
      port: 7636,
      host: null,
      clients: [{ grantType: 'CODE', redirectUris: [], anyLoopbackRedirect: true }],
      users: [{ email: 'agent@example.com' }],
      policy: {
        codeLifetimeSeconds: 300,
        accessTokenLifetimeSeconds: 86_400,
        forgiving: false,
        registration: 'registered',
      },
      scenarios: [],
      prefixes: { login: '', api: '' },
      https: null,
      dataDir: null,
      adminToken: null,
      allowHosts: [],
      names: { issuer: null, audience: null },
      signingKey: null,
      bounds: { logins: 500_000, exchanges: 10_000, clients: 10_000, users: 10_000 },
    })
    expect(settings.clients[0]).not.toHaveProperty('secret')
  })

  test('what is given counts', () => {
    const settings = parseServerOptions({
      port: 0,
      host: '0.0.0.0',
      clients: [publicClient, confidentialClient],
      users: [{ email: 'a@b', password: 'x', name: 'A' }],
      policy: { codeLifetimeSeconds: 5, strictBody: true },
      scenario: 'state-tamper/dropped',
      issuer: 'https://login.example',
      audience: 'https://api.example',
      signingKey: testKey,
      bounds: { exchanges: 5 },
    })
    expect(settings).toMatchObject({
      port: 0,
      host: '0.0.0.0',
      clients: [publicClient, confidentialClient],
      users: [{ email: 'a@b', password: 'x', name: 'A' }],
      policy: { codeLifetimeSeconds: 5, accessTokenLifetimeSeconds: 86_400, strictBody: true },
      scenarios: [{ id: 'state-tamper/dropped' }],
      names: { issuer: 'https://login.example', audience: 'https://api.example' },
      signingKey: testKey,
      bounds: { exchanges: 5, logins: 500_000 },
    })
  })

  for (const signingKey of [testKey, testEcKey, testOkpKey]) {
    test(`a ${signingKey.kty} key may be given`, () => {
      expect(parseServerOptions({ signingKey }).signingKey).toEqual(signingKey)
    })
  }

  test('the claims of client and user may be anything else', () => {
    const claims = { roles: ['agent'], 'https://example.com/level': 3 }
    const settings = parseServerOptions({
      clients: [{ ...publicClient, claims }],
      users: [{ email: 'a@b', password: 'x', name: 'A', claims }],
    })
    expect(settings).toMatchObject({ clients: [{ claims }], users: [{ claims }] })
  })

  test('an option that is undefined has its default', () => {
    const undefinedOptions = {
      port: undefined,
      host: undefined,
      clients: undefined,
      policy: undefined,
      scenario: undefined,
    }
    expect(parseServerOptions(undefinedOptions)).toEqual(parseServerOptions({}))
  })

  test('https has hosts as certificates name them, and keeps its CA with the other data or apart', () => {
    const settingsOf = (options: object) => parseServerOptions(options).https
    expect(settingsOf({ https: false })).toBeNull()
    expect(settingsOf({ https: true })).toEqual({ hosts: [], folder: null, plainToo: false })
    expect(settingsOf({ https: true, dataDir: 'data' })).toEqual({
      hosts: [],
      folder: 'data',
      plainToo: false,
    })
    const https = { hosts: ['Gateway.TEST', '[::1]'], caFolder: 'ca' }
    expect(settingsOf({ https, dataDir: 'data' })).toEqual({
      hosts: ['gateway.test', '::1'],
      folder: 'ca',
      plainToo: false,
    })
  })

  test('localhost means both loopback addresses', () => {
    expect(parseServerOptions({ host: 'localhost' }).host).toBeNull()
  })

  test('a mock that learns its registration begins without clients, unless some are given', () => {
    const policy = { registration: 'learn' }
    expect(parseServerOptions({ policy }).clients).toEqual([])
    expect(parseServerOptions({ policy, clients: [publicClient] }).clients).toEqual([publicClient])
  })

  test('a scenario may be for the first uses, for one user, or one of several', () => {
    const users = [{ email: 'Ada@example.com', password: 'x', name: 'Ada' }]
    const slow = { id: 'token-errors/slow', times: 2 }
    const forAda = { id: 'api-trouble/401', user: 'ada@example.com' }
    expect(parseServerOptions({ scenario: slow }).scenarios).toEqual([slow])
    expect(parseServerOptions({ users, scenario: [slow, forAda] }).scenarios).toEqual([slow, forAda])
    expect(parseServerOptions({ scenario: [] }).scenarios).toEqual([])
    expect(parseServerOptions({ scenario: 'honest' }).scenarios).toEqual([])
  })

  test('a client and a user may have everything that they can have', () => {
    const client = {
      ...confidentialClient,
      refreshTokens: true,
      region: 'eu-central-1',
      scopes: ['users:readonly', 'user-basic-info'],
      claims: { tenant: { id: 5, tags: ['a', null] } },
      accessTokenSeconds: 300,
    }
    const user = {
      email: 'a@b',
      password: 'x',
      name: 'A',
      permissions: ['oauth:token:delete'],
      claims: { x: 1 },
    }
    const settings = parseServerOptions({ clients: [client], users: [user] })
    expect(settings).toMatchObject({ clients: [client], users: [user] })
  })

  test('prefixes may be written with and without their first slash', () => {
    const prefixes = { login: 'login', api: '/gateway/api' }
    expect(parseServerOptions({ prefixes }).prefixes).toEqual({ login: '/login', api: '/gateway/api' })
    expect(parseServerOptions({ prefixes: { login: '/' } }).prefixes).toEqual({ login: '', api: '' })
  })

  for (const row of refused) {
    test(`refuses ${row.name}`, () => {
      const problems = problemsOf(row.options)
      expect(problems).toHaveLength(1)
      if (typeof row.problem === 'string') expect(problems[0]).toBe(row.problem)
      else expect(problems[0]).toMatch(row.problem)
    })
  }

  test('names every problem at once, those of form and those of sense', () => {
    expect(problemsOf({ port: 'x', users: [], nonsense: 1 })).toHaveLength(3)
    const job = { id: 'job', name: 'Job', grantType: 'CLIENT-CREDENTIALS', redirectUris: [] }
    const options = {
      port: 'x',
      clients: [{ id: 'job' }, job, { ...job, secret: 's', scopes: ['nonsense'] }],
      prefixes: { api: '/_mock' },
      api: [
        { method: 'GTE', path: '/api/v2/x' },
        { method: 'GET', path: '/api/v2/y', file: '/nowhere/y.json' },
      ],
      scenario: { id: 'token-errors/slow', user: 'nobody' },
      policy: { tokenFormat: 'opaque', signingAlgorithm: 'ES256', nonsense: 1 },
    }
    expect(problemsOf(options).map((problem) => problem.replace(/(: [A-Za-z]+ [A-Za-z]+).*/s, '$1'))).toEqual(
      [
        'port: expected a',
        'clients.0.name: is missing',
        'clients.0.grantType: is missing',
        'clients.0.redirectUris: is missing',
        'api.0.method: expected GET',
        'policy.nonsense: there is',
        'clients.1.id: expected every',
        'clients.2.id: expected every',
        'api.1.file: there is',
        'clients.1.secret: is missing',
        'clients.2.scopes.0: Genesys Cloud',
        'scenario.user: there is',
        'policy.signingAlgorithm: contradicts policy',
        'prefixes.api: the mock',
      ],
    )
  })

  const consequences = [
    {
      name: 'a user that is wrong',
      options: { users: [{ email: 'ada', name: 'A' }], scenario: { id: 'api-trouble/401', user: 'ada' } },
    },
    {
      name: 'a folder of stubs that is wrong',
      options: { stubFolder: 5, api: [{ method: 'GET', path: '/api/v2/x', file: 'x.json' }] },
    },
    {
      name: 'a switch for scopes that is wrong',
      options: { policy: { unknownScopes: 'no' }, clients: [{ ...publicClient, scopes: ['x'] }] },
    },
    {
      name: 'a secret that is wrong',
      options: {
        clients: [{ ...confidentialClient, grantType: 'CLIENT-CREDENTIALS', secret: 5, redirectUris: [] }],
      },
    },
  ]
  for (const { name, options } of consequences) {
    test(`of ${name} nothing else follows`, () => expect(problemsOf(options)).toHaveLength(1))
  }

  test('what is good can be had although something is wrong', () => {
    const examined = examineServerOptions({
      port: 'x',
      dataDir: '/data',
      policy: { strictBody: true, terseErrors: 5 },
    })
    expect(examined.settings).toMatchObject({
      port: 7636,
      dataDir: '/data',
      policy: { strictBody: true, terseErrors: false },
    })
    expect(examined.problems).toHaveLength(2)
    expect(examineServerOptions([]).settings).toBeNull()
  })

  test('repeats no secret', () => {
    const client = { ...confidentialClient, secret: 'se\u0001cret-value' }
    const problems = problemsOf({
      clients: [client],
      signingKey: { ...testKey, d: 5, p: '' },
      users: [{ email: 'a', name: 'b', password: 12_345 }],
    })
    expect(problems).toHaveLength(4)
    expect(problems.join()).not.toMatch(/cret-value|12345/)
    const twice = [
      { email: 'a', name: 'b', password: 'se-cret' },
      { email: 'a', name: 'b', password: 'se-cret' },
    ]
    expect(
      problemsOf({ users: twice, clients: [confidentialClient, confidentialClient] }).join(),
    ).not.toMatch(/se-cret|not-a-real/)
    expect(problemsOf({ adminToken: 'to ken-value' }).join()).not.toMatch(/ken-value/)
  })
})
