// Bad input over real sockets: a clear answer to whoever sent it, and the mock goes on.
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createExpressApp } from '../../../src/server/http/express-app.js'
import { type Listening, listenOn } from '../../../src/server/http/listener.js'
import { authorizeForm, tokenForm } from '../../support/login.js'
import { mockWith } from '../../support/mock.js'
import { rawExchange } from '../../support/raw-http.js'
import { formOf } from '../../support/requests.js'

const mock = mockWith()
let listening: Listening

beforeAll(async () => {
  const listener = createExpressApp(mock.ask, (fault) => mock.faults.push(fault))
  listening = await listenOn(listener, 0, ['127.0.0.1'], { headers: 250, request: 250, checks: 25 })
})
afterAll(() => listening.stop())

function send(text: string | Buffer): Promise<string> {
  return rawExchange(listening.port, text)
}

/** A whole request that asks for the connection to be closed afterwards. */
function request(line: string, headers: readonly string[] = [], body = ''): string {
  return `${[line, 'Host: x', 'Connection: close', ...headers].join('\r\n')}\r\n\r\n${body}`
}

interface Answer {
  readonly status: number
  readonly headers: string
  readonly body: string
}

/** The last answer in what came back; fails when it is not whole. */
function read(received: string): Answer {
  const begin = [...received.matchAll(/HTTP\/1\.1 \d{3} /g)].at(-1)?.index ?? 0
  const [headers = '', ...rest] = received.slice(begin).split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  const length = /^content-length: (\d+)$/im.exec(headers)?.[1]
  expect(Buffer.byteLength(body)).toBe(Number(length ?? 0))
  return { status: Number(headers.split(' ')[1]), headers, body }
}

async function expectAlive(): Promise<void> {
  const redirect = await send(request(`GET /oauth/authorize?${formOf(authorizeForm)} HTTP/1.1`))
  const code = /[?&]code=([\w-]+)/.exec(redirect)?.[1] ?? ''
  const form = formOf(tokenForm(code))
  const type = 'Content-Type: application/x-www-form-urlencoded'
  const token = await send(
    request('POST /oauth/token HTTP/1.1', [type, `Content-Length: ${form.length}`], form),
  )
  expect(token).toMatch(/^HTTP\/1\.1 200 /)
  expect(mock.faults).toEqual([])
}

