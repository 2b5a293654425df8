import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type GivenFlags, UsageError } from '../../../src/command-line/index.js'
import { configInForce } from '../../../src/conformance/commands/config-search.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

function flagsOf(values: Readonly<Record<string, string>>): GivenFlags {
  return {
    text: (name) => values[name],
    list: () => [],
    switch: () => false,
    has: (name) => values[name] !== undefined,
    variable: () => undefined,
  }
}

const root = temporaryFolder({
  'app/gc-pkce-check.yaml': 'timeout: 1',
  'app/login.mjs': '',
  'app/src/deep.mjs': '',
  'short/gc-pkce-check.yml': 'timeout: 2',
  'json/gc-pkce-check.json': '{ "timeout": 3 }',
  'both/gc-pkce-check.yaml': '',
  'both/gc-pkce-check.json': '{}',
  'bare/login.mjs': '',
  'here/gc-pkce-check.yaml': 'timeout: 4',
  'here/other.yaml': 'timeout: 5',
  'broken/gc-pkce-check.yaml': 'timeout: [',
})
const at = (...names: readonly string[]) => join(root, ...names)
mkdirSync(at('odd', 'gc-pkce-check.yaml'), { recursive: true })

async function found(cwd: string, values: Readonly<Record<string, string>>) {
  try {
    const file = await configInForce(flagsOf(values), { cwd: at(cwd) })
    return file === null ? null : [file.name, file.root.value]
  } catch (error) {
    if (error instanceof UsageError)
      return error.problems.map(({ problem, hint = '' }) => `${problem}; ${hint}`)
    throw error
  }
}

const rows: readonly {
  name: string
  cwd: string
  flags?: Readonly<Record<string, string>>
  is: unknown
}[] = [
  {
    name: 'the file in the folder of the client',
    cwd: 'bare',
    flags: { client: '../app' },
    is: ['../app/gc-pkce-check.yaml', { timeout: 1 }],
  },
  {
    name: 'the file beside a client that is a file',
    cwd: 'bare',
    flags: { client: '../app/login.mjs' },
    is: ['../app/gc-pkce-check.yaml', { timeout: 1 }],
  },
  {
    name: 'that of the client before that of the working directory',
    cwd: 'here',
    flags: { client: '../short' },
    is: ['../short/gc-pkce-check.yml', { timeout: 2 }],
  },
  {
    name: 'that of the working directory, where the client has none',
    cwd: 'here',
    flags: { client: '../bare' },
    is: ['gc-pkce-check.yaml', { timeout: 4 }],
  },
  {
    name: 'that of the working directory, where no client is named',
    cwd: 'json',
    is: ['gc-pkce-check.json', { timeout: 3 }],
  },
  {
    name: 'that of the working directory for a client that is not there',
    cwd: 'here',
    flags: { client: 'gone' },
    is: ['gc-pkce-check.yaml', { timeout: 4 }],
  },
  { name: 'nothing above the client', cwd: 'bare', flags: { client: '../app/src' }, is: null },
  { name: 'nothing above the working directory', cwd: 'app/src', is: null },
  {
    name: 'the file that is named, and no other',
    cwd: 'here',
    flags: { config: 'other.yaml', client: '../app' },
    is: ['other.yaml', { timeout: 5 }],
  },
  { name: 'none, where none is wanted', cwd: 'here', flags: { config: 'none', client: '../app' }, is: null },
  {
    name: 'two side by side, and does not choose',
    cwd: 'here',
    flags: { client: '../both' },
    is: [
      '../both/gc-pkce-check.yaml and ../both/gc-pkce-check.json are both there; remove one of them, or name one with --config',
    ],
  },
  {
    name: 'a named one that is not there',
    cwd: 'here',
    flags: { config: 'gone.yaml' },
    is: ['--config: gone.yaml there is no such file; '],
  },
  {
    name: 'a folder of that name',
    cwd: 'odd',
    is: ['gc-pkce-check.yaml is a folder; to go on without a config file: --config none'],
  },
]

describe('config-search', () => {
  for (const { name, cwd, flags = {}, is } of rows) {
    test(`finds ${name}`, async () => expect(await found(cwd, flags)).toEqual(is))
  }

  test('says where a file is no YAML', async () => {
    expect(await found('broken', {})).toEqual([expect.stringMatching(/^gc-pkce-check\.yaml:1:\d+: /)])
  })
})
