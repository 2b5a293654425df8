// Texts of /proc as Linux 6.1 shows them.
import { describe, expect, test } from 'vitest'
import {
  addressOf,
  parseSockets,
  parseStat,
  parseZeroEnded,
  socketInode,
} from '../../../../../src/conformance/gather/observation/systems/proc-text.js'

const head =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'
const row = (local: string, state: string, inode: string) =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0000000000000000 100 0 0 10 0`

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

  const addresses = [
    ['0100007F', '127.0.0.1'],
    ['00000000', '0.0.0.0'],
    ['0201A8C0', '192.168.1.2'],
    ['00000000000000000000000000000000', '::'],
    ['00000000000000000000000001000000', '::1'],
    ['0000000000000000FFFF00000100007F', '::ffff:127.0.0.1'],
    ['000080FE00000000FF565002BA3412FE', 'fe80::250:56ff:fe12:34ba'],
  ] as const
  for (const [hex, expected] of addresses) {
    test(`reads ${hex} as ${expected}`, () => expect(addressOf(hex)).toBe(expected))
  }

  test('finds the sockets that listen', () => {
    const text = [
      head,
      row('0100007F:1F90', '0A', '12345'),
      row('0100007F:9C40', '01', '12346'),
      row('00000000000000000000000000000000:0050', '0A', '12347'),
      '',
    ].join('\n')
    expect(parseSockets(text)).toEqual([
      { address: '127.0.0.1', port: 8080, inode: '12345' },
      { address: '::', port: 80, inode: '12347' },
    ])
  })

  test('tells sockets from other files', () => {
    expect(socketInode('socket:[12345]')).toBe('12345')
    expect(socketInode('/dev/null')).toBeNull()
    expect(socketInode('pipe:[1]')).toBeNull()
  })
})
