import { describe, expect, test } from 'vitest'
import { redirectTargetOf } from '../../../src/conformance/judge/redirect-target.js'

const rows = [
  ['http://127.0.0.1:8080/cb', { kind: 'loopback', by: 'literal', host: '127.0.0.1', tls: false }],
  ['http://127.1:8080/cb', { kind: 'loopback', by: 'literal', host: '127.0.0.1' }],
  ['https://[::1]/cb', { kind: 'loopback', by: 'literal', host: '[::1]', tls: true }],
  ['http://localhost./cb', { kind: 'loopback', by: 'name' }],
  ['http://user@localhost/cb', { kind: 'loopback', by: 'name' }],
  ['http://localhost@evil.example/cb', { kind: 'host', host: 'evil.example' }],
  ['https://app.example.com/cb#/x', { kind: 'host', tls: true }],
  ['com.example.app:/cb', { kind: 'private-use', scheme: 'com.example.app', rest: '/cb' }],
  ['COM.example:cb', { kind: 'private-use', scheme: 'com.example', rest: 'cb' }],
] as const

describe('redirectTargetOf', () => {
  for (const [uri, target] of rows) {
    test(`reads ${uri}`, () => {
      expect(redirectTargetOf(uri)).toMatchObject(target)
    })
  }

  for (const uri of [
    '',
    '/cb',
    'localhost:8080/cb',
    'http:///cb',
    'http://a b/',
    'javascript:alert(1)',
    'urn:x:y',
  ]) {
    test(`says nothing of ${JSON.stringify(uri)}`, () => {
      expect(redirectTargetOf(uri)).toBeNull()
    })
  }
})
