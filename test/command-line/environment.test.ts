import { describe, expect, test } from 'vitest'
import { type Arguments, type Command, type Program, runProgram } from '../../src/command-line/index.js'
import { fakeIo } from '../support/fake-io.js'

type Environment = Readonly<Record<string, string>>

/** Runs a program that keeps what its command was given. */
async function ran(argv: readonly string[], env: Environment, fails: readonly string[] = []) {
  let flags: Arguments | undefined
  const run = (given: Arguments) => {
    flags = given
    if (fails.length === 0) return Promise.resolve(0)
    return Promise.reject(new UsageError(fails.map((problem) => ({ problem }))))
  }
  const { UsageError } = await import('../../src/command-line/index.js')
  const command: Command = {
    name: 'work',
    summary: 'works',
    flags: {
      'data-dir': { summary: 'a folder', kind: 'text' },
      colour: { summary: 'a colour', kind: 'text', choices: ['red', 'blue'] },
      'allow-host': { summary: 'hosts', kind: 'list' },
      size: { summary: 'sizes', kind: 'list', choices: ['s', 'm'] },
      quiet: { summary: 'says nothing', kind: 'switch' },
    },
    examples: [],
    load: () => Promise.resolve({ run }),
  }
  const other: Command = { ...command, name: 'other', flags: { port: { summary: 'a port', kind: 'text' } } }
  const program: Program = {
    name: 'my-tool',
    summary: 'A tool.',
    version: '1.2.3',
    commands: [command, other],
    fallback: 'work',
    variables: ['MY_TOOL_HOME'],
  }
  const io = fakeIo({ env })
  const code = await runProgram(argv, program, io)
  return { code, err: io.printed.err, out: io.printed.out, flags }
}

interface Row {
  readonly name: string
  readonly argv?: readonly string[]
  readonly env: Environment
  readonly flag: string
  readonly is: { readonly text?: string; readonly list?: readonly string[]; readonly on?: boolean }
  readonly from: string | undefined
}

const rows: readonly Row[] = [
  {
    name: 'a text',
    env: { MY_TOOL_DATA_DIR: '/data, with a comma' },
    flag: 'data-dir',
    is: { text: '/data, with a comma' },
    from: 'MY_TOOL_DATA_DIR',
  },
  {
    name: 'a text with space around it',
    env: { MY_TOOL_DATA_DIR: ' /data\n' },
    flag: 'data-dir',
    is: { text: '/data' },
    from: 'MY_TOOL_DATA_DIR',
  },
  {
    name: 'a flag that counts more',
    argv: ['--data-dir', 'mine'],
    env: { MY_TOOL_DATA_DIR: '/data' },
    flag: 'data-dir',
    is: { text: 'mine' },
    from: undefined,
  },
  {
    name: 'an empty variable, which is none',
    env: { MY_TOOL_DATA_DIR: '' },
    flag: 'data-dir',
    is: {},
    from: undefined,
  },
  {
    name: 'a variable in small letters, which is another one',
    env: { my_tool_data_dir: 'x' },
    flag: 'data-dir',
    is: {},
    from: undefined,
  },
  {
    name: 'a list',
    env: { MY_TOOL_ALLOW_HOST: 'one, two,,three ' },
    flag: 'allow-host',
    is: { list: ['one', 'two', 'three'] },
    from: 'MY_TOOL_ALLOW_HOST',
  },
  {
    name: 'a list of flags, which counts more as a whole',
    argv: ['--allow-host', 'mine'],
    env: { MY_TOOL_ALLOW_HOST: 'one,two' },
    flag: 'allow-host',
    is: { list: ['mine'] },
    from: undefined,
  },
  {
    name: 'a value of a closed set',
    env: { MY_TOOL_COLOUR: 'blue' },
    flag: 'colour',
    is: { text: 'blue' },
    from: 'MY_TOOL_COLOUR',
  },
  ...['true', '1', 'yes', 'on', 'TRUE', 'Yes'].map((value) => ({
    name: `a switch that is ${value}`,
    env: { MY_TOOL_QUIET: value },
    flag: 'quiet',
    is: { on: true },
    from: 'MY_TOOL_QUIET',
  })),
  ...['false', '0', 'no', 'off', 'Off'].map((value) => ({
    name: `a switch that is ${value}`,
    env: { MY_TOOL_QUIET: value },
    flag: 'quiet',
    is: { on: false },
    from: 'MY_TOOL_QUIET',
  })),
  {
    name: 'a switch by flag and variable',
    argv: ['--quiet'],
    env: { MY_TOOL_QUIET: 'false' },
    flag: 'quiet',
    is: { on: true },
    from: undefined,
  },
]

