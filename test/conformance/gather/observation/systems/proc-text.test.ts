// Texts of /proc as Linux 6.1 shows them.
import { describe, expect, test } from 'vitest'
import {
  parseStat,
  parseZeroEnded,
  socketInode,
} from '../../../../../src/conformance/gather/observation/systems/proc-text.js'

describe('proc-text', () => {
  const stats = [
    {
      name: 'a usual process',
      text: '42 (node) S 7 40 7 0 -1 4194304 1',
      expected: { state: 'S', parent: 7, group: 40 },
    },
    {
      name: 'brackets and blanks in its name',
      text: '42 (a) b (c) Z 1 2 3',
      expected: { state: 'Z', parent: 1, group: 2 },
    },
    { name: 'nothing', text: '', expected: null },
  ]
  for (const { name, text, expected } of stats) {
    test(`reads the state of ${name}`, () => expect(parseStat(text)).toEqual(expected))
  }

  const zeroEnded = [
    { text: 'node\0-e\0\0', expected: ['node', '-e', ''] },
    { text: 'npm start', expected: ['npm start'] },
    { text: '', expected: [] },
  ]
  for (const { text, expected } of zeroEnded) {
    test(`reads ${JSON.stringify(text)}`, () => expect(parseZeroEnded(text)).toEqual(expected))
  }

  test('tells sockets from other files', () => {
    expect(socketInode('socket:[12345]')).toBe('12345')
    expect(socketInode('/dev/null')).toBeNull()
    expect(socketInode('pipe:[1]')).toBeNull()
  })
})
