import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readYaml } from '../../../src/config-files/yaml.js'
import { parseCheckOptions } from '../../../src/conformance/check-options.js'
import { main } from '../../../src/conformance/cli.js'
import { configFile } from '../../support/config-file.js'
import { fakeIo } from '../../support/fake-io.js'
import { faultsOf } from '../../support/json-schema.js'
import { root } from '../../support/source-files.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

async function ran(cwd: string, ...argv: readonly string[]) {
  const io = fakeIo({ cwd })
  const code = await main(['init', ...argv], io)
  return { code, ...io.printed }
}

const shipped = JSON.parse(readFileSync(join(root, 'schema/gc-pkce-check.schema.json'), 'utf8'))

const files = {
  'cli/package.json': '{ "scripts": { "start": "node ." } }',
  'cli/index.js': '',
  'web/package.json': '{ "scripts": { "start": "node ." }, "dependencies": { "express": "5" } }',
  'web/index.js': "app.get('/auth/genesys', (req, res) => res.redirect(authorizeUrl('code_challenge')))",
  'file/login.py': 'print(1)',
  'file/strange\nname.py': '',
  'nothing/readme.txt': 'hello',
}

/** The settings of a YAML text. */
function settingsOf(yaml: string): unknown {
  const read = readYaml(yaml)
  return read.kind === 'read' ? read.root.value : read.problems
}

