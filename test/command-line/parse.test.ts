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

  const bad = [
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
