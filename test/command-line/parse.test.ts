import { describe, expect, test } from 'vitest'
import type { Program } from '../../src/command-line/index.js'
import { UsageError } from '../../src/command-line/index.js'
import { parseArguments } from '../../src/command-line/parse.js'

const program: Program = {
  name: 'tool',
  summary: 'A tool.',
  version: '1.2.3',
  fallback: 'check',
  commands: [
    {
      name: 'check',
      summary: 'check something',
      flags: {
        client: { summary: 'the client', kind: 'text', placeholder: 'PATH' },
        check: { summary: 'a check', kind: 'list' },
        quick: { summary: 'quickly', kind: 'switch' },
        kind: { summary: 'its kind', kind: 'text', choices: ['native', 'web'] },
        port: { summary: 'a port', kind: 'text' },
      },
      examples: [['$0 --client x', 'an example']],
      load: () => Promise.reject(new Error('not loaded in this test')),
    },
    {
      name: 'init',
      summary: 'write a file',
      flags: {},
      examples: [],
      load: () => Promise.reject(new Error('no')),
    },
    {
      name: 'run',
      summary: 'run another program',
      flags: { port: { summary: 'a port', kind: 'text' } },
      rest: 'COMMAND [ARGUMENT...]',
      examples: [],
      load: () => Promise.reject(new Error('no')),
    },
    {
      name: 'show',
      summary: 'show one thing',
      flags: { json: { summary: 'as JSON', kind: 'switch' } },
      words: [
        { name: 'shell', summary: 'a shell', optional: false, choices: ['bash', 'zsh'] },
        { name: 'part', summary: 'a part', optional: true },
      ],
      examples: [],
      load: () => Promise.reject(new Error('no')),
    },
  ],
}

function problems(argv: readonly string[]) {
  try {
    parseArguments(argv, program)
  } catch (error) {
    if (error instanceof UsageError) return error.problems
    throw error
  }
  return []
}