const broken = [
  {
    name: 'a header block of a megabyte',
    text: request('GET / HTTP/1.1', [`X: ${'a'.repeat(1_000_000)}`]),
    status: 431,
    says: 'larger than 64 KiB',
  },
  {
    name: 'ten thousand headers',
    text: request(
      'GET / HTTP/1.1',
      Array.from({ length: 10_000 }, (_, index) => `X-${index}: y`),
    ),
    status: 431,
    says: 'larger than 64 KiB',
  },
  {
    name: 'a request target of a megabyte',
    text: request(`GET /${'a'.repeat(1_000_000)} HTTP/1.1`),
    status: 431,
    says: 'larger than 64 KiB',
  },
  {
    name: 'a null byte in a header',
    text: request('GET / HTTP/1.1', ['X: a\0b']),
    status: 400,
    says: 'a header holds a character',
  },
  {
    name: 'a line feed alone in a header name',
    text: request('GET / HTTP/1.1', ['X\nY: a']),
    status: 400,
    says: 'header',
  },
  {
    name: 'a null byte in the target',
    text: request('GET /a\0b HTTP/1.1'),
    status: 400,
    says: 'the request target',
  },
  {
    name: 'a method that nobody knows',
    text: request('BREW /pot HTTP/1.1'),
    status: 400,
    says: 'no HTTP method',
  },
  { name: 'words', text: 'hello there\r\n\r\n', status: 400, says: 'no HTTP method' },
  { name: 'the greeting of HTTP/2', text: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', status: 400, says: 'HTTP' },
  { name: 'a version of the future', text: 'GET / HTTP/9.9\r\nHost: x\r\n\r\n', status: 400, says: 'HTTP' },
  {
    name: 'a wish for a tunnel',
    text: 'CONNECT login.mypurecloud.com:443 HTTP/1.1\r\nHost: x\r\n\r\n',
    status: 405,
    says: 'no proxy',
  },
  {
    name: 'two lengths',
    text: request('POST /oauth/token HTTP/1.1', ['Content-Length: 1', 'Content-Length: 2'], 'a'),
    status: 400,
    says: 'length of the body',
  },
  {
    name: 'a length that is no number',
    text: request('POST /oauth/token HTTP/1.1', ['Content-Length: x'], 'a'),
    status: 400,
    says: 'Content-Length',
  },
  {
    name: 'a negative length',
    text: request('POST /oauth/token HTTP/1.1', ['Content-Length: -1'], 'a'),
    status: 400,
    says: 'Content-Length',
  },
  {
    name: 'a chunk without a size',
    text: request('POST /oauth/token HTTP/1.1', ['Transfer-Encoding: chunked'], 'zz\r\na=b\r\n'),
    status: 400,
    says: 'chunks',
  },
  {
    name: 'no Host',
    text: 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n',
    status: 400,
    says: 'no Host header',
  },
  {
    name: 'two Hosts',
    text: 'GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\nConnection: close\r\n\r\n',
    status: 400,
    says: 'more than one Host header',
  },
  {
    name: 'half a header and then silence',
    text: 'POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-',
    status: 408,
    says: 'did not arrive whole',
  },
  {
    name: 'half a body and then silence',
    text: 'POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\ncode=',
    status: 408,
    says: 'did not arrive whole',
  },
  {
    name: 'half a chunk and then silence',
    text: 'POST /oauth/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nff\r\ncode=',
    status: 408,
    says: 'did not arrive whole',
  },
]

describe('broken-request', () => {
  for (const row of broken) {
    test(`${row.name} gets ${row.status} and one sentence`, async () => {
      const { status, headers, body } = read(await send(row.text))
      expect(status).toBe(row.status)
      expect(headers).toMatch(/^content-type: application\/json$/im)
      const { error, description, error_description } = JSON.parse(body)
      expect(error).toBe('invalid_request')
      expect(description).toContain(row.says)
      expect(error_description).toBe(description)
      expect(body).not.toMatch(/\bat \w+ \(|node:internal|HPE_/)
      await expectAlive()
    })
  }

  test('a broken request after a good one on the same connection is answered', async () => {
    const received = await new Promise<string>((resolve) => {
      const socket = connect({ port: listening.port, host: '127.0.0.1' }, () =>
        socket.write('GET /_mock/health HTTP/1.1\r\nHost: x\r\n\r\n'),
      )
      let text = ''
      // A reset after the answer is as good an end as any: what was received is what counts.
      socket.on('error', () => undefined)
      socket.setEncoding('utf8')
      socket.on('data', (chunk) => {
        text += chunk
        if (text.endsWith('{"status":"ok"}')) socket.write(request('BREW /pot HTTP/1.1'))
      })
      socket.on('close', () => resolve(text))
    })
    expect(read(received)).toMatchObject({ status: 400 })
  })

  test('half a body whose sender hangs up gets 400, and is no exchange', async () => {
    const before = mock.recorder.exchanges.length
    const received = await new Promise<string>((resolve) => {
      const socket = connect({ port: listening.port, host: '127.0.0.1', allowHalfOpen: true }, () => {
        socket.end('POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\ncode=')
      })
      let text = ''
      // A reset after the answer is as good an end as any: what was received is what counts.
      socket.on('error', () => undefined)
      socket.setEncoding('utf8')
      socket.on('data', (chunk) => {
        text += chunk
      })
      socket.on('close', () => resolve(text))
      socket.on('end', () => socket.destroy())
    })
    expect(read(received)).toMatchObject({ status: 400 })
    expect(mock.recorder.exchanges).toHaveLength(before)
    await expectAlive()
  })

  test('a client that vanishes in the middle does no harm', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect({ port: listening.port, host: '127.0.0.1' }, () => {
        socket.on('error', () => undefined)
        socket.write('POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\ncode=', () => {
          socket.resetAndDestroy()
          resolve()
        })
      })
    })
    await expectAlive()
  })
})

