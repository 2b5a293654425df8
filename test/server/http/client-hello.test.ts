import { describe, expect, test } from 'vitest'
import hellos from '../../../fixtures/vectors/client-hellos.json' with { type: 'json' }
import { beginsTls, readFirstOctets } from '../../../src/server/http/client-hello.js'

/** A hello of TLS 1.2 with one cipher suite and the given extensions. */
function helloWith(extensions: Buffer, type = 1): Buffer {
  const body = Buffer.concat([
    Buffer.from([3, 3]),
    Buffer.alloc(32, 7),
    Buffer.from([0, 0, 2, 0x13, 1, 1, 0]),
    sized(extensions, 2),
  ])
  const message = Buffer.concat([Buffer.from([type]), sized(body, 3)])
  return Buffer.concat([Buffer.from([0x16, 3, 1]), sized(message, 2)])
}

function sized(content: Buffer, size: number): Buffer {
  const length = Buffer.alloc(size)
  length.writeUIntBE(content.length, 0, size)
  return Buffer.concat([length, content])
}

function serverName(name: Buffer, type = 0): Buffer {
  const list = Buffer.concat([Buffer.from([type]), sized(name, 2)])
  return Buffer.concat([Buffer.from([0, 0]), sized(sized(list, 2), 2)])
}

const other = Buffer.from([0xff, 1, 0, 1, 0])

describe('client-hello', () => {
  for (const { comment, octets, servername } of hellos.hellos) {
    const hello = Buffer.from(octets, 'base64')

    test(`${comment}: it wants ${servername ?? 'no host'}`, () => {
      expect(beginsTls(hello)).toBe(true)
      expect(readFirstOctets(hello)).toEqual({ kind: 'hello', servername })
      expect(readFirstOctets(Buffer.concat([hello, hello]))).toEqual({ kind: 'hello', servername })
    })

    test(`${comment}: no part of it is enough`, () => {
      const lengths = Array.from({ length: hello.length }, (_, length) => length)
      const enough = lengths.filter(
        (length) => readFirstOctets(hello.subarray(0, length)).kind !== 'incomplete',
      )
      expect(enough).toEqual([])
    })
  }

  const rows = [
    { name: 'a request over plain HTTP', octets: Buffer.from('GET / HTTP/1.1\r\n'), kind: 'other' },
    { name: 'the first octet of one', octets: Buffer.from('P'), kind: 'other' },
    { name: 'a hello of SSL 2', octets: Buffer.from([0x80, 0x2e, 1, 0, 2]), kind: 'other' },
    { name: 'an alert', octets: Buffer.from([0x15, 3, 3, 0, 2, 2, 40]), kind: 'other' },
    { name: 'nothing', octets: Buffer.alloc(0), kind: 'incomplete' },
    { name: 'an empty record', octets: Buffer.from([0x16, 3, 1, 0, 0]), kind: 'hello' },
    { name: 'a hello without extensions', octets: helloWith(Buffer.alloc(0)), kind: 'hello' },
    {
      name: 'another handshake message',
      octets: helloWith(serverName(Buffer.from('a.test')), 2),
      kind: 'hello',
    },
    {
      name: 'a name of an unknown type',
      octets: helloWith(serverName(Buffer.from('a.test'), 1)),
      kind: 'hello',
    },
    { name: 'an empty name', octets: helloWith(serverName(Buffer.alloc(0))), kind: 'hello' },
    {
      name: 'octets that mean nothing',
      octets: Buffer.from([0x16, 3, 1, 0, 6, 1, 0xff, 0xff, 0xff, 0xff, 0xff]),
      kind: 'hello',
    },
  ] as const
  for (const { name, octets, kind } of rows) {
    test(`${name}: ${kind}, and no name`, () => {
      expect(readFirstOctets(octets)).toEqual(kind === 'hello' ? { kind, servername: null } : { kind })
    })
  }

  test('the name is found behind other extensions', () => {
    const hello = helloWith(Buffer.concat([other, serverName(Buffer.from('a.test'))]))
    expect(readFirstOctets(hello)).toEqual({ kind: 'hello', servername: 'a.test' })
  })

  test('what is no printable ASCII in a name is replaced, and a name is cut at the length of host names', () => {
    const strange = helloWith(serverName(Buffer.from('a\u001b[31m\nü.test')))
    expect(readFirstOctets(strange)).toEqual({ kind: 'hello', servername: 'a?[31m???.test' })
    const long = helloWith(serverName(Buffer.alloc(1000, 0x61)))
    expect(readFirstOctets(long)).toEqual({ kind: 'hello', servername: 'a'.repeat(253) })
  })

  test('a hello that breaks off inside of its name has the rest of it', () => {
    const whole = helloWith(serverName(Buffer.from('login.test')))
    const cut = whole.subarray(0, -4)
    cut.writeUInt16BE(cut.length - 5, 3)
    expect(readFirstOctets(cut)).toEqual({ kind: 'hello', servername: 'login.' })
  })
})
