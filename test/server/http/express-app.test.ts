import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import supertest from 'supertest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createExpressApp } from '../../../src/server/http/express-app.js'
import type { HttpRequest } from '../../../src/server/protocol/message.js'
import { authorizeForm, tokenForm } from '../../support/login.js'
import { mockWith } from '../../support/mock.js'
import { rawExchange } from '../../support/raw-http.js'
import { formOf } from '../../support/requests.js'

const mock = mockWith()
const server: Server = createServer(createExpressApp(mock.ask, (fault) => mock.faults.push(fault)))
const agent = () => supertest(server)
const form = 'application/x-www-form-urlencoded'

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

function port(): number {
  return (server.address() as AddressInfo).port
}

function lastRequest(): HttpRequest {
  const exchange = mock.recorder.exchanges.at(-1)
  if (exchange === undefined) throw new Error('nothing was recorded')
  return exchange.request
}

async function statusOfALogin(): Promise<number> {
  const redirect = await agent().get(`/oauth/authorize?${formOf(authorizeForm)}`)
  const code = new URL(redirect.headers['location'] ?? '').searchParams.get('code') ?? ''
  const token = await agent()
    .post('/oauth/token')
    .type(form)
    .send(formOf(tokenForm(code)))
  return token.status
}

/** Sends a whole message and closes; gives back what came. */
function raw(head: readonly string[], body = ''): Promise<string> {
  return rawExchange(port(), `${head.join('\r\n')}\r\n\r\n${body}`)
}

function rawPost(headers: readonly string[], body: Buffer): Promise<string> {
  const lines = [
    'POST /oauth/token HTTP/1.1',
    'Host: x',
    'Connection: close',
    `Content-Length: ${body.length}`,
  ]
  return rawExchange(
    port(),
    Buffer.concat([Buffer.from(`${[...lines, ...headers].join('\r\n')}\r\n\r\n`), body]),
  )
}

/** Sends a head and the beginning of its body, and is gone as soon as the server has seen them. */
async function leaveAfter(begun: string | Buffer): Promise<void> {
  const left = rawExchange(port(), begun)
  server.once('request', (request) => request.once('data', () => request.socket.destroy()))
  await left
}

