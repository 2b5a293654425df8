import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { UsageError } from '../../src/command-line/index.js'
import { readConfigFile } from '../../src/config-files/config-file.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const folder = temporaryFolder({
  'good.json': '{\n "port": 0 }',
  'GOOD.YAML': 'port: 0\r\nhost: x\r\n',
  'short.yml': '# nothing\n',
  'below/other.json': '[]',
  'comma.json': '{\n  "port": 0,\n}\n',
  'tab.yaml': 'a:\n\tb: 1\n',
  'twice.yaml': 'a: 1\nb: 2\na: 3\nb: 4\n',
  'empty.json': '',
  'blank.yaml': ' \n\t\n',
  'mock.toml': 'port = 1',
  mock: 'port: 1',
  'mark.json': '\uFEFF{ "port": 0 }',
  'mark.yaml': '\uFEFFport: 0',
  'large.yaml': `# ${'x'.repeat(4 * 1024 * 1024)}`,
  'escape.json': '{ "\\u001b[31m": 1, "\\u001b[31m": 2 }',
})
writeFileSync(join(folder, 'latin.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xe9]))
writeFileSync(join(folder, 'wide.yaml'), Buffer.from('\uFEFFport: 0', 'utf16le'))
symlinkSync('loop.yaml', join(folder, 'loop.yaml'))
symlinkSync('nowhere.yaml', join(folder, 'lost.yaml'))
symlinkSync('good.json', join(folder, 'link.json'))
execFileSync('mkfifo', [join(folder, 'pipe.yaml')])

const read = (name: string) =>
  readConfigFile({ name, prefix: '--config: ', program: 'gc-mock-oauth' }, folder)

async function problemsOf(name: string): Promise<readonly string[]> {
  const failure = await read(name).then(
    () => null,
    (error: unknown) => error,
  )
  if (failure === null) return []
  if (failure instanceof UsageError) return failure.problems.map(({ problem }) => problem)
  throw failure
}

describe('config-file', () => {
  test('reads JSON, and knows the folder that it lies in', async () => {
    const { name, path, root, placeOf, ...file } = await read('good.json')
    expect([name, path, file.folder, root.value]).toEqual([
      'good.json',
      join(folder, 'good.json'),
      folder,
      { port: 0 },
    ])
    expect(placeOf(root.members.get('port')?.offset ?? 0)).toEqual({ line: 2, column: 2 })
    expect((await read('./below/other.json')).folder).toBe(join(folder, 'below'))
    expect(
      (await readConfigFile({ name: join(folder, 'good.json'), prefix: '', program: 'gc-mock-oauth' }, '/'))
        .root.value,
    ).toEqual({
      port: 0,
    })
  })

  const values = [
    { name: 'GOOD.YAML', value: { port: 0, host: 'x' } },
    { name: 'short.yml', value: {} },
    { name: 'mark.json', value: { port: 0 } },
    { name: 'mark.yaml', value: { port: 0 } },
    { name: 'link.json', value: { port: 0 } },
  ]
  for (const { name, value } of values) {
    test(`reads ${name}`, async () => expect((await read(name)).root.value).toEqual(value))
  }

  const rows = [
    { name: 'missing.json', says: ['--config: missing.json there is no such file'] },
    { name: 'good.json/x.yaml', says: ['--config: good.json/x.yaml there is no such file'] },
    { name: 'lost.yaml', says: ['--config: lost.yaml there is no such file'] },
    { name: 'loop.yaml', says: ['--config: loop.yaml is a link that leads to itself'] },
    { name: 'below', says: ['--config: below is a folder'] },
    { name: 'pipe.yaml', says: ['--config: pipe.yaml is a pipe and no file'] },
    { name: '/dev/null', says: ['--config: /dev/null is no file'] },
    { name: 'large.yaml', says: ['--config: large.yaml is larger than 4 MiB'] },
    { name: 'empty.json', says: ['--config: empty.json is empty'] },
    { name: 'blank.yaml', says: ['--config: blank.yaml is empty'] },
    { name: 'mock.toml', says: ['--config: mock.toml is called neither .yaml, .yml nor .json'] },
    { name: 'mock', says: ['--config: mock is called neither .yaml, .yml nor .json'] },
    { name: 'latin.yaml', says: ['--config: latin.yaml is no text in UTF-8'] },
    { name: 'wide.yaml', says: ['--config: wide.yaml is text in UTF-16: save it as UTF-8'] },
    { name: 'comma.json', says: ['comma.json:2:12: JSON has no comma before "}"'] },
    { name: 'tab.yaml', says: ['tab.yaml:2:1: a tab indents this line: YAML is indented with spaces'] },
    {
      name: 'twice.yaml',
      says: [
        'twice.yaml:3:1: the key "a" stands in line 1 already',
        'twice.yaml:4:1: the key "b" stands in line 2 already',
      ],
    },
    { name: 'escape.json', says: ['escape.json:1:20: the key "\\u001b[31m" stands in line 1 already'] },
  ]
  for (const { name, says } of rows) {
    test(`says what is wrong with ${name}`, async () => expect(await problemsOf(name)).toEqual(says))
  }
})
