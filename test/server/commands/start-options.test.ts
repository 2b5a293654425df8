import { describe, expect, test } from 'vitest'
import type { ConfigFile } from '../../../src/config-files/config-file.js'
import { readJson } from '../../../src/config-files/json.js'
import { type Located, placesIn } from '../../../src/config-files/place.js'
import { startCommand } from '../../../src/server/commands/start.command.js'
import { startOptions } from '../../../src/server/commands/start-options.js'
import { flags as flagsOf, type Values } from '../../support/given-flags.js'

/** A config file with this value, a line for each member and item. */
function file(value: unknown): ConfigFile {
  const text = JSON.stringify(value, null, 1)
  const read = readJson(text)
  if (read.kind === 'unreadable') throw new Error(text)
  return {
    name: 'my.json',
    path: '/etc/mock/my.json',
    folder: '/etc/mock',
    root: read.root,
    placeOf: placesIn(text),
  }
}

describe('start-options', () => {
  test('without flags and file there are no options', () => {
    expect(startOptions(flagsOf({}), null).options).toEqual({})
  })

  test('every flag has its option', () => {
    const values: Values = {
      port: '8080',
      host: '0.0.0.0',
      scenario: 'token-errors/slow',
      issuer: 'https://login.example',
      interactive: true,
      consent: true,
      'token-format': 'opaque',
      'signing-algorithm': 'ES256',
      'strict-body': true,
      'terse-errors': true,
      'admin-token': 'abc',
      'allow-host': ['one', 'two'],
      'data-dir': 'data',
      'https-host': ['gateway.test', '192.168.7.7'],
      https: true,
    }
    expect(startOptions(flagsOf(values), null).options).toEqual({
      port: 8080,
      host: '0.0.0.0',
      scenario: 'token-errors/slow',
      issuer: 'https://login.example',
      adminToken: 'abc',
      allowHosts: ['one', 'two'],
      dataDir: 'data',
      https: { hosts: ['gateway.test', '192.168.7.7'] },
      policy: {
        interactive: true,
        consent: true,
        tokenFormat: 'opaque',
        signingAlgorithm: 'ES256',
        strictBody: true,
        terseErrors: true,
      },
    })
    const others = ['config', 'json', 'log', 'log-file']
    expect(
      Object.keys(startCommand.flags)
        .filter((flag) => !others.includes(flag))
        .sort(),
    ).toEqual(Object.keys(values).sort())
  })

  test('a flag counts more than the file, and what it does not name stays', () => {
    const value = { port: 1, clients: [], policy: { interactive: false, codeLifetimeSeconds: 5 } }
    expect(startOptions(flagsOf({ port: '2', interactive: true }), file(value)).options).toEqual({
      port: 2,
      clients: [],
      policy: { interactive: true, codeLifetimeSeconds: 5 },
      stubFolder: '/etc/mock',
    })
  })

  test('paths in the file are meant from where it lies', () => {
    const value = { stubFolder: 'stubs', dataDir: '../data', https: { caFolder: 'ca' } }
    expect(startOptions(flagsOf({}), file(value)).options).toEqual({
      stubFolder: '/etc/mock/stubs',
      dataDir: '/etc/data',
      https: { caFolder: '/etc/mock/ca' },
    })
    expect(startOptions(flagsOf({ 'data-dir': 'own' }), file(value)).options).toMatchObject({
      dataDir: 'own',
    })
  })

  for (const value of [[], 'text', null, 5]) {
    test(`a file that holds ${JSON.stringify(value)} is left to the check of the options`, () => {
      expect(startOptions(flagsOf({ port: '1' }), file(value)).options).toEqual(value)
    })
  }

  const https: readonly { name: string; flags: Values; value: object; is: unknown }[] = [
    { name: 'https alone', flags: { https: true }, value: {}, is: true },
    { name: 'a host alone', flags: { 'https-host': ['a.test'] }, value: {}, is: { hosts: ['a.test'] } },
    {
      name: 'https over a file that has it in detail',
      flags: { https: true },
      value: { https: { hosts: ['b.test'] } },
      is: { hosts: ['b.test'] },
    },
    { name: 'https over a file that has it off', flags: { https: true }, value: { https: false }, is: true },
    {
      name: 'a host over a file that has https on',
      flags: { 'https-host': ['a.test'] },
      value: { https: true },
      is: { hosts: ['a.test'] },
    },
    {
      name: 'a host over a file that has https in detail',
      flags: { 'https-host': ['a.test'] },
      value: { https: { hosts: ['b.test'], caFolder: '/ca' } },
      is: { hosts: ['a.test'], caFolder: '/ca' },
    },
    {
      name: 'a host over a file that has nonsense, which is left to the check of the options',
      flags: { 'https-host': ['a.test'] },
      value: { https: 5 },
      is: 5,
    },
  ]
  for (const { name, flags, value, is } of https) {
    test(name, () => {
      expect(startOptions(flagsOf(flags), file(value)).options).toMatchObject({ https: is })
    })
  }

  test('a policy that is no object is left to the check of the options', () => {
    const { options } = startOptions(flagsOf({ interactive: true }), file({ policy: [] }))
    expect(options).toMatchObject({ policy: [] })
  })

  const given = {
    ...{ port: 'x', 'token-format': 'y', 'allow-host': ['a', 'b:c'] },
    ...{ https: true, 'https-host': ['a:b'] },
  } as const
  const problems = [
    { name: 'of a flag', field: 'port', says: '--port: wrong' },
    { name: 'of a flag of the policy', field: 'policy.tokenFormat', says: '--token-format: wrong' },
    { name: 'of a host for https', field: 'https.hosts.0', says: '--https-host: wrong' },
    { name: 'of https', field: 'https', says: '--https: wrong' },
    { name: 'of the second value of a flag', field: 'allowHosts.1', says: '--allow-host: wrong' },
    { name: 'of the file', field: 'clients.0.id', says: 'my.json:4: clients.0.id: wrong' },
    {
      name: 'of what is missing in the file',
      field: 'clients.0.name',
      says: 'my.json:3: clients.0.name: wrong',
    },
    {
      name: 'of a folder for the CA in the file',
      field: 'https.caFolder',
      says: 'my.json:8: https.caFolder: wrong',
    },
    {
      name: 'of the policy in the file',
      field: 'policy.strictBody',
      says: 'my.json:11: policy.strictBody: wrong',
    },
    { name: 'of a key with dots', field: 'policy.a.b', says: 'my.json:12: policy.a.b: wrong' },
    { name: 'of the file as a whole', field: '', says: 'my.json:1: wrong' },
    { name: 'of a default that has a flag', field: 'dataDir', says: '--data-dir: wrong' },
    { name: 'of a default that has none', field: 'organization', says: 'organization: wrong' },
  ]
  const value = {
    clients: [{ id: 'x' }],
    https: { caFolder: 'ca' },
    policy: { strictBody: 5, 'a.b': 1 },
  }
  for (const { name, field, says } of problems) {
    test(`names a problem ${name}`, () => {
      expect(startOptions(flagsOf(given), file(value)).problemOf({ field, problem: 'wrong' })).toEqual({
        problem: says,
      })
    })
  }

  test('shows no character of a file that a terminal would obey', () => {
    const { problemOf } = startOptions(flagsOf({}), file({ '\u001b[31m': 1 }))
    expect(problemOf({ field: '\u001b[31m', problem: 'wrong' }).problem).toBe('my.json:2: \\u{1B}[31m: wrong')
  })

  test('sorts problems: flags first, then line by line; and counts those that are too many', () => {
    const { problemsOf } = startOptions(flagsOf(given), file(value))
    const fields = ['policy.strictBody', 'clients.0.id', 'port', 'https.caFolder']
    const said = problemsOf(fields.map((field) => ({ field, problem: 'wrong' })))
    expect(said.map(({ problem }) => problem.slice(0, 9))).toEqual([
      '--port: w',
      'my.json:4',
      'my.json:8',
      'my.json:1',
    ])
    const many = problemsOf(Array.from({ length: 150 }, () => ({ field: 'clients', problem: 'wrong' })))
    expect(many).toHaveLength(101)
    expect(many.at(-1)).toEqual({ problem: 'and 50 further problems' })
  })

  const hints = [
    {
      name: 'a number in the place of text',
      value: 5,
      problem: 'expected text, got 5',
      hint: 'without quotes this is no text: write it in quotes',
    },
    {
      name: 'yes in the place of true',
      value: 'yes',
      problem: 'expected true or false, got "yes"',
      hint: 'YAML 1.2 writes true and false; this is text',
    },
    {
      name: 'nothing',
      value: null,
      problem: 'expected text, got null',
      hint: 'nothing stands after the colon: give it a value, or remove the key',
    },
    { name: 'another text', value: 'maybe', problem: 'expected true or false, got "maybe"', hint: undefined },
    {
      name: 'a number that is too large',
      value: 70_000,
      problem: 'expected a whole number',
      hint: undefined,
    },
  ]
  for (const { name, value, problem, hint } of hints) {
    test(`a hint for ${name} without quotes`, () => {
      const leaf = (isPlain: boolean): Located => ({ value, offset: 0, members: new Map(), isPlain })
      const withRoot = (isPlain: boolean) => {
        const members = new Map([['host', leaf(isPlain)]])
        const root = { value: { host: value }, offset: 0, members, isPlain: false }
        return { ...file({}), root }
      }
      const said = (isPlain: boolean) =>
        startOptions(flagsOf({}), withRoot(isPlain)).problemOf({ field: 'host', problem })
      expect(said(true).hint).toBe(hint)
      expect(said(false).hint).toBeUndefined()
    })
  }

  test('a hint for a file that is one text', () => {
    const root = { value: 'port:1', offset: 0, members: new Map(), isPlain: true }
    const { problemOf } = startOptions(flagsOf({}), { ...file({}), root })
    expect(problemOf({ field: '', problem: 'expected an object, got "port:1"' })).toEqual({
      problem: 'my.json:1: expected an object, got "port:1"',
      hint: 'YAML wants a space after the colon of "key: value"',
    })
  })

  const sources = [
    { field: 'port', is: { kind: 'flag', name: '--port' } },
    { field: 'allowHosts.0', is: { kind: 'flag', name: '--allow-host' } },
    { field: 'https', is: { kind: 'flag', name: '--https' } },
    { field: 'https.hosts.0', is: { kind: 'flag', name: '--https-host' } },
    { field: 'https.caFolder', is: { kind: 'file', name: 'my.json', line: 8 } },
    { field: 'clients.0.id', is: { kind: 'file', name: 'my.json', line: 4 } },
    { field: 'clients.0.name', is: { kind: 'default' } },
    { field: 'dataDir', is: { kind: 'variable', name: 'GC_MOCK_OAUTH_DATA_DIR' } },
    { field: 'users', is: { kind: 'default' } },
  ]
  for (const { field, is } of sources) {
    test(`knows where ${field} comes from`, () => {
      const variable = (name: string) => (name === 'data-dir' ? 'GC_MOCK_OAUTH_DATA_DIR' : undefined)
      const flags = { ...flagsOf({ ...given, 'data-dir': 'd' }), variable }
      expect(startOptions(flags, file(value)).sourceOf(field)).toEqual(is)
    })
  }

  test('a host that turns on https is where https comes from', () => {
    expect(startOptions(flagsOf({ 'https-host': ['a'] }), null).sourceOf('https')).toEqual({
      kind: 'flag',
      name: '--https-host',
    })
  })

  test('a switch that is off counts more than the file', () => {
    const flags = flagsOf({ interactive: false, https: false })
    const { options } = startOptions(flags, file({ policy: { interactive: true }, https: { hosts: ['a'] } }))
    expect(options).toMatchObject({ policy: { interactive: false }, https: false })
  })

  test('the schema that a file names for editors is no option; an empty path stays empty', () => {
    const { options } = startOptions(flagsOf({}), file({ $schema: 'x.json', dataDir: '' }))
    expect(options).toEqual({ dataDir: '', stubFolder: '/etc/mock' })
    expect(startOptions(flagsOf({}), file({ $schema: 5 })).options).toMatchObject({ $schema: 5 })
  })
})
