import { describe, expect, test } from 'vitest'
import { listensFor, reachOf, whyNobody } from '../../../src/conformance/gather/reach.js'

const at = (address: string, port: number) => ({ address, port, inode: `${address}:${port}` })

const rows = [
  {
    name: 'the client, at the address that the redirect URI names',
    callback: 'http://127.0.0.1:3000/cb',
    own: [at('127.0.0.1', 3000)],
    others: [],
    kind: 'client',
  },
  {
    name: 'the client, which listens everywhere',
    callback: 'http://localhost:3000/cb',
    own: [at('::', 3000)],
    others: [],
    kind: 'client',
  },
  {
    name: 'the client by IPv4, where nothing listens by IPv6',
    callback: 'http://localhost:3000/cb',
    own: [at('127.0.0.1', 3000)],
    others: [at('::1', 3001)],
    kind: 'client',
  },
  {
    name: 'another program by IPv6, before the client by IPv4',
    callback: 'http://localhost:3000/cb',
    own: [at('127.0.0.1', 3000)],
    others: [at('::1', 3000)],
    kind: 'stranger',
  },
  {
    name: 'another program on the port, while the client has another one',
    callback: 'http://127.0.0.1:3000/cb',
    own: [at('127.0.0.1', 51234)],
    others: [at('0.0.0.0', 3000)],
    kind: 'stranger',
  },
  {
    name: 'whatever listens for a client without sockets, a container say',
    callback: 'http://localhost:3000/cb',
    own: [],
    others: [at('::', 3000)],
    kind: 'nobody',
  },
  {
    name: 'nobody, where no socket has the port',
    callback: 'http://localhost:3000/cb',
    own: [at('127.0.0.1', 51234)],
    others: [at('127.0.0.1', 3001)],
    kind: 'nobody',
  },
  {
    name: 'nobody on another machine',
    callback: 'https://app.example.com/cb',
    own: [at('127.0.0.1', 443)],
    others: [],
    kind: 'nobody',
  },
]

describe('reachOf', () => {
  for (const { name, callback, own, others, kind } of rows) {
    test(`a browser meets ${name}`, () => {
      expect(reachOf(callback, { own, others }).kind).toBe(kind)
    })
  }

  test('says which address is asked first, and where the client listens', () => {
    const listeners = { own: [at('127.0.0.1', 3000)], others: [at('::1', 3000)] }
    expect(reachOf('http://localhost:3000/cb', listeners)).toEqual({
      kind: 'stranger',
      why: 'a browser asks [::1]:3000 first, which belongs to another program; the client listens on 127.0.0.1:3000 only, and never got its callback',
      inode: '::1:3000',
    })
  })

  test('says which port the client asked for, and which it has', () => {
    const listeners = { own: [at('127.0.0.1', 51234)], others: [at('127.0.0.1', 3000)] }
    expect(reachOf('http://127.0.0.1:3000/cb', listeners)).toMatchObject({
      why: 'the client asked for port 3000 but listens on 51234; 127.0.0.1:3000 belongs to another program',
    })
  })
})

describe('whyNobody', () => {
  const why = (callback: string, own: readonly ReturnType<typeof at>[]) =>
    whyNobody(callback, { own, others: [] })

  test('names both ports', () => {
    expect(why('http://localhost:3000/cb', [at('127.0.0.1', 51234), at('::1', 51234)])).toBe(
      'the client asked for port 3000 but listens on 51234',
    )
  })

  test('names both addresses', () => {
    expect(why('http://127.0.0.1:3000/cb', [at('::1', 3000)])).toBe(
      'the client listens on [::1]:3000, and the redirect URI names 127.0.0.1:3000: these are not the same address',
    )
  })

  test('says that nothing listens', () => {
    expect(why('http://127.0.0.1:3000/cb', [])).toBe('nothing listens on 127.0.0.1:3000')
  })
})

describe('listensFor', () => {
  const known: readonly { name: string; callback: string; own: string; expected: boolean }[] = [
    {
      name: 'the address that the redirect URI names',
      callback: 'http://127.0.0.1:3000/cb',
      own: '127.0.0.1',
      expected: true,
    },
    { name: 'everywhere', callback: 'http://localhost:3000/cb', own: '::', expected: true },
    {
      name: 'IPv4 alone, where a browser asks IPv6 first',
      callback: 'http://localhost:3000/cb',
      own: '127.0.0.1',
      expected: false,
    },
    { name: 'another port', callback: 'http://127.0.0.1:3001/cb', own: '127.0.0.1', expected: false },
    {
      name: 'a scheme that nobody listens for',
      callback: 'com.example.app:/cb',
      own: '127.0.0.1',
      expected: false,
    },
    { name: 'no URI at all', callback: 'nonsense', own: '127.0.0.1', expected: false },
  ]
  for (const { name, callback, own, expected } of known) {
    test(name, () => expect(listensFor(callback, [{ address: own, port: 3000 }])).toBe(expected))
  }
})
