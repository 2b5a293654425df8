import { describe, expect, test } from 'vitest'
import { accessRules, adminTokenOf } from '../../src/server/admin-rules.js'
import { parseServerOptions, type ServerOptions } from '../../src/server/options.js'
import { fakePorts } from '../support/fake-ports.js'

const rows: readonly {
  name: string
  options: ServerOptions
  hosts: readonly string[]
  anyAddress: boolean
  /** Whether a token is made. */
  makes: boolean
}[] = [
  { name: 'both loopback addresses', options: {}, hosts: [], anyAddress: false, makes: false },
  { name: 'localhost', options: { host: 'localhost' }, hosts: [], anyAddress: false, makes: false },
  {
    name: '127.0.0.1',
    options: { host: '127.0.0.1' },
    hosts: ['127.0.0.1'],
    anyAddress: false,
    makes: false,
  },
  { name: '::1', options: { host: '::1' }, hosts: ['[::1]'], anyAddress: false, makes: false },
  { name: 'all addresses', options: { host: '0.0.0.0' }, hosts: [], anyAddress: true, makes: true },
  { name: 'all addresses of IPv6', options: { host: '::' }, hosts: [], anyAddress: true, makes: true },
  {
    name: 'one address',
    options: { host: '192.0.2.1' },
    hosts: ['192.0.2.1'],
    anyAddress: false,
    makes: true,
  },
  {
    name: 'a name',
    options: { host: 'Box.example' },
    hosts: ['box.example'],
    anyAddress: false,
    makes: true,
  },
  {
    name: 'names that are allowed',
    options: { allowHosts: ['Mock', 'fe80::1', '[fe80::2]'] },
    hosts: ['mock', '[fe80::1]', '[fe80::2]'],
    anyAddress: false,
    makes: false,
  },
]

describe('admin-rules', () => {
  for (const { name, options, hosts, anyAddress, makes } of rows) {
    test(`${name}: ${makes ? 'a token is made for other machines' : 'no token is needed'}`, () => {
      const settings = parseServerOptions(options)
      const token = adminTokenOf(settings, fakePorts().random)
      if (makes) expect(token).toMatch(/^[\w-]{32}$/)
      else expect(token).toBeNull()
      expect(accessRules(settings, token)).toEqual({ hosts, anyAddress, token })
    })
  }

  test('over https the names and addresses of the certificates are its own', () => {
    const https = { hosts: ['Gateway.test', 'fd00::7'] }
    const { hosts } = accessRules(parseServerOptions({ https, allowHosts: ['mock'] }), null)
    const some = ['gateway.test', '[fd00::7]', 'mock', 'login.mypurecloud.com', 'api.edee1.eusc-pure.cloud']
    expect(some.filter((host) => !hosts.includes(host))).toEqual([])
    expect(hosts).not.toContain('mypurecloud.com')
    expect(accessRules(parseServerOptions({}), null).hosts).toEqual([])
  })

  test('a token that is given is the token', () => {
    for (const host of [undefined, '0.0.0.0']) {
      const settings = parseServerOptions({ host, adminToken: 'my-token' })
      expect(adminTokenOf(settings, fakePorts().random)).toBe('my-token')
    }
  })
})
