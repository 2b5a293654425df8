// Reads the body of a request as text, within a bound.
import type { IncomingMessage } from 'node:http'

/** Whether `request` has a body, though it may be empty: RFC 9112 section 6.3. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
}

/** Whether the body of `request` has to be unpacked before it can be read: RFC 9110 section 8.4. */
export function isPacked({ headers }: IncomingMessage): boolean {
  const encoding = headers['content-encoding']
  return encoding !== undefined && encoding !== '' && encoding.toLowerCase() !== 'identity'
}

/**
 * Calls `done` once with the whole body decoded as UTF-8, or with null when it has more than `limit` octets: then it
 * is read to its end all the same, so that a client that reads nothing before it has sent everything gets
 * its answer. Where the client leaves before the end, `done` is never called, because nobody waits.
 */
export function readBody(request: IncomingMessage, limit: number, done: (text: string | null) => void): void {
  const chunks: Buffer[] = []
  let octets = 0
  request.on('data', (chunk: Buffer) => {
    octets += chunk.length
    if (octets <= limit) chunks.push(chunk)
    else chunks.length = 0
  })
  request.on('end', () => done(octets > limit ? null : textOf(chunks)))
}

function textOf(chunks: readonly Buffer[]): string {
  const [only = Buffer.alloc(0)] = chunks
  return (chunks.length < 2 ? only : Buffer.concat(chunks)).toString('utf8')
}
