import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readYaml } from '../../src/config-files/yaml.js'
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

describe('the config file of the README', () => {
  const yaml = /```yaml\n(.*?)```/s.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? ''
  const read = readYaml(yaml)

  test('is a good one', () => {
    if (read.kind !== 'read') throw new Error(JSON.stringify(read.problems))
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