describe('parseArguments', () => {
  test('takes the fallback command when none is named', () => {
    const parsed = parseArguments(['--client', './my-app', '--quick'], program)
    if (parsed.kind !== 'run') throw new Error('expected a command')
    expect(parsed.command.name).toBe('check')
    expect(parsed.flags.text('client')).toBe('./my-app')
    expect(parsed.flags.switch('quick')).toBe(true)
    expect(parsed.flags.text('port')).toBeUndefined()
  })

  test('takes a named command', () => {
    const parsed = parseArguments(['init'], program)
    expect(parsed.kind === 'run' && parsed.command.name).toBe('init')
  })

  test('keeps values as text, also those that look like numbers', () => {
    const parsed = parseArguments(['--port', '007', '--client', '1.0'], program)
    if (parsed.kind !== 'run') throw new Error('expected a command')
    expect(parsed.flags.text('port')).toBe('007')
    expect(parsed.flags.text('client')).toBe('1.0')
  })

  test('collects a flag that may be repeated', () => {
    const parsed = parseArguments(['--check', 'a', '--check', 'b'], program)
    expect(parsed.kind === 'run' && parsed.flags.list('check')).toEqual(['a', 'b'])
  })

  test('prints help and version as values', () => {
    const help = parseArguments(['--help'], program)
    expect(help.kind === 'print' && help.text).toContain('--client')
    const version = parseArguments(['--version'], program)
    expect(version.kind === 'print' && version.text).toBe('1.2.3')
  })

  function parsed(...argv: string[]) {
    const found = parseArguments(argv, program)
    if (found.kind !== 'run') throw new Error('expected a command')
    return found.flags
  }

  test('hands on what stands after -- as it was typed, flags and numbers too', () => {
    const flags = parsed('run', '--port', '1', '--', 'node', '--help', '--port', '007', '--', '')
    expect(flags.rest).toEqual(['node', '--help', '--port', '007', '--', ''])
    expect(flags.text('port')).toBe('1')
  })

  test('reads the words of a command, among its flags', () => {
    const flags = parsed('show', 'zsh', '--json', '007')
    expect([flags.word('shell'), flags.word('part'), flags.switch('json')]).toEqual(['zsh', '007', true])
    expect(parsed('show', 'bash').word('part')).toBeUndefined()
  })

  test('the help of a command shows how it is called', () => {
    const words = parseArguments(['show', '--help'], program)
    expect(words.kind === 'print' && words.text).toMatch(/^tool show <shell> \[part\] \[flags\]\n/)
    const rest = parseArguments(['run', '--help'], program)
    expect(rest.kind === 'print' && rest.text).toMatch(/^tool run \[flags\] -- COMMAND \[ARGUMENT...\]\n/)
  })

  const bad = [
    {
      name: 'names the nearest command',
      argv: ['rnu', '--', 'x'],
      problem: 'unknown flag or word "rnu"',
      hint: 'did you mean tool run?',
    },
    {
      name: 'refuses a word too many',
      argv: ['show', 'bash', 'part', 'more'],
      problem: 'unknown flag or word "more"',
      hint: 'tool show --help lists all flags',
    },
    {
      name: 'refuses a missing word',
      argv: ['show'],
      problem: 'show: shell is missing',
      hint: 'tool show --help says how it is called',
    },
    {
      name: 'names the nearest of a closed set of words',
      argv: ['show', 'zhs'],
      problem: 'show: expected bash, zsh, got "zhs"',
      hint: 'did you mean zsh?',
    },
    {
      name: 'refuses a word outside a closed set',
      argv: ['show', 'powershell'],
      problem: 'show: expected bash, zsh, got "powershell"',
      hint: undefined,
    },
    {
      name: 'refuses words after -- where nothing may stand',
      argv: ['init', '--', 'npm', 'test'],
      problem: 'init: "npm test" stands after --, where nothing belongs',
      hint: undefined,
    },
    {
      name: 'misses the command after --',
      argv: ['run', '--port', '1', '--'],
      problem: 'run: no command stands after --',
      hint: 'tool run -- COMMAND [ARGUMENT...]',
    },
    {
      name: 'misses the -- itself',
      argv: ['run'],
      problem: 'run: no command stands after --',
      hint: 'tool run -- COMMAND [ARGUMENT...]',
    },
    {
      name: 'misses a command that is an empty word',
      argv: ['run', '--', '', 'x'],
      problem: 'run: no command stands after --',
      hint: 'tool run -- COMMAND [ARGUMENT...]',
    },
    {
      name: 'says that a command was written without its --',
      argv: ['run', 'npm', 'test'],
      problem: 'run: "npm test" is no flag of it, and what it runs comes after --',
      hint: 'tool run -- COMMAND [ARGUMENT...]',
    },
    {
      name: 'names the nearest flag of a command that runs another',
      argv: ['run', '--prot', '1', '--', 'npm', 'test'],
      problem: 'unknown flag or word "prot"',
      hint: 'did you mean --port?',
    },
    {
      name: 'names the nearest flag',
      argv: ['--cleint', 'x'],
      problem: 'unknown flag or word "cleint"',
      hint: 'did you mean --client?',
    },
    {
      name: 'refuses a word that is no command',
      argv: ['watchh'],
      problem: 'unknown flag or word "watchh"',
      hint: 'tool --help lists all flags',
    },
    {
      name: 'refuses a flag without its value',
      argv: ['--client'],
      problem: '--client: a value must follow',
      hint: undefined,
    },
    {
      name: 'refuses a value outside the closed set',
      argv: ['--kind', 'desktop'],
      problem: '--kind: got "desktop", expected one of "native", "web"',
      hint: undefined,
    },
    {
      name: 'refuses a single flag given twice',
      argv: ['--port', '1', '--port', '2'],
      problem: '--port: given more than once, expected one value',
      hint: undefined,
    },
  ]
  for (const row of bad) {
    test(row.name, () => {
      expect(problems(row.argv)).toEqual([
        row.hint === undefined ? { problem: row.problem } : { problem: row.problem, hint: row.hint },
      ])
    })
  }

  test('says the same whatever the language of the user', () => {
    const before = process.env['LC_ALL']
    process.env['LC_ALL'] = 'de_DE.UTF-8'
    expect(problems(['--nope'])[0]?.problem).toBe('unknown flag or word "nope"')
    if (before === undefined) delete process.env['LC_ALL']
    else process.env['LC_ALL'] = before
  })
})
