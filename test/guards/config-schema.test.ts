import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readYaml } from '../../src/config-files/yaml.js'
import { checkCommand } from '../../src/conformance/commands/check.command.js'
import { expectationsJsonSchema } from '../../src/conformance/expectations-json-schema.js'
import { settingsJsonSchema } from '../../src/conformance/settings-json-schema.js'
import { parseServerOptions } from '../../src/server/options.js'
import { optionsJsonSchema } from '../../src/server/options-json-schema.js'
import { optionTexts } from '../../src/server/options-texts.js'
import { faultsOf, schemaFaults } from '../support/json-schema.js'
import { root } from '../support/source-files.js'

type Schema = Readonly<Record<string, unknown>>

const path = join(root, 'schema', 'gc-mock-oauth.schema.json')
const wanted = `${JSON.stringify(optionsJsonSchema(), null, 2)}\n`
if (process.env['UPDATE_DOCS']) writeFileSync(path, wanted)
const shipped = JSON.parse(readFileSync(path, 'utf8')) as Schema

/** The members of every object in a schema, by their paths. */
function membersOf(schema: unknown, at: string): readonly (readonly [path: string, member: Schema])[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties = {}, items, anyOf = [] } = schema as Readonly<Record<string, unknown>>
  return [
    ...Object.entries(properties as Schema).flatMap(([name, member]) => {
      const inner = at === '' ? name : `${at}.${name}`
      return [[inner, member as Schema] as const, ...membersOf(member, inner)]
    }),
    ...membersOf(items, at === 'scenario' ? at : `${at}.*`),
    ...(anyOf as readonly unknown[]).flatMap((one) => membersOf(one, at)),
  ]
}

const known = membersOf(shipped, '').filter(([name]) => !name.startsWith('signingKey.') && name !== '$schema')

/** The config file of a program that the README shows. */
function ofReadme(program: string) {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const blocks = [...readme.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = '']) => yaml)
  const yaml = blocks.find((block) => block.startsWith(`# ${program}.yaml\n`)) ?? ''
  const read = readYaml(yaml)
  if (read.kind !== 'read') throw new Error(JSON.stringify(read.problems))
  return read
}

describe('the config files of the README', () => {
  test('are good ones: that of the kit', () => {
    const { value } = ofReadme('gc-pkce-check').root
    expect(value).toMatchObject({ client: '.', neededScopes: ['users:readonly'] })
    expect(faultsOf(kitShipped, value)).toEqual([])
  })

  test('are good ones: that of the mock', () => {
    const read = ofReadme('gc-mock-oauth')
    expect(faultsOf(shipped, read.root.value)).toEqual([])
    expect(parseServerOptions(read.root.value).clients).toHaveLength(2)
  })
})

describe('schema/gc-mock-oauth.schema.json', () => {
  test('is the schema of the options', () => {
    expect(readFileSync(path, 'utf8'), 'run "npm run docs"').toBe(wanted)
    expect(schemaFaults(shipped)).toEqual([])
  })

  test('says what every option is, and every text is of an option', () => {
    expect(known.filter(([, { description }]) => description === undefined).map(([name]) => name)).toEqual([])
    const names = new Set(known.map(([name]) => name))
    expect(Object.keys(optionTexts).filter((name) => !names.has(name))).toEqual([])
    expect(names.size).toBeGreaterThan(70)
  })

  test('tells defaults', () => {
    const defaultOf = (name: string) => known.find(([path]) => path === name)?.[1]['default']
    expect(
      ['port', 'policy.tokenFormat', 'https', 'bounds.exchanges', 'scenario', 'host'].map(defaultOf),
    ).toEqual([7636, 'jwt', false, 10_000, 'honest', undefined])
  })

  const good = [
    {},
    { $schema: './x.json', port: 0, https: true, scenario: 'state-tamper/swapped' },
    { https: { hosts: ['a.test'], caFolder: 'ca' }, scenario: { id: 'api-trouble/401', times: 2 } },
    {
      scenario: [{ id: 'api-trouble/401', user: 'a@b' }],
      api: [{ method: 'GET', path: '/api/v2/x', body: [1, null] }],
    },
  ]
  for (const value of good) {
    test(`allows ${JSON.stringify(value)}`, () => expect(faultsOf(shipped, value)).toEqual([]))
  }

  const bad = [
    { port: 'x' },
    { prot: 1 },
    { https: 5 },
    { https: { hosst: [] } },
    { scenario: 'nonsense' },
    { scenario: [{ id: 'nonsense' }] },
    { clients: [{ id: 'x' }] },
    { policy: { tokenFormat: 'jwe' } },
    { users: [{ email: 'a', password: 'b', name: 'c', claims: [] }] },
  ]
  for (const value of bad) {
    test(`refuses ${JSON.stringify(value)}`, () => expect(faultsOf(shipped, value)).not.toEqual([]))
  }
})

