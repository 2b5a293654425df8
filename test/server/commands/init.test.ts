import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readYaml } from '../../../src/config-files/yaml.js'
import { main } from '../../../src/server/cli.js'
import { parseServerOptions } from '../../../src/server/options.js'
import { optionTexts } from '../../../src/server/options-texts.js'
import { fakeIo } from '../../support/fake-io.js'
import { faultsOf } from '../../support/json-schema.js'
import { root } from '../../support/source-files.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

async function ran(cwd: string, ...argv: readonly string[]) {
  const io = fakeIo({ cwd })
  const code = await main(argv, io)
  return { code, ...io.printed }
}

const shipped = JSON.parse(readFileSync(join(root, 'schema/gc-mock-oauth.schema.json'), 'utf8'))

/** The options of a YAML text, or every problem in the place of them. */
function optionsOf(yaml: string): unknown {
  const read = readYaml(yaml)
  return read.kind === 'read' ? read.root.value : read.problems
}

/** What `init` writes, by blank lines: the options in comments, and what is said of them. */
async function blocksOf(): Promise<readonly string[]> {
  const folder = temporaryFolder()
  await ran(folder, 'init')
  return readFileSync(join(folder, 'gc-mock-oauth.yaml'), 'utf8').split('\n\n').slice(1)
}

