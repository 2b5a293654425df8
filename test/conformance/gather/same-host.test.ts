import { describe, expect, test } from 'vitest'
import { otherDoor } from '../../../src/conformance/gather/same-host.js'

const authorize = (redirectUri: string) =>
  `http://127.0.0.1:7636/oauth/authorize?redirect_uri=${encodeURIComponent(redirectUri)}`

const rows = [
  {
    name: 'the host of the redirect URI',
    page: 'http://127.0.0.1:3000/',
    to: 'http://localhost:3000/cb',
    host: 'localhost',
  },
  {
    name: 'the address, when the name was opened',
    page: 'http://localhost:3000/',
    to: 'http://127.0.0.1:3000/cb',
    host: '127.0.0.1',
  },
  {
    name: 'the host, whatever the port',
    page: 'http://127.0.0.1:3000/',
    to: 'http://localhost:4000/cb',
    host: 'localhost',
  },
  {
    name: 'nothing when it is the same host',
    page: 'http://localhost:3000/',
    to: 'http://localhost:4000/cb',
    host: null,
  },
  {
    name: 'nothing for another machine',
    page: 'http://localhost:3000/',
    to: 'https://app.example.com/cb',
    host: null,
  },
  {
    name: 'nothing for a scheme of its own',
    page: 'http://localhost:3000/',
    to: 'com.example.app:/cb',
    host: null,
  },
  { name: 'nothing for no URL at all', page: 'http://localhost:3000/', to: '/cb', host: null },
]

describe('otherDoor', () => {
  for (const row of rows) {
    test(`is ${row.name}`, () => {
      expect(otherDoor(row.page, authorize(row.to))).toBe(row.host)
    })
  }

  test('is nothing without a redirect URI', () => {
    expect(otherDoor('http://localhost:3000/', 'http://127.0.0.1:7636/oauth/authorize')).toBeNull()
  })
})
