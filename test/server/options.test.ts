import { describe, expect, test } from 'vitest'
import { OptionsError, parseServerOptions } from '../../src/server/options.js'
import { testKey } from '../support/keys.js'
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
  { name: 'an option that does not exist', options: { prot: 1 }, problem: 'prot: there is no such option' },
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
    problem: /^clients: expected every client id once/,
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
    problem: /^users: expected every e-mail address once/,
  },
  {
    name: 'an unknown scenario',
    options: { scenario: 'nonsense' },
    problem:
      'scenario: expected one of honest, honest-again, forgiving, state-tamper/swapped, state-tamper/dropped, state-tamper/altered, got "nonsense"',
  },
  {
    name: 'a scenario without its variant',
    options: { scenario: 'state-tamper' },
    problem: /^scenario: expected one of/,
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
      scenario: { id: 'honest', variant: null },
      names: { issuer: null, audience: null },
      signingKey: null,
      bounds: { logins: 500_000, exchanges: 10_000 },
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
      scenario: { id: 'state-tamper', variant: 'dropped' },
      names: { issuer: 'https://login.example', audience: 'https://api.example' },
      signingKey: testKey,
      bounds: { exchanges: 5, logins: 500_000 },
    })
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

  test('localhost means both loopback addresses', () => {
    expect(parseServerOptions({ host: 'localhost' }).host).toBeNull()
  })

  test('a mock that learns its registration begins without clients, unless some are given', () => {
    const policy = { registration: 'learn' }
    expect(parseServerOptions({ policy }).clients).toEqual([])
    expect(parseServerOptions({ policy, clients: [publicClient] }).clients).toEqual([publicClient])
  })

  test('the policy of the scenario counts more than the one that is given', () => {
    expect(parseServerOptions({ scenario: 'forgiving', policy: { forgiving: false } }).policy.forgiving).toBe(
      true,
    )
  })

  for (const row of refused) {
    test(`refuses ${row.name}`, () => {
      const problems = problemsOf(row.options)
      expect(problems).toHaveLength(1)
      if (typeof row.problem === 'string') expect(problems[0]).toBe(row.problem)
      else expect(problems[0]).toMatch(row.problem)
    })
  }

  test('names every problem at once', () => {
    expect(problemsOf({ port: 'x', users: [], nonsense: 1 })).toHaveLength(3)
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
  })
})