const knownPath = join(root, 'schema', 'gc-pkce-check-expect.schema.json')
const knownWanted = `${JSON.stringify(expectationsJsonSchema(), null, 2)}\n`
if (process.env['UPDATE_DOCS']) writeFileSync(knownPath, knownWanted)
const knownShipped = JSON.parse(readFileSync(knownPath, 'utf8')) as Schema

describe('schema/gc-pkce-check-expect.schema.json', () => {
  test('is the schema of a file with known findings', () => {
    expect(readFileSync(knownPath, 'utf8'), 'run "npm run docs"').toBe(knownWanted)
    expect(schemaFaults(knownShipped)).toEqual([])
  })

  test('says what every member is', () => {
    const members = membersOf(knownShipped, '')
    expect(members.filter(([, { description }]) => description === undefined)).toEqual([])
    expect(members.map(([name]) => name)).toEqual([
      '$schema',
      'expected',
      'expected.*.finding',
      'expected.*.reason',
      'expected.*.until',
      'expected.*.full',
    ])
  })

  const good = { finding: 'a.b', reason: 'c' }
  const rows = [
    { value: { expected: [] }, faults: 0 },
    { value: { $schema: 'x', expected: [{ ...good, until: '2026-12-31', full: true }] }, faults: 0 },
    { value: {}, faults: 1 },
    { value: [good], faults: 1 },
    { value: { expected: [{ finding: 'a.b' }] }, faults: 1 },
    { value: { expected: [{ ...good, until: 5 }] }, faults: 1 },
    { value: { expected: [{ ...good, because: 'x' }] }, faults: 1 },
  ]
  for (const { value, faults } of rows) {
    test(`${faults === 0 ? 'allows' : 'refuses'} ${JSON.stringify(value)}`, () =>
      expect(faultsOf(knownShipped, value).length > 0).toBe(faults > 0))
  }
})

const kitPath = join(root, 'schema', 'gc-pkce-check.schema.json')
const kitWanted = `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`
if (process.env['UPDATE_DOCS']) writeFileSync(kitPath, kitWanted)
const kitShipped = JSON.parse(readFileSync(kitPath, 'utf8')) as Schema

describe('schema/gc-pkce-check.schema.json', () => {
  test('is the schema of the settings', () => {
    expect(readFileSync(kitPath, 'utf8'), 'run "npm run docs"').toBe(kitWanted)
    expect(schemaFaults(kitShipped)).toEqual([])
  })

  test('says what every key is, and knows every flag of a check', () => {
    const keys = membersOf(kitShipped, '')
    expect(keys.filter(([, { description }]) => !description).map(([name]) => name)).toEqual([])
    const actions = [
      'judge',
      'merge',
      'shard',
      'api',
      'api-issuer',
      'api-audience',
      'verifiers',
      'list',
      'explain',
      'config',
    ]
    const flags = Object.keys(checkCommand.flags)
      .filter((flag) => !actions.includes(flag))
      .map((flag) => flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()))
    expect(keys.map(([name]) => name)).toEqual(expect.arrayContaining(flags))
    const ofActions = ['actions', 'actions.call', 'actions.parallel', 'actions.logout']
    const ownKeys = ['$schema', 'workingDirectory', 'env', 'neededScopes', 'printsToken', ...ofActions]
    expect(
      keys
        .map(([name]) => name)
        .filter((name) => !flags.includes(name))
        .sort(),
    ).toEqual(ownKeys.sort())
  })

  test('tells defaults', () => {
    const defaultOf = (name: string) =>
      membersOf(kitShipped, '').find(([key]) => key === name)?.[1]['default']
    expect(['timeout', 'profile', 'home', 'quick', 'client'].map(defaultOf)).toEqual([
      30,
      'core',
      'fresh',
      false,
      undefined,
    ])
  })

  const good = [
    {},
    { $schema: './x.json', client: '.', check: 'pkce.*', env: { A: 'b' }, timeout: 2.5 },
    { check: ['pkce.*'], reporter: ['text', 'sarif=x'], neededScopes: ['users'], kind: 'web' },
  ]
  for (const value of good) {
    test(`allows ${JSON.stringify(value)}`, () => expect(faultsOf(kitShipped, value)).toEqual([]))
  }

  const bad = [
    { clinet: '.' },
    { timeout: '5' },
    { check: 5 },
    { check: [5] },
    { env: { A: 5 } },
    { env: [] },
    { kind: 'desktop' },
    { quick: 'yes' },
    { port: 1.5 },
    { neededScopes: 'users' },
  ]
  for (const value of bad) {
    test(`refuses ${JSON.stringify(value)}`, () => expect(faultsOf(kitShipped, value)).not.toEqual([]))
  }
})
