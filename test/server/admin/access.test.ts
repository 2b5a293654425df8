import { describe, expect, test } from 'vitest'
import { type AccessRules, accessOf } from '../../../src/server/admin/access.js'
import type { Pairs } from '../../../src/server/protocol/message.js'
import { requestFor } from '../../support/requests.js'

const rules: AccessRules = { hosts: ['mock', 'mock.example'], anyAddress: false, token: 's3cret-token' }

interface Row {
  readonly name: string
  readonly method?: string
  readonly headers?: Pairs
  readonly origin?: string
  readonly loopback?: boolean
  readonly rules?: Partial<AccessRules>
  /** The error, or null when the caller is let in. */
  readonly error: string | null
}

const rows: readonly Row[] = [
  { name: 'a caller from this machine', error: null },
  { name: 'a caller by the name localhost', headers: [['Host', 'localhost:7636']], error: null },
  { name: 'a caller by a name below localhost', headers: [['Host', 'gc.localhost:7636']], error: null },
  { name: 'a caller by the address of IPv6', headers: [['Host', '[::1]:7636']], error: null },
  { name: 'a caller by an allowed name, in any case', headers: [['HOST', 'Mock.Example:7636']], error: null },
  { name: 'an allowed name with the dot of the root', headers: [['Host', 'mock.']], error: null },
  {
    name: 'a name that was made to point here',
    headers: [['Host', 'evil.example:7636']],
    error: 'host_not_allowed',
  },
  {
    name: 'a name that only begins like this machine',
    headers: [['Host', 'localhost.evil.example']],
    error: 'host_not_allowed',
  },
  {
    name: 'a name that only ends like an allowed one',
    headers: [['Host', 'evilmock.example']],
    error: 'host_not_allowed',
  },
  {
    name: 'an address that only begins like this machine',
    headers: [['Host', '127.0.0.1.evil.example']],
    error: 'host_not_allowed',
  },
  {
    name: 'a second Host header',
    headers: [
      ['Host', 'localhost'],
      ['Host', 'evil.example'],
    ],
    error: 'host_not_allowed',
  },
  {
    name: 'a target with a foreign name of its own',
    origin: 'http://evil.example',
    headers: [['Host', 'localhost']],
    error: 'host_not_allowed',
  },
  {
    name: 'a Host that is no name',
    headers: [['Host', 'evil.example/@localhost']],
    error: 'host_not_allowed',
  },
  { name: 'a foreign address', headers: [['Host', '192.0.2.7:7636']], error: 'host_not_allowed' },
  {
    name: 'any address while the mock listens on all',
    headers: [['Host', '192.0.2.7:7636']],
    rules: { anyAddress: true },
    error: null,
  },
  {
    name: 'a foreign name while the mock listens on all addresses',
    headers: [['Host', 'evil.example']],
    rules: { anyAddress: true },
    error: 'host_not_allowed',
  },

  {
    name: 'a page of this machine',
    method: 'POST',
    headers: [['Origin', 'http://localhost:3000']],
    error: null,
  },
  {
    name: 'a page of an allowed name',
    method: 'POST',
    headers: [['Origin', 'https://mock.example']],
    error: null,
  },
  {
    name: 'a page of another site',
    method: 'POST',
    headers: [['Origin', 'https://evil.example']],
    error: 'origin_not_allowed',
  },
  {
    name: 'a page of another site that only reads',
    headers: [['Origin', 'https://evil.example']],
    error: 'origin_not_allowed',
  },
  {
    name: 'a page whose name hides in user information',
    method: 'POST',
    headers: [['Origin', 'http://localhost@evil.example']],
    error: 'origin_not_allowed',
  },
  {
    name: 'a page of an extension',
    method: 'POST',
    headers: [['Origin', 'chrome-extension://abc']],
    error: 'origin_not_allowed',
  },
  {
    name: 'a page without a name, from nobody knows where',
    method: 'POST',
    headers: [['Origin', 'null']],
    error: 'origin_not_allowed',
  },
  {
    name: 'a page without a name of another site',
    method: 'POST',
    headers: [
      ['Origin', 'null'],
      ['Sec-Fetch-Site', 'cross-site'],
    ],
    error: 'origin_not_allowed',
  },
  {
    name: 'a page of the mock itself, which has no name',
    method: 'POST',
    headers: [
      ['Origin', 'null'],
      ['Sec-Fetch-Site', 'same-origin'],
    ],
    error: null,
  },
  {
    name: 'a form of another site without Origin',
    method: 'POST',
    headers: [['Sec-Fetch-Site', 'cross-site']],
    error: 'origin_not_allowed',
  },
  { name: 'a link of another site', headers: [['Sec-Fetch-Site', 'cross-site']], error: null },

  { name: 'another machine without a token', loopback: false, error: 'admin_token_required' },
  {
    name: 'another machine with the token',
    loopback: false,
    headers: [['Authorization', 'Bearer s3cret-token']],
    error: null,
  },
  {
    name: 'the word bearer in small letters',
    loopback: false,
    headers: [['authorization', 'bearer s3cret-token']],
    error: null,
  },
  {
    name: 'another machine with another token',
    loopback: false,
    headers: [['Authorization', 'Bearer s3cret-tokem']],
    error: 'admin_token_required',
  },
  {
    name: 'another machine with the beginning of the token',
    loopback: false,
    headers: [['Authorization', 'Bearer s3cret']],
    error: 'admin_token_required',
  },
  {
    name: 'another machine with more than the token',
    loopback: false,
    headers: [['Authorization', 'Bearer s3cret-token-and-more']],
    error: 'admin_token_required',
  },
  {
    name: 'another machine while there is no token',
    loopback: false,
    headers: [['Authorization', 'Bearer null']],
    rules: { token: null },
    error: 'admin_token_required',
  },
  {
    name: 'another machine that says it is this one',
    loopback: false,
    headers: [
      ['X-Forwarded-For', '127.0.0.1'],
      ['Forwarded', 'for=127.0.0.1'],
      ['Host', 'localhost'],
    ],
    error: 'admin_token_required',
  },
  {
    name: 'the token together with a foreign name',
    loopback: false,
    headers: [
      ['Host', 'evil.example'],
      ['Authorization', 'Bearer s3cret-token'],
    ],
    error: 'host_not_allowed',
  },
]

describe('access', () => {
  for (const row of rows) {
    test(`${row.error === null ? 'lets in' : 'refuses'} ${row.name}`, () => {
      const request = requestFor(row.method ?? 'GET', '/_mock/clients', row.headers ?? [])
      const origin = row.origin ?? request.origin
      const access = accessOf(
        { ...request, origin },
        { loopback: row.loopback ?? true },
        { ...rules, ...row.rules },
      )
      expect(access.kind === 'granted' ? null : access.error).toBe(row.error)
    })
  }

  test('a refusal for want of a token has a challenge, and names no secret', () => {
    const headers = [['Authorization', 'Bearer wrong-token']] as const
    const access = accessOf(requestFor('GET', '/_mock/users', headers), { loopback: false }, rules)
    expect(access).toMatchObject({
      status: 401,
      headers: [['WWW-Authenticate', 'Bearer realm="gc-mock-oauth admin", error="invalid_token"']],
    })
    expect(JSON.stringify(access)).not.toMatch(/wrong-token|s3cret/)
  })
})
