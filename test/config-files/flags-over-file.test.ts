import { describe, expect, test } from 'vitest'
import {
  flagsOverFile,
  listOf,
  numberOf,
  type OptionRules,
  switchOf,
  textOf,
} from '../../src/config-files/flags-over-file.js'
import { configFile } from '../support/config-file.js'
import { flags } from '../support/given-flags.js'

const rules: OptionRules = {
  flags: [
    { flag: 'size', option: 'size', read: numberOf },
    { flag: 'name', option: 'name', read: textOf },
    { flag: 'tag', option: 'inner.tags', read: listOf },
    { flag: 'loud', option: 'inner.loud', read: switchOf },
  ],
  optionsIn: ({ folder }, members) => ({ ...members, folder }),
  switches: ['inner'],
}

const file = configFile('name: from file\nsize: 3\ninner:\n  loud: yes\n  other: 1\n', '/etc/app', 'my.yaml')

describe('flags-over-file', () => {
  test('lets a flag count more than the file, member by member', () => {
    const given = flags({ size: '7', tag: ['a', 'b'], loud: false })
    expect(flagsOverFile(given, file, rules).options).toEqual({
      name: 'from file',
      size: 7,
      inner: { loud: false, other: 1, tags: ['a', 'b'] },
      folder: '/etc/app',
    })
    expect(flagsOverFile(flags({ size: '7.5', name: '' }), null, rules).options).toEqual({
      size: 7.5,
      name: '',
    })
    expect(flagsOverFile(flags({ size: 'x' }), null, rules).options).toEqual({ size: 'x' })
  })

  test('leaves to the check what is of the wrong kind', () => {
    const list = configFile('- 1\n', '/etc/app')
    expect(flagsOverFile(flags({ size: '1' }), list, rules).options).toEqual([1])
    const text = configFile('inner: text\n', '/etc/app')
    expect(flagsOverFile(flags({ loud: true }), text, rules).options).toMatchObject({ inner: 'text' })
    const on = configFile('inner: true\n', '/etc/app')
    expect(flagsOverFile(flags({ loud: true }), on, rules).options).toMatchObject({ inner: { loud: true } })
  })

  test('knows where each value comes from', () => {
    const given = flagsOverFile(flags({ size: '7', tag: 'a' }, { size: 'MY_SIZE' }), file, rules)
    expect(['size', 'inner.tags.0', 'name', 'inner.other', 'inner.none'].map(given.sourceOf)).toEqual([
      { kind: 'variable', name: 'MY_SIZE' },
      { kind: 'flag', name: '--tag' },
      { kind: 'file', name: 'my.yaml', line: 1 },
      { kind: 'file', name: 'my.yaml', line: 5 },
      { kind: 'default' },
    ])
  })

  test('tells problems by flag, then by line, with what to do', () => {
    const given = flagsOverFile(flags({ size: '7' }), file, rules)
    const problem = 'is wrong'
    expect(
      given.problemsOf([
        { field: 'inner.loud', problem: 'expected true or false, got "yes"' },
        { field: 'name', problem, hint: 'do this' },
        { field: 'size', problem, hint: 'or that' },
        { field: 'missing', problem },
        { field: 'inner.tags', problem },
      ]),
    ).toEqual([
      { problem: '--size: is wrong', hint: 'or that' },
      { problem: 'my.yaml:1: name: is wrong', hint: 'do this' },
      { problem: 'missing: is wrong' },
      { problem: 'my.yaml:3: inner.tags: is wrong' },
      {
        problem: 'my.yaml:4: inner.loud: expected true or false, got "yes"',
        hint: 'YAML 1.2 writes true and false; this is text',
      },
    ])
  })

  test('does not tell more than a hundred', () => {
    const many = Array.from({ length: 103 }, () => ({ field: 'name', problem: 'is wrong' }))
    const told = flagsOverFile(flags({}), file, rules).problemsOf(many)
    expect(told).toHaveLength(101)
    expect(told.at(-1)).toEqual({ problem: 'and 3 further problems' })
  })
})