const odd = [
  { name: 'a method of WebDAV', text: request('PROPFIND /oauth/token HTTP/1.1'), status: 405 },
  {
    name: 'a wish for a web socket',
    text: request('GET /_mock/health HTTP/1.1', ['Upgrade: websocket']),
    status: 200,
  },
  {
    name: 'a body that is announced first',
    text: request('POST /oauth/token HTTP/1.1', ['Expect: 100-continue', 'Content-Length: 3'], 'a=b'),
    status: 400,
  },
  { name: 'an encoded null byte in the path', text: request('GET /oauth/%00 HTTP/1.1'), status: 404 },
  {
    name: 'an encoded null byte in a path parameter',
    text: request('DELETE /api/v2/tokens/%00 HTTP/1.1'),
    status: 401,
  },
  {
    name: '__proto__ in the query',
    text: request('GET /oauth/authorize?__proto__=1&constructor=2 HTTP/1.1'),
    status: 400,
  },
  { name: '__proto__ as the path', text: request('GET /__proto__ HTTP/1.1'), status: 404 },
  {
    name: '__proto__ in a JSON body',
    text: request(
      'POST /oauth/token HTTP/1.1',
      ['Content-Type: application/json', 'Content-Length: 48'],
      '{"__proto__":{"grant_type":"authorization_code"}}'.slice(0, 48),
    ),
    status: 400,
  },
  {
    name: '__proto__ in a form',
    text: request(
      'POST /oauth/token HTTP/1.1',
      ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 33'],
      '__proto__[grant_type]=x&__proto__',
    ),
    status: 400,
  },
  {
    name: 'a Host that is no host',
    text: 'GET /_mock/health HTTP/1.1\r\nHost: a b/c?<x>\r\nConnection: close\r\n\r\n',
    status: 200,
  },
  {
    name: 'an absolute target',
    text: request('GET http://other.example/_mock/health HTTP/1.1'),
    status: 200,
  },
  {
    name: 'an absolute target of another scheme',
    text: request('GET ftp://other.example/_mock/health HTTP/1.1'),
    status: 404,
  },
  { name: 'an asterisk', text: request('OPTIONS * HTTP/1.1'), status: 204 },
]

describe('odd requests', () => {
  for (const row of odd) {
    test(`${row.name} gets ${row.status}, whole`, async () => {
      const received = await send(row.text)
      expect(read(received).status).toBe(row.status)
      await expectAlive()
    })
  }

  const states: readonly { name: string; state: string; back?: string }[] = [
    { name: 'line ends', state: 'a\r\nSet-Cookie: x=y\r\n\r\n<script>' },
    { name: 'null bytes', state: 'a\0b' },
    { name: 'half a surrogate pair', state: 'a\ud800b', back: 'a\ufffdb' },
    { name: 'five thousand letters', state: 'é'.repeat(5_000) },
  ]
  for (const row of states) {
    test(`a state with ${row.name} stays inside its parameter`, async () => {
      const query = formOf({ ...authorizeForm, state: row.state })
      const received = await send(request(`GET /oauth/authorize?${query} HTTP/1.1`))
      const { status, headers } = read(received)
      expect(status).toBe(302)
      expect(headers.match(/^set-cookie:/gim)).toBeNull()
      expect(headers.match(/^location:/gim)).toHaveLength(1)
      const location = /^location: (.*)$/im.exec(headers)?.[1] ?? ''
      expect(new URL(location).searchParams.get('state')).toBe(row.back ?? row.state)
      await expectAlive()
    })
  }
})
