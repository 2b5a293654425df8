import { describe, expect, test } from 'vitest'
import { repliesFor } from '../../../src/command-line/completion/replies.js'
import type { Command, Program } from '../../../src/command-line/index.js'

const load = () => Promise.reject(new Error('not loaded in this test'))
const suggest =
  (...values: string[]) =>
  () =>
    Promise.resolve(values)

const start: Command = {
  name: 'start',
  summary: 'start it',
  flags: {
    port: { summary: 'a port', kind: 'text' },
    form: { summary: 'a form', kind: 'text', choices: ['text', 'json'] },
    scenario: {
      summary: 'a scenario',
      kind: 'text',
      suggest: suggest('honest', 'state/swapped', 'state/dropped'),
    },
    host: { summary: 'a host', kind: 'list' },
    json: { summary: 'as JSON', kind: 'switch' },
  },
  examples: [],
  load,
}
const show: Command = {
  name: 'show',
  summary: 'show\n  one',
  flags: { json: { summary: 'as JSON', kind: 'switch' }, in: { summary: 'where', kind: 'text' } },
  words: [
    { name: 'shell', summary: 'a shell', optional: false, choices: ['bash', 'zsh'] },
    { name: 'part', summary: 'a part', optional: true, suggest: suggest('head', 'tail') },
  ],
  examples: [],
  load,
}
const run: Command = { name: 'run', summary: 'run', flags: {}, rest: 'COMMAND', examples: [], load }
const secret: Command = { name: 'secret', summary: 'hidden', hidden: true, flags: {}, examples: [], load }

const program: Program = {
  name: 'tool',
  summary: 'A tool.',
  version: '1.2.3',
  commands: [start, show, run, secret],
  fallback: null,
}
const always = ['--help', '--version']

const rows: readonly {
  name: string
  line: readonly string[]
  values: readonly string[]
  fallback?: string
}[] = [
  {
    name: 'the commands, without those for programs',
    line: [''],
    values: ['start', 'show', 'run'],
  },
  { name: 'the commands that begin so', line: ['s'], values: ['start', 'show'] },
  { name: 'the flags of the program', line: ['--'], values: always },
  {
    name: 'the flags of a command',
    line: ['start', '--'],
    values: ['--port', '--form', '--scenario', '--host', '--json', ...always],
  },
  {
    name: 'its flags where nothing is typed yet, and no word belongs there',
    line: ['start', ''],
    values: ['--port', '--form', '--scenario', '--host', '--json', ...always],
  },
  { name: 'the flags that begin so', line: ['start', '--s'], values: ['--scenario'] },
  {
    name: 'flags that are given are not offered again, unless they are lists',
    line: ['start', '--port', '1', '--host', 'a', '--form=json', '--'],
    values: ['--scenario', '--host', '--json', ...always],
  },
  { name: 'the closed choices of a flag', line: ['start', '--form', ''], values: ['text', 'json'] },
  {
    name: 'the values that a command knows',
    line: ['start', '--scenario', 'st'],
    values: ['state/swapped', 'state/dropped'],
  },
  { name: 'files for a value that nobody knows', line: ['start', '--port', ''], values: [] },
  { name: 'after = as one word', line: ['start', '--form=j'], values: ['--form=json'] },
  { name: 'after = as bash takes it', line: ['start', '--form', '=', 'j'], values: ['json'] },
  { name: 'right after = as bash takes it', line: ['start', '--form', '='], values: ['text', 'json'] },
  { name: 'after = of a flag that is not there', line: ['start', '--frm=j'], values: [] },
  { name: 'after a switch', line: ['start', '--json', '--f'], values: ['--form'] },
  { name: 'the first word of a command', line: ['show', ''], values: ['bash', 'zsh'] },
  { name: 'its second word', line: ['show', 'bash', 't'], values: ['tail'] },
  { name: 'a value is no word', line: ['show', '--json', '--in', 'x', 'z'], values: ['zsh'] },
  { name: 'a word too many', line: ['show', 'bash', 'head', 'x'], values: [] },
  { name: 'the dashes before a command to run', line: ['run', ''], values: ['--', ...always] },
  { name: 'files after the dashes', line: ['run', '--', 'np'], values: [] },
  { name: 'an unknown command', line: ['strat', '--'], values: always },
  {
    name: 'without a command, the flags of the one that is meant',
    line: ['--f'],
    values: ['--form'],
    fallback: 'start',
  },
  {
    name: 'a value of the command that is meant',
    line: ['--json', '--form', 't'],
    values: ['text'],
    fallback: 'start',
  },
]

describe('replies', () => {
  for (const { name, line, values, fallback = null } of rows) {
    test(name, async () => {
      const replies = await repliesFor({ ...program, fallback }, ['tool', ...line])
      expect(replies.map(({ value }) => value)).toEqual(values)
    })
  }

  test('each says in one line what it is', async () => {
    expect(await repliesFor(program, ['tool', 'sh'])).toEqual([{ value: 'show', about: 'show one' }])
  })
})
