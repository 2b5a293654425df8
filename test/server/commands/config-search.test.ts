import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type GivenFlags, UsageError } from '../../../src/command-line/index.js'
import { configInForce } from '../../../src/server/commands/config-search.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

function flagsOf(config?: string): GivenFlags {
  return {
    text: (name) => (name === 'config' ? config : undefined),
    list: () => [],
    switch: () => false,
    has: (name) => name === 'config' && config !== undefined,
    variable: () => undefined,
  }
}

const root = temporaryFolder({
  'outside/gc-mock-oauth.yaml': 'port: 1',
  'outside/project/.git/HEAD': '',
  'outside/project/src/deep/x': '',
  'outside/worktree/.git': 'gitdir: elsewhere',
  'outside/worktree/src/x': '',
  'outside/home/me/work/x': '',
  'app/.git/HEAD': '',
  'app/gc-mock-oauth.yml': 'port: 2',
  'app/src/deep/x': '',
  'app/own/gc-mock-oauth.json': '{"port": 3}',
  'both/gc-mock-oauth.yaml': '',
  'both/gc-mock-oauth.json': '{}',
  'both/src/x': '',
  'named/none': '',
  'named/gc-mock-oauth.yaml': 'port: 4',
  'named/other.yaml': 'port: 5',
})
const at = (...names: readonly string[]) => join(root, ...names)
mkdirSync(at('folder', 'gc-mock-oauth.yaml'), { recursive: true })
mkdirSync(at('lost'))
symlinkSync('nowhere', at('lost', 'gc-mock-oauth.json'))

async function found(cwd: string, config?: string, env: Readonly<Record<string, string>> = {}) {
  try {
    const file = await configInForce(flagsOf(config), { cwd, env })
    return file === null ? null : [file.name, file.root.value]
  } catch (error) {
    if (error instanceof UsageError) return error.problems
    throw error
  }
}

const rows = [
  { name: 'the file of the working directory', cwd: 'app/own', is: ['gc-mock-oauth.json', { port: 3 }] },
  { name: 'the file of a folder above', cwd: 'app/src/deep', is: ['../../gc-mock-oauth.yml', { port: 2 }] },
  { name: 'the file beside .git', cwd: 'app', is: ['gc-mock-oauth.yml', { port: 2 }] },
  { name: 'nothing outside of the project', cwd: 'outside/project/src/deep', is: null },
  { name: 'nothing outside of a work tree, whose .git is a file', cwd: 'outside/worktree/src', is: null },
  {
    name: 'the file above, where there is no project',
    cwd: 'outside/home',
    is: ['../gc-mock-oauth.yaml', { port: 1 }],
  },
  {
    name: 'two that lie side by side, and does not choose',
    cwd: 'both/src',
    is: [
      {
        problem: '../gc-mock-oauth.yaml and ../gc-mock-oauth.json are both there',
        hint: 'remove one of them, or name one with --config',
      },
    ],
  },
  {
    name: 'a folder of that name, and says so',
    cwd: 'folder',
    is: [
      { problem: 'gc-mock-oauth.yaml is a folder', hint: 'to go on without a config file: --config none' },
    ],
  },
  {
    name: 'a link that leads nowhere, and says so',
    cwd: 'lost',
    is: [{ problem: 'gc-mock-oauth.json there is no such file' }],
  },
]

describe('config-search', () => {
  for (const { name, cwd, is } of rows) {
    test(`finds ${name}`, async () => expect(await found(at(cwd))).toEqual(is))
  }

  test('goes no further than the home folder', async () => {
    const cwd = at('outside/home/me/work')
    expect(await found(cwd)).toEqual(['../../../gc-mock-oauth.yaml', { port: 1 }])
    expect(await found(cwd, undefined, { HOME: at('outside/home/me') })).toBeNull()
    expect(await found(cwd, undefined, { USERPROFILE: at('outside/home/me') })).toBeNull()
    expect(await found(cwd, undefined, { HOME: at('outside') })).toEqual([
      '../../../gc-mock-oauth.yaml',
      { port: 1 },
    ])
  })

  test('the file that is named counts, and no other is looked for', async () => {
    expect(await found(at('named'), 'other.yaml')).toEqual(['other.yaml', { port: 5 }])
    expect(await found(at('both'), '../app/own/gc-mock-oauth.json')).toEqual([
      '../app/own/gc-mock-oauth.json',
      { port: 3 },
    ])
    expect(await found(at('named'), 'missing.yaml')).toEqual([
      { problem: '--config: missing.yaml there is no such file' },
    ])
  })

  test('none is no file, a file of that name is ./none', async () => {
    expect(await found(at('both'), 'none')).toBeNull()
    expect(await found(at('named'), './none')).toEqual([
      { problem: '--config: ./none is called neither .yaml, .yml nor .json' },
    ])
  })

  test('from a working directory that is gone nothing is found', async () => {
    expect(await found(at('gone', 'for', 'good'), undefined, { HOME: root })).toBeNull()
  })
})
