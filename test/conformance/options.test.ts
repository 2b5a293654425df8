import { describe, expect, test } from 'vitest'
import type { GivenFlags } from '../../src/command-line/index.js'
import { UsageError } from '../../src/command-line/index.js'
import { parseCheckOptions } from '../../src/conformance/options.js'

/** Flags as the command line gives them. */
function flags(values: Readonly<Record<string, string>>): GivenFlags {
  return {
    text: (name) => values[name],
    list: (name) => (values[name] === undefined ? [] : [values[name]]),
    switch: () => false,
    has: (name) => values[name] !== undefined,
    variable: () => undefined,
  }
}

const parse = (values: Readonly<Record<string, string>>) => parseCheckOptions(flags(values), {}, () => true)

function problemsOf(values: Readonly<Record<string, string>>): readonly string[] {
  try {
    parse(values)
    return []
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return error.problems.map(({ problem }) => problem)
  }
}

const refused = [
  { name: 'neither a client nor an address', values: {}, problems: ['--client: a folder or file is needed'] },
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
      '--port: expected a whole number from 1 to 65535, got "70000"',
    ],
  },
  {
    name: 'a page of another machine',
    values: { client: '.', 'login-path': '//app.example.com/login' },
    problems: ['--login-path: expected a path that begins with /, got "//app.example.com/login"'],
  },
]

describe('parseCheckOptions', () => {
  for (const { name, values, problems } of refused) {
    test(`refuses ${name}`, () => {
      expect(problemsOf(values)).toEqual(problems)
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

  test('takes the page, the address and the port of an app that is started', () => {
    const { client, settings } = parse({
      client: './app',
      url: 'http://localhost:3000/',
      'login-path': '/auth?x=1',
      port: '7636',
    })
    expect(client).toBe('./app')
    expect(settings).toMatchObject({ url: 'http://localhost:3000/', loginPath: '/auth?x=1', port: 7636 })
  })
})