describe('express-app', () => {
  test('a login works over sockets', async () => {
    expect(await statusOfALogin()).toBe(200)
  })

  test('a body arrives as it was sent, doubled parameters and all', async () => {
    const body = 'code=a&code=b&=&&x=%zz&y=1+2%20é'
    await agent().post('/oauth/token').type(form).send(body)
    expect(lastRequest()).toMatchObject({ method: 'POST', path: '/oauth/token', query: '', body })
  })

  test('octets that are not UTF-8 become U+FFFD', async () => {
    await rawPost([], Buffer.from([0x61, 0xff, 0x62]))
    expect(lastRequest().body).toBe('a\ufffdb')
  })

  for (const type of [
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    'nonsense',
    'application/xml',
  ]) {
    test(`a body of the type ${type} arrives as text`, async () => {
      const reply = await agent().post('/oauth/token').set('Content-Type', type).send('{"a":1}')
      expect(lastRequest().body).toBe('{"a":1}')
      expect(reply.status).toBe(400)
      expect(reply.body).toHaveProperty('error')
      expect(await statusOfALogin()).toBe(200)
    })
  }

  test('a body without a content type arrives as text', async () => {
    await raw(['POST /oauth/token HTTP/1.1', 'Host: x', 'Connection: close', 'Content-Length: 3'], 'a=b')
    expect(lastRequest().body).toBe('a=b')
  })

  test('a chunked body arrives as text', async () => {
    await raw(
      ['POST /oauth/token HTTP/1.1', 'Host: x', 'Connection: close', 'Transfer-Encoding: chunked'],
      '3\r\na=b\r\n0\r\n\r\n',
    )
    expect(lastRequest().body).toBe('a=b')
  })

  const packed = [
    { encoding: 'gzip', pack: gzipSync },
    { encoding: 'GZip', pack: gzipSync },
    { encoding: 'deflate', pack: deflateSync },
    { encoding: 'br', pack: brotliCompressSync },
    { encoding: 'identity', pack: (text: string) => Buffer.from(text) },
    { encoding: 'Identity', pack: (text: string) => Buffer.from(text) },
    { encoding: '', pack: (text: string) => Buffer.from(text) },
  ]
  for (const row of packed) {
    test(`a body of the encoding "${row.encoding}" arrives as text`, async () => {
      await rawPost([`Content-Encoding: ${row.encoding}`], row.pack('a=b%20\u00e9'))
      expect(lastRequest().body).toBe('a=b%20\u00e9')
    })
  }

  test('a packed body that would unpack to more than the limit gets 413, and the next login works', async () => {
    const reply = await rawPost(['Content-Encoding: gzip'], gzipSync('x'.repeat(10_000_000)))
    expect(reply).toMatch(/^HTTP\/1\.1 413 /)
    expect(await statusOfALogin()).toBe(200)
  })

  test('a client that leaves in the middle of a packed body is no exchange', async () => {
    const before = mock.recorder.exchanges.length
    const head = ['POST /oauth/token HTTP/1.1', 'Host: x', 'Content-Encoding: gzip', 'Content-Length: 100']
    const begun = gzipSync('a=b').subarray(0, 12)
    await leaveAfter(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), begun]))
    expect(await statusOfALogin()).toBe(200)
    expect(mock.recorder.exchanges).toHaveLength(before + 2)
    expect(mock.faults).toEqual([])
  })

  test('headers keep their order, their case and their doubles', async () => {
    await raw(['GET /_mock/health HTTP/1.1', 'Host: x', 'X-TWICE: 1', 'x-twice: 2', 'Connection: close'])
    expect(lastRequest().headers).toEqual([
      ['Host', 'x'],
      ['X-TWICE', '1'],
      ['x-twice', '2'],
      ['Connection', 'close'],
    ])
  })

  test('headers are those of their own request, whatever was sent before, and be there many of them', async () => {
    const send = async (...lines: string[]) => {
      await raw(['GET /_mock/health HTTP/1.1', 'Host: x', ...lines, 'Connection: close'])
      return lastRequest().headers.slice(1, -1)
    }
    const long = 'z'.repeat(1000)
    expect(await send('X-A: 1', 'X-B: 1', `X-C: ${long}`)).toEqual([
      ['X-A', '1'],
      ['X-B', '1'],
      ['X-C', long],
    ])
    expect(await send('X-B: 1', 'X-A: 2', 'x-a: 1', 'X-C: c')).toEqual([
      ['X-B', '1'],
      ['X-A', '2'],
      ['x-a', '1'],
      ['X-C', 'c'],
    ])
    const many = Array.from({ length: 200 }, (_, index) => `X-Many-${index}: ${index}`)
    const expected = Array.from({ length: 200 }, (_, index) => [`X-Many-${index}`, String(index)])
    for (const _time of [1, 2]) expect(await send(...many)).toEqual(expected)
  })

  test('path and query are as on the request line, whatever they hold', async () => {
    await raw(['GET /a//b/../%2e%zz;x?y=1&y=%zz?&z#f HTTP/1.1', 'Host: x', 'Connection: close'])
    expect(lastRequest()).toMatchObject({ path: '/a//b/../%2e%zz;x', query: 'y=1&y=%zz?&z#f' })
  })

  const origins = [
    {
      name: 'a Host with a port',
      line: 'GET / HTTP/1.1',
      host: 'localhost:81',
      origin: () => 'http://localhost:81',
    },
    {
      name: 'a Host without a port',
      line: 'GET / HTTP/1.1',
      host: 'login.example',
      origin: () => 'http://login.example',
    },
    { name: 'an IPv6 Host', line: 'GET / HTTP/1.1', host: '[::1]:81', origin: () => 'http://[::1]:81' },
    {
      name: 'an absolute target, which counts more than Host',
      line: 'GET http://other:82/ HTTP/1.1',
      host: 'x',
      origin: () => 'http://other:82',
    },
    {
      name: 'a Host with a path',
      line: 'GET / HTTP/1.1',
      host: 'evil/path',
      origin: () => `http://127.0.0.1:${port()}`,
    },
    {
      name: 'a Host with a user',
      line: 'GET / HTTP/1.1',
      host: 'user@evil',
      origin: () => `http://127.0.0.1:${port()}`,
    },
    {
      name: 'a Host with marks',
      line: 'GET / HTTP/1.1',
      host: 'a"><b',
      origin: () => `http://127.0.0.1:${port()}`,
    },
    { name: 'an empty Host', line: 'GET / HTTP/1.1', host: '', origin: () => `http://127.0.0.1:${port()}` },
    {
      name: 'an absolute target with a user',
      line: 'GET http://user@evil/ HTTP/1.1',
      host: 'x',
      origin: () => `http://127.0.0.1:${port()}`,
    },
  ]
  for (const row of origins) {
    test(`the origin of ${row.name}`, async () => {
      const reply = await raw([row.line, `Host: ${row.host}`, 'Connection: close'])
      expect(reply).toMatch(/^HTTP\/1\.1 404 /)
      expect(lastRequest()).toMatchObject({ path: '/', origin: row.origin() })
    })
  }

  const targets = [
    { target: 'http://x/oauth/token?a=b', path: '/oauth/token', query: 'a=b' },
    { target: 'HTTP://x?a=b', path: '/', query: 'a=b' },
    { target: 'http://[bad/path?a=b', path: '/path', query: 'a=b' },
    { target: '//oauth/token', path: '//oauth/token', query: '' },
    { target: '/%', path: '/%', query: '' },
    { target: '/%2561uthorize/%ff', path: '/%2561uthorize/%ff', query: '' },
    { target: '*', path: '*', query: '' },
  ]
  for (const row of targets) {
    test(`the target ${row.target} reaches the mock`, async () => {
      const method = row.target === '*' ? 'OPTIONS' : 'POST'
      await raw([`${method} ${row.target} HTTP/1.1`, 'Host: x', 'Connection: close', 'Content-Length: 0'])
      expect(lastRequest()).toMatchObject({ path: row.path, query: row.query })
    })
  }

  test('HTTP/1.0 without Host is answered', async () => {
    const reply = await raw(['GET /_mock/health HTTP/1.0'])
    expect(reply).toContain('{"status":"ok"}')
    expect(lastRequest().origin).toBe(`http://127.0.0.1:${port()}`)
  })

  test('HEAD has the headers of GET and no body', async () => {
    const reply = await raw(['HEAD /_mock/health HTTP/1.1', 'Host: x', 'Connection: close'])
    expect(reply).toMatch(/^HTTP\/1\.1 200 /)
    expect(reply.endsWith('\r\n\r\n')).toBe(true)
  })

  test('an empty answer has the length 0, and a preflight none', async () => {
    const redirect = await agent().get(`/oauth/authorize?${formOf(authorizeForm)}`)
    expect(redirect.headers['content-length']).toBe('0')
    const preflight = await agent().options('/oauth/token')
    expect(preflight.status).toBe(204)
    expect(preflight.headers).not.toHaveProperty('content-length')
  })

  test('express adds nothing of its own', async () => {
    const { headers } = await agent().get('/_mock/health')
    expect(Object.keys(headers).sort()).toEqual([
      'cache-control',
      'connection',
      'content-length',
      'content-type',
      'date',
      'expires',
      'inin-correlation-id',
      'pragma',
      'x-content-type-options',
    ])
  })

  const sizes = [
    { octets: 65_536, status: 400 },
    { octets: 65_537, status: 413 },
    { octets: 1_000_000, status: 413 },
  ]
  for (const row of sizes) {
    test(`a body of ${row.octets} octets gets ${row.status} and an OAuth error, and the next login works`, async () => {
      const reply = await agent().post('/oauth/token').type(form).send('x'.repeat(row.octets))
      expect(reply.status).toBe(row.status)
      expect(reply.body).toMatchObject({ error: 'invalid_request', description: expect.any(String) })
      expect(mock.recorder.exchanges.at(-1)?.sent.status).toBe(row.status)
      expect(await statusOfALogin()).toBe(200)
    })
  }

  const encodings = [
    { name: 'of an unknown encoding', encoding: 'x-nonsense', status: 415 },
    { name: 'that is not what its encoding says', encoding: 'gzip', status: 400 },
  ]
  for (const row of encodings) {
    test(`a body ${row.name} gets ${row.status}, and the next login works`, async () => {
      const reply = await agent()
        .post('/oauth/token')
        .type(form)
        .set('Content-Encoding', row.encoding)
        .send('a=b')
      expect(reply.status).toBe(row.status)
      expect(reply.body).toMatchObject({ error: 'invalid_request' })
      expect(await statusOfALogin()).toBe(200)
    })
  }

  const broken = [
    {
      name: 'a header block of a megabyte',
      text: `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(1_000_000)}\r\n\r\n`,
    },
    { name: 'no HTTP at all', text: 'nonsense\r\n\r\n' },
    {
      name: 'a TLS greeting',
      text: Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
    },
    { name: 'a missing Host', text: 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n' },
    {
      name: 'two different lengths',
      text: 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na',
    },
    {
      name: 'length and chunks at once',
      text: 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    },
  ]
  for (const row of broken) {
    test(`${row.name} does no harm`, async () => {
      expect(await rawExchange(port(), row.text)).toMatch(/^HTTP\/1\.1 4\d\d /)
      expect(await statusOfALogin()).toBe(200)
      expect(mock.faults).toEqual([])
    })
  }

  test('a client that leaves while it sends its body does no harm and is no exchange', async () => {
    const before = mock.recorder.exchanges.length
    await leaveAfter('POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc')
    expect(await statusOfALogin()).toBe(200)
    expect(mock.recorder.exchanges).toHaveLength(before + 2)
    expect(mock.faults).toEqual([])
  })

  test('a reply that cannot be written ends the connection and is reported', async () => {
    const faults: unknown[] = []
    const bad = createExpressApp(
      async () => ({ status: 200, headers: [['X', 'a\r\nb']], body: '' }),
      (fault) => faults.push(fault),
    )
    const other = createServer(bad)
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const received = await rawExchange(
      (other.address() as AddressInfo).port,
      'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
    )
    await new Promise((resolve) => other.close(resolve))
    expect(received).toBe('')
    expect(faults).toHaveLength(1)
  })

  test('the prototypes of the messages stay as they are: to set them costs more than all routing', async () => {
    const seen: unknown[] = []
    const listener = createExpressApp(
      async () => ({ status: 200, headers: [], body: '' }),
      () => undefined,
    )
    const other = createServer((request, response) => {
      listener(request, response)
      seen.push(Object.getPrototypeOf(request), Object.getPrototypeOf(response))
    })
    await supertest(other).get('/')
    expect(seen).toEqual([IncomingMessage.prototype, ServerResponse.prototype])
  })
})
