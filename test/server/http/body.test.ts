import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBody, isPacked, readBody } from '../../../src/server/http/body.js'

/** What the reader made of each request, in the order in which they were answered. */
const read: (string | null)[] = []
const limit = 10
const server: Server = createServer((request, response) => {
  if (!hasBody(request)) return answer(response, 'no body')
  return readBody(request, limit, (text) => answer(response, text))
})

function answer(response: ServerResponse, text: string | null): void {
  read.push(text)
  response.end(`${text === null ? 'too large' : `read ${text}`}\n`)
}

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

interface Conversation {
  readonly socket: Socket
  /** Resolves when `pattern` has come. */
  until(pattern: RegExp): Promise<string>
}

function talk(): Promise<Conversation> {
  return new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    let received = ''
    let look = () => {}
    socket.setNoDelay().setEncoding('utf8')
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      received += chunk
      look()
    })
    const until = (pattern: RegExp) =>
      new Promise<string>((found) => {
        look = () => pattern.test(received) && found(received)
        look()
      })
    socket.on('connect', () => resolve({ socket, until }))
  })
}

const head = (...lines: readonly string[]) =>
  `${['POST / HTTP/1.1', 'Host: x', ...lines].join('\r\n')}\r\n\r\n`

/** Resolves when the server has taken in everything that was written so far. */
const pause = () => new Promise((resolve) => setImmediate(resolve))

const whole: readonly { name: string; pieces: readonly (string | Buffer)[]; answer: string }[] = [
  { name: 'a body of the length given', pieces: [head('Content-Length: 3'), 'abc'], answer: 'read abc' },
  { name: 'a body of no octet', pieces: [head('Content-Length: 0')], answer: 'read ' },
  {
    name: 'a body in chunks',
    pieces: [head('Transfer-Encoding: chunked'), '2\r\nab\r\n', '1;x=y\r\nc\r\n', '0\r\nTrailer: t\r\n\r\n'],
    answer: 'read abc',
  },
  {
    name: 'a character that is cut by the border of two pieces',
    pieces: [head('Content-Length: 4'), Buffer.from([0x61, 0xc3]), Buffer.from([0xa9, 0x62])],
    answer: 'read aéb',
  },
  {
    name: 'octets that are not UTF-8',
    pieces: [head('Content-Length: 3'), Buffer.from([0x61, 0xff, 0x62])],
    answer: 'read a\ufffdb',
  },
  {
    name: 'a byte order mark, which stays',
    pieces: [head('Content-Length: 4'), Buffer.from([0xef, 0xbb, 0xbf, 0x61])],
    answer: 'read \ufeffa',
  },
  {
    name: 'a body of exactly the limit',
    pieces: [head('Content-Length: 10'), '01234', '56789'],
    answer: 'read 0123456789',
  },
  {
    name: 'a body of one octet too many',
    pieces: [head('Content-Length: 11'), '0123456789a'],
    answer: 'too large',
  },
  {
    name: 'chunks that are too large only together',
    pieces: [head('Transfer-Encoding: chunked'), '6\r\n012345\r\n', '6\r\n012345\r\n', '0\r\n\r\n'],
    answer: 'too large',
  },
  {
    name: 'characters that are within the limit while their octets are not',
    pieces: [head('Content-Length: 12'), 'éééééé'],
    answer: 'too large',
  },
]

describe('body', () => {
  for (const row of whole) {
    test(`reads ${row.name}`, async () => {
      const { socket, until } = await talk()
      for (const piece of row.pieces) {
        socket.write(piece)
        await pause()
      }
      expect(await until(/\n$/)).toContain(`\r\n\r\n${row.answer}\n`)
      socket.destroy()
    })
  }

  test('answers a body that is too large only when all of it has come', async () => {
    const before = read.length
    const { socket, until } = await talk()
    socket.write(`${head('Content-Length: 1000')}${'x'.repeat(999)}`)
    await pause()
    expect(read).toHaveLength(before)
    socket.write('x')
    await until(/too large\n$/)
    expect(read).toHaveLength(before + 1)
    socket.destroy()
  })

  test('requests behind each other on one connection are read one by one', async () => {
    const { socket, until } = await talk()
    const get = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'
    const tooLarge = `${head('Content-Length: 20')}${'x'.repeat(20)}`
    socket.write(`${head('Content-Length: 1')}a${get}${tooLarge}${head('Content-Length: 1')}b`)
    const received = await until(/read b\n$/)
    const answers = [...received.matchAll(/(?:read|too large)(?: .*)?\n/g)].map(([text]) => text.trim())
    expect(answers).toEqual(['read a', 'read no body', 'too large', 'read b'])
    socket.destroy()
  })

  test('a client that waits for leave to send its body gets it', async () => {
    const { socket, until } = await talk()
    socket.write(head('Content-Length: 3', 'Expect: 100-continue'))
    await until(/^HTTP\/1\.1 100 Continue\r\n/)
    socket.write('abc')
    await until(/read abc\n$/)
    socket.destroy()
  })

  test('a client that leaves in the middle is never answered', async () => {
    const before = read.length
    const { socket } = await talk()
    const closed = new Promise<void>((resolve) =>
      server.once('request', (request: IncomingMessage) => request.once('close', resolve)),
    )
    socket.write(`${head('Transfer-Encoding: chunked')}3\r\nab`)
    await pause()
    socket.destroy()
    await closed
    expect(read).toHaveLength(before)
  })

  const encodings = [
    { encoding: undefined, packed: false },
    { encoding: '', packed: false },
    { encoding: 'identity', packed: false },
    { encoding: 'Identity', packed: false },
    { encoding: 'gzip', packed: true },
    { encoding: 'gzip, br', packed: true },
    { encoding: 'nonsense', packed: true },
  ]
  for (const { encoding, packed } of encodings) {
    test(`a body of the encoding ${encoding ?? '(none)'} is ${packed ? '' : 'not '}packed`, () => {
      const headers = encoding === undefined ? {} : { 'content-encoding': encoding }
      expect(isPacked({ headers } as IncomingMessage)).toBe(packed)
    })
  }
})
