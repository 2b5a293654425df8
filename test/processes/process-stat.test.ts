// Texts of /proc/PID/stat as Linux 6.1 shows them.
import { describe, expect, test } from 'vitest'
import { parseStat } from '../../src/processes/process-stat.js'

describe('process-stat', () => {
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
})
