import { describe, expect, test } from 'vitest'
import {
  admitsRedirect,
  isCompleteRedirect,
  isLoopbackRedirect,
  matchesRedirect,
  redirectUriFault,
  withoutLoopbackPort,
} from '../../../src/server/protocol/redirect-uri.js'

describe('redirect-uri', () => {
  const matches = [
    {
      name: 'the same string',
      registered: 'https://app.test/cb',
      requested: 'https://app.test/cb',
      is: true,
    },
    {
      name: 'the same string with a query',
      registered: 'https://app.test/cb?a=%2F',
      requested: 'https://app.test/cb?a=%2F',
      is: true,
    },
    {
      name: 'a trailing slash',
      registered: 'https://app.test/cb',
      requested: 'https://app.test/cb/',
      is: false,
    },
    {
      name: 'B046: a slash after the port',
      registered: 'http://localhost:8080',
      requested: 'http://localhost:8080/',
      is: false,
    },
    {
      name: 'another case of the host',
      registered: 'https://app.test/cb',
      requested: 'https://APP.test/cb',
      is: false,
    },
    {
      name: 'another case of the path',
      registered: 'https://app.test/cb',
      requested: 'https://app.test/CB',
      is: false,
    },
    {
      name: 'an added query',
      registered: 'https://app.test/cb',
      requested: 'https://app.test/cb?x=1',
      is: false,
    },
    {
      name: 'a dot segment',
      registered: 'https://app.test/cb',
      requested: 'https://app.test/x/../cb',
      is: false,
    },
    {
      name: 'an encoded letter',
      registered: 'https://app.test/cb',
      requested: 'https://app.test/%63b',
      is: false,
    },
    {
      name: 'a sub-domain',
      registered: 'https://app.test/cb',
      requested: 'https://evil.app.test/cb',
      is: false,
    },
    {
      name: 'user information',
      registered: 'https://app.test/cb',
      requested: 'https://app.test@evil.test/cb',
      is: false,
    },
    {
      name: 'the default port written out',
      registered: 'https://app.test/cb',
      requested: 'https://app.test:443/cb',
      is: false,
    },
    {
      name: '127.0.0.1 without a port, any port',
      registered: 'http://127.0.0.1/cb',
      requested: 'http://127.0.0.1:50123/cb',
      is: true,
    },
    {
      name: 'B047: localhost without a port, any port',
      registered: 'http://localhost/cb',
      requested: 'http://localhost:50123/cb',
      is: true,
    },
    {
      name: '[::1] without a port, any port',
      registered: 'http://[::1]/cb',
      requested: 'http://[::1]:50123/cb',
      is: true,
    },
    {
      name: 'loopback without a path, any port',
      registered: 'http://localhost',
      requested: 'http://localhost:54321',
      is: true,
    },
    {
      name: 'loopback with a query, any port',
      registered: 'http://localhost/cb?a=1',
      requested: 'http://localhost:1/cb?a=1',
      is: true,
    },
    {
      name: 'B047: 127.0.0.1 is not localhost',
      registered: 'http://localhost/cb',
      requested: 'http://127.0.0.1:50123/cb',
      is: false,
    },
    {
      name: 'loopback with another path',
      registered: 'http://127.0.0.1/cb',
      requested: 'http://127.0.0.1:50123/cb2',
      is: false,
    },
    {
      name: 'loopback with another query',
      registered: 'http://127.0.0.1/cb',
      requested: 'http://127.0.0.1:1/cb?x',
      is: false,
    },
    {
      name: 'loopback registered with a port, another port',
      registered: 'http://127.0.0.1:8080/cb',
      requested: 'http://127.0.0.1:8081/cb',
      is: false,
    },
    {
      name: 'loopback registered with a port, no port',
      registered: 'http://127.0.0.1:8080/cb',
      requested: 'http://127.0.0.1/cb',
      is: false,
    },
    {
      name: 'loopback over https has no free port',
      registered: 'https://localhost/cb',
      requested: 'https://localhost:8443/cb',
      is: false,
    },
    {
      name: 'loopback name as user information',
      registered: 'http://localhost/cb',
      requested: 'http://localhost:80@evil.test/cb',
      is: false,
    },
    {
      name: 'loopback name as a prefix',
      registered: 'http://localhost/cb',
      requested: 'http://localhost.evil.test/cb',
      is: false,
    },
    {
      name: 'a port that is no number',
      registered: 'http://localhost/cb',
      requested: 'http://localhost:x/cb',
      is: false,
    },
    {
      name: 'a private-use scheme',
      registered: 'com.example.app:/cb',
      requested: 'com.example.app:/cb',
      is: true,
    },
    {
      name: 'a private-use scheme with two slashes more',
      registered: 'com.example.app:/cb',
      requested: 'com.example.app:///cb',
      is: false,
    },
  ]
  for (const { name, registered, requested, is } of matches) {
    test(`${name}: ${is ? 'admitted' : 'refused'}`, () =>
      expect(matchesRedirect(registered, requested)).toBe(is))
  }

  const forms = [
    { name: 'https', uri: 'https://app.test/cb', fault: null },
    { name: 'http on loopback', uri: 'http://localhost:8080/cb', fault: null },
    { name: 'no path', uri: 'http://localhost', fault: null },
    { name: 'B090: private-use scheme with one slash', uri: 'com.example.app:/oauth2redirect', fault: null },
    { name: 'private-use scheme with a host', uri: 'myapp://callback', fault: null },
    { name: 'out of band', uri: 'urn:ietf:wg:oauth:2.0:oob', fault: null },
    { name: 'a fragment', uri: 'https://app.test/#/cb', fault: 'fragment' },
    { name: 'an empty fragment', uri: 'https://app.test/cb#', fault: 'fragment' },
    { name: 'a path only', uri: '/cb', fault: 'not-absolute' },
    { name: 'no scheme', uri: 'localhost:8080/cb', fault: 'not-absolute' },
    { name: 'no scheme and no port', uri: 'app.test/cb', fault: 'not-absolute' },
    { name: 'relative to the scheme', uri: '//app.test/cb', fault: 'not-absolute' },
    { name: 'one slash after https', uri: 'https:/app.test/cb', fault: 'not-absolute' },
    { name: 'no host', uri: 'http:///cb', fault: 'not-absolute' },
    { name: 'a scheme only', uri: 'https:', fault: 'not-absolute' },
    { name: 'a script', uri: 'javascript:alert(1)', fault: 'unsafe-scheme' },
    { name: 'a script in capitals', uri: 'JavaScript:alert(1)', fault: 'unsafe-scheme' },
    { name: 'data', uri: 'data:text/html,x', fault: 'unsafe-scheme' },
    {
      name: 'a line end, which would split the header',
      uri: 'http://localhost/\r\nX: y',
      fault: 'illegal-character',
    },
    { name: 'a blank', uri: 'http://localhost/a b', fault: 'illegal-character' },
    { name: 'a letter beyond ASCII', uri: 'http://localhost/ü', fault: 'illegal-character' },
    { name: 'angle brackets', uri: '<redirect-uri>', fault: 'illegal-character' },
  ]
  for (const { name, uri, fault } of forms) {
    test(`form: ${name}: ${fault ?? 'well formed'}`, () => expect(redirectUriFault(uri)).toBe(fault))
  }

  const client = { id: 'c', name: 'c', grantType: 'CODE', redirectUris: ['https://app.test/cb'] } as const
  test('a client admits what it registered and no loopback URI besides', () => {
    expect(admitsRedirect(client, 'https://app.test/cb')).toBe(true)
    expect(admitsRedirect(client, 'http://localhost:1/any')).toBe(false)
  })
  test('a client with anyLoopbackRedirect admits every loopback http URI, and no other', () => {
    const demo = { ...client, anyLoopbackRedirect: true }
    expect(admitsRedirect(demo, 'http://localhost:1/any')).toBe(true)
    expect(admitsRedirect(demo, 'http://[::1]:9/')).toBe(true)
    expect(admitsRedirect(demo, 'https://localhost:1/any')).toBe(false)
    expect(admitsRedirect(demo, 'http://192.168.0.1/any')).toBe(false)
  })
  test('takes the port from loopback URIs only', () => {
    expect(withoutLoopbackPort('http://[::1]:8080/cb?x=1')).toBe('http://[::1]/cb?x=1')
    expect(withoutLoopbackPort('https://app.test:8443/cb')).toBe('https://app.test:8443/cb')
  })
  test('a loopback URI without a port is not complete', () => {
    expect(isCompleteRedirect('http://localhost/cb')).toBe(false)
    expect(isCompleteRedirect('http://localhost:80/cb')).toBe(true)
    expect(isCompleteRedirect('com.example.app:/cb')).toBe(true)
    expect(isLoopbackRedirect('http://localhost.test/')).toBe(false)
  })
})
