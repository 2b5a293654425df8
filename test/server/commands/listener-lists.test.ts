import { describe, expect, test } from 'vitest'
import {
  holderInLsof,
  holderInNetstat,
  inodesIn,
  nameOfProgram,
} from '../../../src/server/commands/listener-lists.js'

/** Linux 6: two listeners on 45123 (0xB043), one on 2024, and a connection to the first. */
const procNetTcp = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:07E8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1663 1 00000000a90e7d03 100 0 0 10 0
   1: 0100007F:B043 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 629020 1 00000000f954cfe5 100 0 0 10 0
   2: 0200007F:B043 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 629021 1 00000000f954cfe6 100 0 0 10 0
   3: 0100007F:B043 0100007F:C001 01 00000000:00000000 00:00000000 00000000     0        0 629022 1 00000000f954cfe7 100 0 0 10 0
   4: 0100007F:C001 0100007F:B043 01 00000000:00000000 00:00000000 00000000     0        0 629023 1 00000000f954cfe8 100 0 0 10 0
`

const procNetTcp6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000001000000:1DD4 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 700001 1 0000000000000000 100 0 0 10 0
`

/** Windows 11 in German; the word for the state is translated. */
const netstat = `
Aktive Verbindungen

  Proto  Lokale Adresse         Remoteadresse          Status           PID
  TCP    0.0.0.0:135            0.0.0.0:0              ABH\u00d6REN         1204
  TCP    127.0.0.1:7636         127.0.0.1:50122        HERGESTELLT     9999
  TCP    127.0.0.1:7636         0.0.0.0:0              ABH\u00d6REN         17340
  TCP    [::1]:17636            [::]:0                 ABH\u00d6REN         4
`.replaceAll('\n', '\r\n')

describe('listener-lists', () => {
  const inodes = [
    { name: 'every listener on the port', text: procNetTcp, port: 45_123, found: ['629020', '629021'] },
    { name: 'a port with a zero in front', text: procNetTcp, port: 2024, found: ['1663'] },
    { name: 'a connection is no listener', text: procNetTcp, port: 0xc001, found: [] },
    { name: 'IPv6', text: procNetTcp6, port: 7636, found: ['700001'] },
    { name: 'nothing', text: '', port: 7636, found: [] },
  ]
  for (const { name, text, port, found } of inodes) {
    test(`the kernel of Linux: ${name}`, () => {
      expect(inodesIn(text, port)).toEqual(found)
    })
  }

  const lsofs = [
    { name: 'a process', text: 'p19209\ncpython3\nf3\n', holder: { pid: 19_209, name: 'python3' } },
    { name: 'the first of two', text: 'p7\ncnode\nf20\np8\ncnginx\nf6\n', holder: { pid: 7, name: 'node' } },
    { name: 'a process without a name', text: 'p7\nf20\n', holder: { pid: 7, name: null } },
    { name: 'nobody', text: '', holder: null },
  ]
  for (const { name, text, holder } of lsofs) {
    test(`lsof: ${name}`, () => {
      expect(holderInLsof(text)).toEqual(holder)
    })
  }

  test('netstat of Windows: the listener on the port, in any language', () => {
    expect(holderInNetstat(netstat, 7636)).toEqual({ pid: 17_340, name: null })
    expect(holderInNetstat(netstat, 17_636)).toEqual({ pid: 4, name: null })
    expect(holderInNetstat(netstat, 636)).toBeNull()
    expect(holderInNetstat('', 7636)).toBeNull()
  })

  const programs = [
    {
      words: ['/usr/bin/node', '/app/node_modules/.bin/gc-mock-oauth', 'start'],
      short: 'node',
      name: 'another gc-mock-oauth',
    },
    { words: ['node', 'dist/bin/gc-mock-oauth.js', 'start'], short: 'node', name: 'another gc-mock-oauth' },
    { words: ['node', 'server.js', '--secret', 'x'], short: 'node', name: 'node' },
    { words: ['vim', 'gc-mock-oauth.json'], short: 'vim', name: 'vim' },
    { words: [''], short: 'a\u001b[31m', name: 'a?[31m' },
  ]
  for (const { words, short, name } of programs) {
    test(`"${words.join(' ')}" is ${name}`, () => {
      expect(nameOfProgram(words, short)).toBe(name)
    })
  }
})
