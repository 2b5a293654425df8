// Output in the forms that the manuals of `ps` and `lsof` on macOS describe.
import { describe, expect, test } from 'vitest'
import {
  environmentIn,
  parseLsof,
  parsePs,
} from '../../../../../src/conformance/gather/observation/systems/ps-text.js'

const plain = [
  '    1     0     1 /sbin/launchd',
  '  812   640   812 npm start ',
  '  813   812   812 node /Users/a b/app/index.mjs --flag',
].join('\n')

const full =
  '  813   812   812 node /Users/a b/app/index.mjs --flag PATH=/usr/bin:/bin GC_PKCE_RUN_ID=abc NAME=a b c'

describe('ps-text', () => {
  test('reads processes, their parents and groups', () => {
    expect(parsePs(plain)).toEqual([
      { pid: 1, parent: 0, group: 1, text: '/sbin/launchd' },
      { pid: 812, parent: 640, group: 812, text: 'npm start ' },
      { pid: 813, parent: 812, group: 812, text: 'node /Users/a b/app/index.mjs --flag' },
    ])
  })

  test('reads the variables after the arguments', () => {
    const [args, whole] = [parsePs(plain)[2]?.text ?? '', parsePs(full)[0]?.text ?? '']
    expect(environmentIn(whole, args)).toEqual(['PATH=/usr/bin:/bin', 'GC_PKCE_RUN_ID=abc', 'NAME=a b c'])
  })

  test('reads none where the system keeps them to itself', () => {
    expect(environmentIn('node app.js', 'node app.js')).toEqual([])
    expect(environmentIn('', 'node app.js')).toEqual([])
  })

  test('reads the sockets of lsof, field by field', () => {
    const output = [
      'p813',
      'f23',
      'tIPv4',
      'n127.0.0.1:8085',
      'f24',
      'tIPv6',
      'n*:3000',
      'p900',
      'f5',
      'tIPv4',
      'n*:53',
      'f6',
      'tIPv6',
      'n[::1]:9229',
      '',
    ]
    expect(parseLsof(output.join('\n'))).toEqual([
      { address: '127.0.0.1', port: 8085, pid: 813 },
      { address: '::', port: 3000, pid: 813 },
      { address: '0.0.0.0', port: 53, pid: 900 },
      { address: '::1', port: 9229, pid: 900 },
    ])
  })

  test('reads nothing out of nothing', () => {
    expect(parsePs('')).toEqual([])
    expect(parseLsof('')).toEqual([])
  })
})
