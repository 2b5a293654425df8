import { describe, expect, test } from 'vitest'
import type { GivenFlags } from '../../../src/command-line/index.js'
import { startCommand } from '../../../src/server/commands/start.command.js'
import { startOptions } from '../../../src/server/commands/start-options.js'

type Values = Readonly<Record<string, string | readonly string[] | true>>

function flagsOf(values: Values): GivenFlags {
  const all = (name: string) => {
    const value = values[name]
    return value === undefined || value === true ? [] : [value].flat()
  }
  return {
    text: (name) => all(name)[0],
    list: all,
    switch: (name) => values[name] === true,
    has: (name) => values[name] !== undefined,
    variable: () => undefined,
  }
}

const file = (value: unknown) => ({ name: 'my.json', folder: '/etc/mock', value })

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
        tokenFormat: 'opaque',
        signingAlgorithm: 'ES256',
        strictBody: true,
        terseErrors: true,
      },
    })
    expect(Object.keys(startCommand.flags).sort()).toEqual([...Object.keys(values), 'config', 'json'].sort())
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

  const problems = [
    { name: 'of a flag', field: 'port', says: '--port: wrong' },
    { name: 'of a flag of the policy', field: 'policy.tokenFormat', says: '--token-format: wrong' },
    { name: 'of a host for https', field: 'https.hosts.0', says: '--https-host: wrong' },
    { name: 'of the second value of a flag', field: 'allowHosts.1', says: '--allow-host: wrong' },
    { name: 'of the file', field: 'clients.0.id', says: 'my.json: clients.0.id: wrong' },
    {
      name: 'of the policy in the file',
      field: 'policy.strictBody',
      says: 'my.json: policy.strictBody: wrong',
    },
    { name: 'of the file as a whole', field: '', says: 'my.json: wrong' },
  ]
  for (const { name, field, says } of problems) {
    test(`names a problem ${name}`, () => {
      const flags = flagsOf({
        ...{ port: 'x', 'token-format': 'y', 'allow-host': ['a', 'b:c'] },
        ...{ https: true, 'https-host': ['a:b'] },
      })
      expect(startOptions(flags, file({})).problemOf({ field, problem: 'wrong' })).toEqual({ problem: says })
    })
  }
})
