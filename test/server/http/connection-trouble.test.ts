import { describe, expect, test } from 'vitest'
import { handshakeTrouble, nameNotCovered, noTls } from '../../../src/server/http/connection-trouble.js'

describe('connection-trouble', () => {
  const ends = [
    {
      code: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
      kind: 'ca-not-trusted',
      says: 'refused the certificate for a.test: ',
    },
    { code: 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN', kind: 'ca-not-trusted', says: '"gc-mock-oauth ca"' },
    { code: 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', kind: 'ca-not-trusted', says: '"gc-mock-oauth ca"' },
    { code: 'ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE', kind: 'ca-not-trusted', says: '"gc-mock-oauth ca"' },
    { code: 'ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_UNKNOWN', kind: 'ca-not-trusted', says: '"gc-mock-oauth ca"' },
    {
      code: 'ECONNRESET',
      kind: 'left-in-handshake',
      says: 'left in the middle of the TLS handshake for a.test',
    },
    { code: 'ERR_SSL_UNSUPPORTED_PROTOCOL', kind: 'old-tls-version', says: 'no version of TLS from 1.2 on' },
    {
      code: 'ERR_SSL_NO_SHARED_CIPHER',
      kind: 'handshake-failed',
      says: 'for a.test failed with ERR_SSL_NO_SHARED_CIPHER',
    },
  ]
  for (const { code, kind, says } of ends) {
    test(`a handshake that ends with ${code} is ${kind}`, () => {
      const trouble = handshakeTrouble(code, 'a.test')
      expect(trouble).toMatchObject({ kind, servername: 'a.test' })
      expect(trouble.sentence).toContain(says)
      expect(handshakeTrouble(code, null).sentence).not.toContain('null')
    })
  }

  const firsts = [
    { first: 'GET ', kind: 'plain-http-on-tls-port' },
    { first: 'post ', kind: 'plain-http-on-tls-port' },
    { first: '\u0080', kind: 'no-tls-on-tls-port' },
    { first: ' GET', kind: 'no-tls-on-tls-port' },
    { first: '[', kind: 'no-tls-on-tls-port' },
    { first: '', kind: 'no-tls-on-tls-port' },
  ]
  for (const { first, kind } of firsts) {
    test(`a connection that begins with ${JSON.stringify(first)} is ${kind}`, () => {
      expect(noTls(Buffer.from(first, 'latin1')).kind).toBe(kind)
    })
  }

  const names = [
    { servername: 'mock.test', says: 'start with --https-host mock.test' },
    { servername: 'login.mypurecloud.au', says: 'it is called login.mypurecloud.com.au' },
    { servername: 'apps.us-west-2.pure.cloud', says: 'us-west-2 is usw2.pure.cloud' },
  ]
  for (const { servername, says } of names) {
    test(`${servername} is not covered: ${says}`, () => {
      expect(nameNotCovered(servername)).toMatchObject({ kind: 'name-not-covered', servername })
      expect(nameNotCovered(servername).sentence).toContain(says)
    })
  }
})