/** A sentence has one space after its #, an example none, or those that YAML needs. */
const uncommented = (text: string) => text.replace(/^#(?! \S)/gm, '')

describe('init', () => {
  test('writes a YAML file of comments, which behaves as no file does', async () => {
    const folder = temporaryFolder()
    expect(await ran(folder, 'init')).toEqual({ code: 0, out: 'wrote gc-mock-oauth.yaml\n', err: '' })
    const text = readFileSync(join(folder, 'gc-mock-oauth.yaml'), 'utf8')
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([])
    expect(text).toMatch(
      /^# yaml-language-server: \$schema=\.\/node_modules\/gc-mock-oauth\/schema\/gc-mock-oauth\.schema\.json\n/,
    )
    expect(optionsOf(text)).toEqual({})
    expect((await ran(folder, 'config', '--json')).code).toBe(0)
  })

  test('shows every option with its text', async () => {
    const blocks = await blocksOf()
    const tops = Object.keys(optionTexts).filter((name) => !name.includes('.'))
    const shown = blocks.map(
      (block) => /^#(?: (?=signingKey))?([A-Za-z]+)(?::| is not shown)/m.exec(block)?.[1],
    )
    expect(shown).toEqual(expect.arrayContaining(tops))
    expect(shown).toHaveLength(tops.length)
    for (const name of tops) expect(blocks.join('\n')).toContain(`# ${optionTexts[name]}\n`)
  })

  test('each example is good when it is uncommented, alone and with all others', async () => {
    const blocks = await blocksOf()
    const alone = blocks.map((block) => optionsOf(uncommented(block)))
    for (const options of [...alone, optionsOf(uncommented(blocks.join('\n\n')))]) {
      expect(() => parseServerOptions(options)).not.toThrow()
      expect(faultsOf(shipped, options)).toEqual([])
    }
    const all = optionsOf(uncommented(blocks.join('\n\n'))) as object
    expect(Object.keys(all).length).toBe(blocks.length - 1)
  })

  test('each line of policy, prefixes and bounds is good when it is uncommented alone, and shows the default', async () => {
    const defaults = parseServerOptions({})
    const blocks = await blocksOf()
    const lines = ['policy', 'prefixes', 'bounds'].flatMap((name) => {
      const block = blocks.find((one) => one.includes(`#${name}:\n`)) ?? ''
      return [...block.matchAll(/^#( {2}[A-Za-z]+: .+)$/gm)].map(([, line = '']) => `${name}:\n${line}`)
    })
    expect(lines.length).toBeGreaterThan(25)
    for (const line of lines) expect(parseServerOptions(optionsOf(line))).toEqual(defaults)
  })

  test('writes JSON with every default, which behaves as no file does', async () => {
    const folder = temporaryFolder()
    expect(await ran(folder, 'init', '--format', 'json')).toMatchObject({
      code: 0,
      out: 'wrote gc-mock-oauth.json\n',
    })
    const { $schema, ...options } = JSON.parse(readFileSync(join(folder, 'gc-mock-oauth.json'), 'utf8'))
    expect($schema).toBe('./node_modules/gc-mock-oauth/schema/gc-mock-oauth.schema.json')
    expect(parseServerOptions(options)).toEqual(parseServerOptions({}))
    expect(Object.keys(options)).toEqual(
      expect.arrayContaining(['clients', 'users', 'policy', 'bounds', 'https']),
    )
    expect(faultsOf(shipped, { $schema, ...options })).toEqual([])
    expect((await ran(folder, 'config', '--json')).code).toBe(0)
  })

  test('names the schema where it is installed', async () => {
    const folder = temporaryFolder({
      'node_modules/gc-mock-oauth/schema/gc-mock-oauth.schema.json': '{}',
      'test/deep/x': '',
    })
    await ran(join(folder, 'test/deep'), 'init', 'mock.yml')
    const reference = /\$schema=(\S+)/.exec(readFileSync(join(folder, 'test/deep/mock.yml'), 'utf8'))?.[1]
    expect(reference).toBe('../../node_modules/gc-mock-oauth/schema/gc-mock-oauth.schema.json')
  })

  test('overwrites nothing unless it is told to', async () => {
    const folder = temporaryFolder({ 'gc-mock-oauth.yaml': 'port: 1\n', 'mine.json': '{}' })
    expect(await ran(folder, 'init')).toEqual({
      code: 2,
      out: '',
      err: 'gc-mock-oauth: gc-mock-oauth.yaml is there already\n  overwrite it with --force\n',
    })
    expect(readFileSync(join(folder, 'gc-mock-oauth.yaml'), 'utf8')).toBe('port: 1\n')
    expect((await ran(folder, 'init', 'mine.json')).code).toBe(2)
    expect(readFileSync(join(folder, 'mine.json'), 'utf8')).toBe('{}')
    expect((await ran(folder, 'init', '--force')).code).toBe(0)
    expect(readFileSync(join(folder, 'gc-mock-oauth.yaml'), 'utf8')).toContain('#port: 7636')
  })

  const folder = temporaryFolder({ file: '', 'beside/gc-mock-oauth.yml': '' })
  mkdirSync(join(folder, 'folder.yaml'))
  execFileSync('mkfifo', [join(folder, 'pipe.yaml')])
  symlinkSync('nowhere.yaml', join(folder, 'link.yaml'))
  writeFileSync(join(folder, 'mine.yaml'), '')
  const refused = [
    { argv: ['mock.toml'], says: 'mock.toml is called neither .yaml, .yml nor .json' },
    { argv: ['mock.yaml', '--format', 'json'], says: '--format: json contradicts the name mock.yaml' },
    { argv: ['--format', 'toml'], says: '--format: got "toml", expected one of "yaml", "json"' },
    { argv: ['folder.yaml', '--force'], says: 'folder.yaml is there already and is no file' },
    { argv: ['pipe.yaml', '--force'], says: 'pipe.yaml is there already and is no file' },
    { argv: ['link.yaml'], says: 'link.yaml is there already' },
    {
      argv: ['not/there/mock.yaml'],
      says: `not/there/mock.yaml: there is no folder ${join(folder, 'not/there')}`,
    },
    { argv: ['file/mock.yaml'], says: `file/mock.yaml: there is no folder ${join(folder, 'file')}` },
    { argv: ['mine.yaml', 'other.yaml'], says: 'other.yaml' },
    {
      argv: ['beside/gc-mock-oauth.yaml', '--force'],
      says: 'gc-mock-oauth.yml lies beside it already, and of two config files none is found',
    },
  ]
  for (const { argv, says } of refused) {
    test(`refuses ${argv.join(' ')}: exit code 2, and a sentence`, async () => {
      const { code, out, err } = await ran(folder, 'init', ...argv)
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain(says)
      expect(err).not.toMatch(/\n\s+at /)
    })
  }
})
