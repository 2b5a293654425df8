// Output in the forms that `netstat -ano` and `ConvertTo-Csv` have.
import { describe, expect, test } from 'vitest'
import {
  parseNetstat,
  parseProcessCsv,
  splitCommandLine,
} from '../../../../../src/conformance/gather/observation/systems/windows-text.js'

const netstat = [
  '',
  'Aktive Verbindungen',
  '',
  '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
  '  TCP    0.0.0.0:135            0.0.0.0:0              ABHÖREN          1044',
  '  TCP    127.0.0.1:8085         0.0.0.0:0              LISTENING        5120',
  '  TCP    127.0.0.1:49700        127.0.0.1:8085         ESTABLISHED      5124',
  '  TCP    [::1]:8085             [::]:0                 LISTENING        5120',
  '  TCP    [fe80::1%5]:139        [::]:0                 LISTENING        4',
  '  UDP    0.0.0.0:5353           *:*                                     2044',
].join('\r\n')

const csv = [
  '"ProcessId","ParentProcessId","CommandLine"',
  '"0","0",',
  '"5120","4","""C:\\Program Files\\nodejs\\node.exe"" index.mjs --token abc"',
  '"5124","5120","curl.exe -d a=b"',
].join('\r\n')

describe('windows-text', () => {
  test('finds the sockets that listen, whatever the language', () => {
    expect(parseNetstat(netstat)).toEqual([
      { address: '0.0.0.0', port: 135, pid: 1044 },
      { address: '127.0.0.1', port: 8085, pid: 5120 },
      { address: '::1', port: 8085, pid: 5120 },
      { address: 'fe80::1', port: 139, pid: 4 },
    ])
  })

  test('reads processes and their command lines', () => {
    expect(parseProcessCsv(csv)).toEqual([
      { pid: 0, parent: 0, commandLine: '' },
      { pid: 5120, parent: 4, commandLine: '"C:\\Program Files\\nodejs\\node.exe" index.mjs --token abc' },
      { pid: 5124, parent: 5120, commandLine: 'curl.exe -d a=b' },
    ])
  })

  test('parts arguments at blanks outside of quotes', () => {
    expect(splitCommandLine('"C:\\a b\\node.exe" index.mjs --name="x y"')).toEqual([
      'C:\\a b\\node.exe',
      'index.mjs',
      '--name=x y',
    ])
    expect(splitCommandLine('')).toEqual([])
  })
})
