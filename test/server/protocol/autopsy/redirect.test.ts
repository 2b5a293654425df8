import { describe, expect, test } from 'vitest'
import { redirectDifference } from '../../../../src/server/protocol/autopsy/redirect.js'

describe('autopsy/redirect', () => {
  const rows = [
    {
      name: 'B046: a slash after the port',
      expected: 'http://localhost:8080',
      actual: 'http://localhost:8080/',
      says: /^a trailing slash was added; after '.*8080' expected the end, got '\/'$/,
    },
    {
      name: 'a missing slash',
      expected: 'https://a.test/cb/',
      actual: 'https://a.test/cb',
      says: /^the trailing slash is missing;/,
    },
    {
      name: 'cut in its path',
      expected: 'https://a.test/callback',
      actual: 'https://a.test/call',
      says: /^the path, cut after 19 of 23 characters;/,
    },
    {
      name: 'cut in its query',
      expected: 'https://a.test/cb?tenant=blue',
      actual: 'https://a.test/cb?tenant=b',
      says: /^the query, cut after 26 of 29 characters;/,
    },
    {
      name: 'cut at an & that was not encoded',
      expected: 'https://a.test/cb?a=1&b=2',
      actual: 'https://a.test/cb?a=1',
      says: /^the query, cut at an & that was not percent-encoded;/,
    },
    {
      name: 'a query less, which is no cut',
      expected: 'https://a.test/cb?a=1',
      actual: 'https://a.test/cb',
      says: /^the query;/,
    },
    {
      name: 'another port',
      expected: 'http://localhost:8080/cb',
      actual: 'http://localhost:8081/cb',
      says: /^the port;/,
    },
    {
      name: 'a port more',
      expected: 'https://a.test/cb',
      actual: 'https://a.test:443/cb',
      says: /^the port;/,
    },
    {
      name: 'another scheme',
      expected: 'https://a.test/cb',
      actual: 'http://a.test/cb',
      says: /^the scheme \(http for https\);/,
    },
    {
      name: 'the case of the host',
      expected: 'https://a.test/cb',
      actual: 'https://A.test/cb',
      says: /^the case of the host;/,
    },
    {
      name: 'B047: localhost against 127.0.0.1',
      expected: 'http://127.0.0.1:1/cb',
      actual: 'http://localhost:1/cb',
      says: /^localhost is not 127\.0\.0\.1;/,
    },
    {
      name: '[::1] against localhost',
      expected: 'http://localhost/cb',
      actual: 'http://[::1]/cb',
      says: /^\[::1\] is not localhost;/,
    },
    { name: 'another host', expected: 'https://a.test/cb', actual: 'https://b.test/cb', says: /^the host;/ },
    {
      name: 'another path',
      expected: 'https://a.test/cb',
      actual: 'https://a.test/other',
      says: /^the path;/,
    },
    {
      name: 'the case of the path',
      expected: 'https://a.test/cb',
      actual: 'https://a.test/CB',
      says: /^the case of the path;/,
    },
    {
      name: 'another query',
      expected: 'https://a.test/cb?a=1',
      actual: 'https://a.test/cb?a=2',
      says: /^the query;/,
    },
    {
      name: 'encoded once too often',
      expected: 'https://a.test/cb',
      actual: 'https%3A%2F%2Fa.test%2Fcb',
      says: /^it is percent-encoded once too often;/,
    },
    {
      name: 'another percent-encoding',
      expected: 'https://a.test/c b',
      actual: 'https://a.test/c%20b',
      says: /percent-encod/,
    },
    {
      name: 'another percent-encoding of both',
      expected: 'https://a.test/a%2fb',
      actual: 'https://a.test/a%2Fb',
      says: /^the percent-encoding;/,
    },
    {
      name: 'white space around it',
      expected: 'https://a.test/cb',
      actual: 'https://a.test/cb ',
      says: /^white space around it;/,
    },
    {
      name: 'two pieces',
      expected: 'https://a.test/cb',
      actual: 'http://a.test:8080/cb',
      says: /^the scheme \(http for https\), the port;/,
    },
    {
      name: 'a private-use scheme with two slashes more',
      expected: 'com.example.app:/cb',
      actual: 'com.example.app:///cb',
      says: /after 'com|after '\.\.\./,
    },
    {
      name: 'a path besides a port that is free',
      expected: 'http://localhost/cb',
      actual: 'http://localhost:8080/other',
      says: /^the path; after '.*localhost\/' expected 'cb', got 'other'$/,
    },
  ]
  for (const { name, expected, actual, says } of rows) {
    test(name, () => expect(redirectDifference(expected, actual)).toMatch(says))
  }

  test('the address of the page in place of the redirect URI is named, and its code not printed', () => {
    const text = redirectDifference('http://localhost/cb', 'http://localhost/cb?code=Zq7f0c2VtJx5&state=1')
    expect(text).toBe('it is the address of the callback with its query (code, state)')
  })
  test('a query of that kind that is registered is compared like any other', () => {
    const text = redirectDifference('http://localhost/cb?state=1', 'http://localhost/cb?state=2')
    expect(text).toBe("the query; after '.../cb?state=' expected '1', got '2'")
  })
  test('a value that is no URI is not printed', () => {
    expect(redirectDifference('http://localhost/cb', 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r')).toBe(
      'it is not a URI',
    )
  })
})
