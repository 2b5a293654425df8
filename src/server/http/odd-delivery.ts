// Sends a reply as a scenario wants it sent: not at all, only in part, or drop by drop. Every way ends by itself, and
// at once when the client goes away or the mock stops.
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Delivery, SentReply } from '../protocol/delivery.js'

/** Resolves after so many milliseconds, or at once when the signal is aborted. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

export async function deliverOddly(
  response: ServerResponse,
  reply: SentReply,
  delivery: Delivery,
  wait: Wait,
): Promise<void> {
  const { socket } = response
  if (socket === null || response.destroyed) return
  switch (delivery.kind) {
    case 'reset':
      return reset(socket)
    case 'silence':
      await wait(delivery.seconds * 1000, endOf(response))
      socket.destroy()
      return
    case 'cut':
      return cut(response, socket, reply, delivery.missingOctets)
    case 'drip':
      return drip(response, reply, delivery.seconds, wait)
  }
}

/** Aborted when the connection is over. */
function endOf(response: ServerResponse): AbortSignal {
  const over = new AbortController()
  response.once('close', () => over.abort())
  return over.signal
}

/** Only a bare TCP connection can be reset; a TLS connection ends without a farewell, which is as abrupt. */
function reset(socket: Socket): void {
  if ('encrypted' in socket) socket.destroy()
  else socket.resetAndDestroy()
}

function begin(response: ServerResponse, { status, headers }: SentReply, octets: number): void {
  response.writeHead(status, [...headers.flat(), 'Content-Length', String(octets)])
}

/** Closed after what was sent has left, so that the client surely gets as much. */
function cut(response: ServerResponse, socket: Socket, reply: SentReply, missing: number): void {
  const body = Buffer.from(reply.body)
  begin(response, reply, body.length + missing)
  response.write(body, () => socket.end(() => socket.destroy()))
}

async function drip(response: ServerResponse, reply: SentReply, seconds: number, wait: Wait): Promise<void> {
  const body = Buffer.from(reply.body)
  const over = endOf(response)
  begin(response, reply, body.length)
  response.flushHeaders()
  const pieces = Math.max(1, Math.min(seconds, body.length))
  for (let piece = 0; piece < pieces; piece++) {
    await wait(1000, over)
    if (over.aborted) return
    const part = body.subarray(
      Math.floor((piece * body.length) / pieces),
      Math.floor(((piece + 1) * body.length) / pieces),
    )
    response.write(part)
  }
  response.end()
}
