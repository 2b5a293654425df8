import { describe, expect, test } from 'vitest'
import {
  canonicalHost,
  everyName,
  isPermitted,
  namesOf,
  permittedNames,
} from '../../../src/server/http/permitted-names.js'

/** The domains of the public regions. */
const domains = [
  'mypurecloud.com',
  'use2.us-gov-pure.cloud',
  'usw2.pure.cloud',
  'cac1.pure.cloud',
  'mxc1.pure.cloud',
  'sae1.pure.cloud',
  'mypurecloud.ie',
  'euw2.pure.cloud',
  'mypurecloud.de',
  'euc2.pure.cloud',
  'mec1.pure.cloud',
  'aps1.pure.cloud',
  'apse1.pure.cloud',
  'mypurecloud.com.au',
  'mypurecloud.jp',
  'apne2.pure.cloud',
  'apne3.pure.cloud',
  'edee1.eusc-pure.cloud',
]

const named = permittedNames(['gateway.test', '192.168.7.7', 'fd00::7'])

describe('permitted-names', () => {
  test('without hosts of the user: the regions and this machine', () => {
    expect(permittedNames([])).toEqual({
      domains: [...domains, 'localhost'],
      networks: ['127.0.0.0/8', '::1/128'],
    })
  })

  test('hosts of the user come on top, each once', () => {
    expect(permittedNames(['gateway.test', 'localhost', '192.168.7.7', 'fd00::7', 'gateway.test'])).toEqual({
      domains: [...domains, 'localhost', 'gateway.test'],
      networks: ['127.0.0.0/8', '::1/128', '192.168.7.7/32', 'fd00::7/128'],
    })
  })

  const hosts = [
    { host: 'login.mypurecloud.com', is: true },
    { host: 'api.edee1.eusc-pure.cloud', is: true },
    { host: 'mypurecloud.com', is: true },
    { host: 'a.b.usw2.pure.cloud', is: true },
    { host: 'localhost', is: true },
    { host: 'app.localhost', is: true },
    { host: 'gateway.test', is: true },
    { host: 'login.gateway.test', is: true },
    { host: '127.0.0.1', is: true },
    { host: '127.255.255.254', is: true },
    { host: '::1', is: true },
    { host: '192.168.7.7', is: true },
    { host: 'fd00::7', is: true },
    { host: 'pure.cloud', is: false },
    { host: 'login.pure.cloud', is: false },
    { host: 'login.us-east-1.pure.cloud', is: false },
    { host: 'xmypurecloud.com', is: false },
    { host: 'login.mypurecloud.com.example', is: false },
    { host: 'test', is: false },
    { host: 'www.google.com', is: false },
    { host: '192.168.7.8', is: false },
    { host: '128.0.0.1', is: false },
    { host: '::2', is: false },
    { host: 'fd00::8', is: false },
  ]
  for (const { host, is } of hosts) {
    test(`${host} ${is ? 'may' : 'may not'} be certified`, () => {
      expect(isPermitted(host, named)).toBe(is)
    })
  }

  const written = [
    { given: 'LOGIN.MyPureCloud.COM', host: 'login.mypurecloud.com' },
    { given: 'login.mypurecloud.com.', host: 'login.mypurecloud.com' },
    { given: ' gateway.test ', host: 'gateway.test' },
    { given: 'bücher.test', host: 'xn--bcher-kva.test' },
    { given: 'mock_service', host: 'mock_service' },
    { given: '127.0.0.1', host: '127.0.0.1' },
    { given: '[::1]', host: '::1' },
    { given: '0:0:0:0:0:0:0:1', host: '::1' },
    { given: 'FD00::0007', host: 'fd00::7' },
    { given: '::ffff:192.168.7.7', host: '::ffff:c0a8:707' },
    { given: '', host: null },
    { given: '.', host: null },
    { given: 'a..b', host: null },
    { given: '*.example.test', host: null },
    { given: 'https://gateway.test', host: null },
    { given: 'gateway.test:7636', host: null },
    { given: '256.1.1.1', host: null },
    { given: '127.1', host: null },
    { given: 'fe80::1%eth0', host: null },
    { given: '[gateway.test', host: null },
    { given: `${'a'.repeat(64)}.test`, host: null },
    { given: `${'a.'.repeat(127)}test`, host: null },
    { given: 'gate way.test', host: null },
  ]
  for (const { given, host } of written) {
    test(`"${given}" ${host === null ? 'is no host' : `is ${host}`}`, () => {
      expect(canonicalHost(given)).toBe(host)
    })
  }

  test('one certificate for every host: this machine first, then those of the user and of the service', () => {
    const { domains: all, addresses } = everyName(['gateway.test', '192.168.7.7'])
    expect(addresses).toEqual(['127.0.0.1', '::1', '192.168.7.7'])
    expect(all.slice(0, 5)).toEqual([
      'localhost',
      'gateway.test',
      'login.mypurecloud.com',
      'api.mypurecloud.com',
      'apps.mypurecloud.com',
    ])
    const ofService = domains.flatMap((domain) => ['login', 'api', 'apps'].map((part) => `${part}.${domain}`))
    expect([...all].sort()).toEqual(['gateway.test', 'localhost', ...ofService].sort())
  })

  test('a certificate for one host has it as a name or as an address', () => {
    expect(namesOf('gateway.test')).toEqual({ domains: ['gateway.test'], addresses: [] })
    expect(namesOf('::1')).toEqual({ domains: [], addresses: ['::1'] })
  })
})
