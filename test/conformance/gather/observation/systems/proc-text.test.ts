// Texts of /proc as Linux 6.1 shows them.
import { describe, expect, test } from 'vitest'
import {
  parseZeroEnded,
  socketInode,
} from '../../../../../src/conformance/gather/observation/systems/proc-text.js'

describe('proc-text', () => {
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
