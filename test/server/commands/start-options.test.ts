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
  return { text: (name) => all(name)[0], list: all, switch: (name) => values[name] === true }
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
    }
    expect(startOptions(flagsOf(values), null).options).toEqual({
      port: 8080,
      host: '0.0.0.0',
      scenario: 'token-errors/slow',
      issuer: 'https://login.example',
      adminToken: 'abc',
      allowHosts: ['one', 'two'],
      dataDir: 'data',
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
    const value = { stubFolder: 'stubs', dataDir: '../data' }
    expect(startOptions(flagsOf({}), file(value)).options).toEqual({
      stubFolder: '/etc/mock/stubs',
      dataDir: '/etc/data',
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

  test('a policy that is no object is left to the check of the options', () => {
    const { options } = startOptions(flagsOf({ interactive: true }), file({ policy: [] }))
    expect(options).toMatchObject({ policy: [] })
  })

  const problems = [
    { name: 'of a flag', field: 'port', says: '--port: wrong' },
    { name: 'of a flag of the policy', field: 'policy.tokenFormat', says: '--token-format: wrong' },
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
      const flags = flagsOf({ port: 'x', 'token-format': 'y', 'allow-host': ['a', 'b:c'] })
      expect(startOptions(flags, file({})).problemOf({ field, problem: 'wrong' })).toEqual({ problem: says })
    })
  }
})