/** An example stands right after its #, a sentence after a space. */
const uncommented = (text: string) => text.replace(/^#(?! \S)/gm, '')

const rows: readonly {
  name: string
  argv: readonly string[]
  out: string
  err?: string
  path: string
  value: unknown
  says?: readonly string[]
}[] = [
  {
    name: 'a program in a folder',
    argv: ['--client', 'cli'],
    out: 'wrote cli/gc-pkce-check.yaml\nnext: gc-pkce-check --client cli\n',
    path: 'cli/gc-pkce-check.yaml',
    value: { client: '.', kind: 'native' },
    says: [
      '# Found: npm start\n#start: npm start\n',
      '# native, because it is a program without a server framework.\nkind: native\n',
    ],
  },
  {
    name: 'a server-side app',
    argv: ['--client', './web/'],
    out: 'wrote web/gc-pkce-check.yaml\nnext: gc-pkce-check --client ./web/\n',
    path: 'web/gc-pkce-check.yaml',
    value: { client: '.', kind: 'web' },
    says: ['# web, because it depends on express.\n'],
  },
  {
    name: 'a file',
    argv: ['--client', 'file/login.py'],
    out: 'wrote file/gc-pkce-check.yaml\nnext: gc-pkce-check --client file/login.py\n',
    path: 'file/gc-pkce-check.yaml',
    value: { client: 'login.py', kind: 'native' },
    says: ['#start: python3 login.py\n'],
  },
  {
    name: 'a file with a strange name',
    argv: ['--client', 'file/strange\nname.py'],
    out: 'wrote file/gc-pkce-check.yaml\nnext: gc-pkce-check --client file/strange\\nname.py\n',
    path: 'file/gc-pkce-check.yaml',
    value: { client: 'strange\nname.py', kind: 'native' },
  },
  {
    name: 'a client with a start command and a kind of its own, to another place',
    argv: ['--client', 'cli', '--start', 'make run', '--kind', 'spa', 'my.yml'],
    out: 'wrote my.yml\nnext: gc-pkce-check --config my.yml\n',
    path: 'my.yml',
    value: { client: 'cli', start: 'make run', kind: 'spa' },
    says: ['# spa, because it was given.\n'],
  },
  {
    name: 'what has no start that is found',
    argv: ['--client', 'nothing'],
    out: 'wrote nothing/gc-pkce-check.yaml\nnext: gc-pkce-check --client nothing\n',
    err: 'gc-pkce-check: no way to start ',
    path: 'nothing/gc-pkce-check.yaml',
    value: { client: '.' },
    says: ['# no way to start '],
  },
  {
    name: 'a program as JSON',
    argv: ['--client', 'cli', '--format', 'json'],
    out: 'wrote cli/gc-pkce-check.json\nnext: gc-pkce-check --client cli\n',
    path: 'cli/gc-pkce-check.json',
    value: {
      $schema: '../node_modules/gc-mock-oauth/schema/gc-pkce-check.schema.json',
      client: '.',
      kind: 'native',
    },
  },
]

describe('init', () => {
  for (const { name, argv, out, err = '', path, value, says = [] } of rows) {
    test(`writes a good file for ${name}`, async () => {
      const folder = temporaryFolder({
        ...files,
        'node_modules/gc-mock-oauth/schema/gc-pkce-check.schema.json': '',
      })
      const result = await ran(folder, ...argv)
      expect(result).toMatchObject({ code: 0, out })
      expect(result.err.startsWith(err)).toBe(true)
      if (err === '') expect(result.err).toBe('')
      const text = readFileSync(join(folder, path), 'utf8')
      expect(settingsOf(text)).toEqual(value)
      expect(faultsOf(shipped, value)).toEqual([])
      for (const part of says) expect(text).toContain(part)
    })
  }

  test('shows every key, and each of its examples is a good value', async () => {
    const folder = temporaryFolder(files)
    await ran(folder, '--client', 'web')
    const text = readFileSync(join(folder, 'web/gc-pkce-check.yaml'), 'utf8')
    const shown = settingsOf(uncommented(text)) as Readonly<Record<string, unknown>>
    expect(Object.keys(shown).sort()).toEqual(
      Object.keys(shipped.properties)
        .filter((key) => key !== '$schema')
        .sort(),
    )
    expect(faultsOf(shipped, shown)).toEqual([])
    for (const [key, value] of Object.entries(shown)) {
      const yaml = JSON.stringify({ client: '.', [key]: value })
      const read = { kind: 'read', text: 'abc', readableByAll: false } as const
      const world = {
        file: configFile(yaml, folder),
        cwd: folder,
        environment: {},
        exists: () => true,
        readSecretFile: () => read,
        openConfigFile: null,
      }
      const none = { text: () => undefined, list: () => [], switch: () => false, has: () => false }
      expect(() => parseCheckOptions({ ...none, variable: () => undefined }, world)).not.toThrow()
    }
  })

  test('overwrites nothing without --force', async () => {
    const folder = temporaryFolder({ ...files, 'cli/gc-pkce-check.yaml': 'timeout: 9' })
    expect(await ran(join(folder, 'cli'))).toEqual({
      code: 2,
      out: '',
      err: 'gc-pkce-check: gc-pkce-check.yaml is there already\n  overwrite it with --force\n',
    })
    expect(readFileSync(join(folder, 'cli/gc-pkce-check.yaml'), 'utf8')).toBe('timeout: 9')
    expect(await ran(join(folder, 'cli'), '--force')).toMatchObject({
      code: 0,
      out: 'wrote gc-pkce-check.yaml\nnext: gc-pkce-check\n',
    })
  })

  const refused = [
    { argv: ['--client', 'gone'], says: '--client: there is no file or folder "gone"' },
    { argv: ['x.toml'], says: 'x.toml is called neither .yaml, .yml nor .json' },
    { argv: ['--format', 'json', 'x.yaml'], says: '--format: json contradicts the name x.yaml' },
    { argv: ['below/x.yaml'], says: 'below/x.yaml: there is no folder ' },
    { argv: ['gc-pkce-check.json'], says: 'gc-pkce-check.yaml lies beside it already' },
  ]
  for (const { argv, says } of refused) {
    test(`refuses ${argv.join(' ')}`, async () => {
      const folder = temporaryFolder({ 'gc-pkce-check.yaml': '', 'index.js': '' })
      const { code, err } = await ran(folder, ...argv)
      expect(code).toBe(2)
      expect(err).toContain(says)
    })
  }
})
