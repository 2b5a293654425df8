import { describe, expect, test } from 'vitest'
import { onTerminal, wantsTerminal } from '../../../../src/conformance/gather/interception/terminal.js'

const refusals = [
  'error: stdin is not a terminal',
  'the input device is not a TTY',
  'stty: standard input: Inappropriate ioctl for device',
  'TypeError: process.stdin.setRawMode is not a function',
  'Error: Raw mode is not supported on the current process.stdin',
  'This command must be run in an interactive terminal.',
  'login requires a TTY',
  'sh: 1: cannot open /dev/tty: No such device or address',
  "termios.error: (25, 'Inappropriate ioctl for device')",
  'cannot prompt in non-interactive mode',
]

const others = ['', 'no configuration', 'Open the page in a terminal browser', 'ENOENT: no such file']

describe('wantsTerminal', () => {
  for (const output of refusals) {
    test(`is true of "${output}"`, () => expect(wantsTerminal(output)).toBe(true))
  }
  for (const output of others) {
    test(`is false of "${output}"`, () => expect(wantsTerminal(output)).toBe(false))
  }
})

describe('onTerminal', () => {
  const linux = (path: string) => ['/usr/bin/script', '/proc/self'].includes(path)

  test('runs the command by script of Linux, each word quoted, without echo', () => {
    expect(onTerminal(['node', "it's.js", 'a b'], linux)).toEqual([
      '/usr/bin/script',
      '-qefc',
      "stty -echo 2>/dev/null; exec 'node' 'it'\\''s.js' 'a b'",
      '/dev/null',
    ])
  })

  test('runs it by script of other systems as words', () => {
    expect(onTerminal(['node', 'a.js'], (path) => path === '/usr/bin/script')).toEqual([
      '/usr/bin/script',
      '-q',
      '/dev/null',
      'node',
      'a.js',
    ])
  })

  test('has no terminal where there is no script', () => {
    expect(onTerminal(['node', 'a.js'], () => false)).toBeNull()
  })
})
