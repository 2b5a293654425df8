// Answers what is no HTTP request: node:http hands over the bare connection, and whoever sent it shall know why.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

interface Reason {
  readonly status: string
  /** What is wrong, one sentence, no full stop. */
  readonly sentence: string
}

const reasons: ReadonlyMap<string, Reason> = new Map([
  [
    'HPE_HEADER_OVERFLOW',
    {
      status: '431 Request Header Fields Too Large',
      sentence: 'request line and headers together are larger than 64 KiB',
    },
  ],
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    { status: '408 Request Timeout', sentence: 'the request did not arrive whole in time' },
  ],
  [
    'HPE_INVALID_EOF_STATE',
    { status: '400 Bad Request', sentence: 'the connection was closed in the middle of the request' },
  ],
  [
    'HPE_INVALID_METHOD',
    { status: '400 Bad Request', sentence: 'the first word is no HTTP method, or this is no HTTP at all' },
  ],
  [
    'HPE_INVALID_URL',
    { status: '400 Bad Request', sentence: 'the request target holds a character that no URL may hold' },
  ],
  [
    'HPE_INVALID_HEADER_TOKEN',
    { status: '400 Bad Request', sentence: 'a header holds a character that no header may hold' },
  ],
  [
    'HPE_UNEXPECTED_CONTENT_LENGTH',
    { status: '400 Bad Request', sentence: 'the length of the body is given twice, and in different ways' },
  ],
  [
    'HPE_INVALID_CONTENT_LENGTH',
    { status: '400 Bad Request', sentence: 'Content-Length is no number of octets' },
  ],
  [
    'HPE_INVALID_CHUNK_SIZE',
    { status: '400 Bad Request', sentence: 'the body is not in the chunks that its headers promise' },
  ],
])

const otherReason: Reason = { status: '400 Bad Request', sentence: 'this is not a valid HTTP request' }

function write(socket: Duplex, { status, sentence }: Reason, more: readonly string[] = []): void {
  const body = JSON.stringify({
    error: 'invalid_request',
    description: sentence,
    error_description: sentence,
  })
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
    ...more,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}

/** For the event `clientError`: tells what is wrong, unless the other side is gone already. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  write(socket, reasons.get(error.code ?? '') ?? otherReason)
}

/** For the event `connect`: the mock is no proxy. */
export function answerConnect(_request: IncomingMessage, socket: Duplex): void {
  // Whoever asks for a tunnel may leave at any time.
  socket.on('error', () => undefined)
  const sentence = 'the mock is no proxy and does not answer CONNECT'
  write(socket, { status: '405 Method Not Allowed', sentence }, ['Allow: GET, HEAD, POST, DELETE, OPTIONS'])
}