const bad = [
  { env: { MY_TOOL_QUIET: 'maybe' }, says: 'MY_TOOL_QUIET: expected true or false, got "maybe"' },
  { env: { MY_TOOL_QUIET: 'constructor' }, says: 'MY_TOOL_QUIET: expected true or false, got "constructor"' },
  { env: { MY_TOOL_COLOUR: 'green' }, says: 'MY_TOOL_COLOUR: expected one of red, blue, got "green"' },
  { env: { MY_TOOL_SIZE: 's,xl' }, says: 'MY_TOOL_SIZE: expected one of s, m, got "xl"' },
]

describe('environment', () => {
  for (const row of rows) {
    test(`gives ${row.name}`, async () => {
      const { flags, code, err } = await ran(row.argv ?? [], row.env)
      expect([code, err]).toEqual([0, ''])
      if (row.is.on === undefined) expect(flags?.text(row.flag)).toBe(row.is.text ?? row.is.list?.[0])
      if (row.is.list !== undefined) expect(flags?.list(row.flag)).toEqual(row.is.list)
      expect(flags?.switch(row.flag)).toBe(row.is.on ?? false)
      expect(flags?.has(row.flag)).toBe(Object.keys(row.is).length > 0)
      expect(flags?.variable(row.flag)).toBe(row.from)
    })
  }

  test('without variables there is what the arguments say, and nothing else', async () => {
    const { flags } = await ran(['--quiet'], {})
    expect([flags?.has('quiet'), flags?.has('colour'), flags?.text('colour')]).toEqual([
      true,
      false,
      undefined,
    ])
    expect((await ran(['--quiet=false'], {})).flags?.has('quiet')).toBe(true)
  })

  test('a variable of another command says nothing, and is no mistake', async () => {
    const { flags, err } = await ran([], { MY_TOOL_PORT: '5' })
    expect([flags?.text('port'), err]).toEqual([undefined, ''])
  })

  for (const { env, says } of bad) {
    test(`refuses ${JSON.stringify(env)}`, async () => {
      const { code, err, flags } = await ran([], env)
      expect([code, err, flags]).toEqual([2, `my-tool: ${says}\n`, undefined])
    })
  }

  test('names every bad value at once, and none that a flag overrules', async () => {
    const env = { MY_TOOL_QUIET: 'x', MY_TOOL_COLOUR: 'y' }
    expect((await ran([], env)).err.split('\n')).toHaveLength(3)
    expect((await ran(['--quiet', '--colour', 'red'], env)).code).toBe(0)
  })

  test('a problem of the command names the variable that gave the value', async () => {
    const env = { MY_TOOL_DATA_DIR: '/data' }
    const fails = [
      '--data-dir: is full',
      '--data-dir is full',
      '--data-dirs: x',
      '--colour: is faded',
      'other',
    ]
    const { code, err } = await ran([], env, fails)
    expect(code).toBe(2)
    expect(err.split('\n')).toEqual([
      'my-tool: MY_TOOL_DATA_DIR: is full',
      'my-tool: MY_TOOL_DATA_DIR is full',
      'my-tool: --data-dirs: x',
      'my-tool: --colour: is faded',
      'my-tool: other',
      '',
    ])
    expect((await ran(['--data-dir', 'mine'], env, fails)).err).toContain('my-tool: --data-dir: is full\n')
  })

  test('a variable that means nothing is a warning with the nearest that does, and the command runs', async () => {
    const env = {
      MY_TOOL_DATADIR: 'x',
      MY_TOOL_NONSENSE_OF_ALL_KINDS: 'x',
      MY_TOOL_HOME: 'x',
      MY_TOOL: 'x',
      MY_OTHER: 'x',
    }
    const { code, err } = await ran([], env)
    expect(code).toBe(0)
    expect(err).toBe(
      'my-tool: the variable MY_TOOL_DATADIR means nothing to my-tool (did you mean MY_TOOL_DATA_DIR?)\n' +
        'my-tool: the variable MY_TOOL_NONSENSE_OF_ALL_KINDS means nothing to my-tool\n',
    )
  })

  for (const argv of [['--help'], ['work', '--help']]) {
    test(`${argv.join(' ')} says how the variables are called, once`, async () => {
      const { out } = await ran(argv, {})
      expect(out.split('MY_TOOL_')).toHaveLength(2)
    })
  }
})
