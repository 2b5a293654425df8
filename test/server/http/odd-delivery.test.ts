// Over real connections, octet by octet: what a client receives of a reply that is sent in an odd way.
import { createServer, type Server } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { createExpressApp } from '../../../src/server/http/express-app.js'
import type { Delivery } from '../../../src/server/protocol/delivery.js'
import { connection, over, portOf } from '../../support/sockets.js'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

interface Pause {
  readonly milliseconds: number
  readonly signal: AbortSignal
  end(): void
}

/** Waits that end when the test says so, or when their signal does; `next` resolves when the server waits. */
function manualClock() {
  const begun: Pause[] = []
  const waiting: ((pause: Pause) => void)[] = []
  return {
    begun,
    wait: (milliseconds: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true })
        const pause = { milliseconds, signal, end: resolve }
        begun.push(pause)
        waiting.shift()?.(pause)
      }),
    next: (index: number) =>
      new Promise<Pause>((resolve) => {
        const pause = begun[index]
        if (pause === undefined) waiting.push(resolve)
        else resolve(pause)
      }),
  }
}

const body = 'a body of 27 octets: ä…\n'
const octets = 27

async function asked(delivery: Delivery, text = body) {
  const clock = manualClock()
  const faults: unknown[] = []
  const answer = async () => ({
    status: 200,
    headers: [['Content-Type', 'text/plain']] as const,
    body: text,
    delivery,
  })
  const server = createServer(createExpressApp(answer, (fault) => faults.push(fault), clock.wait))
  servers.push(server)
  const { socket, closed } = await connection(await portOf(server))
  const errors: string[] = []
  socket.on('error', (error: NodeJS.ErrnoException) => errors.push(error.code ?? ''))
  let received = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
  })
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  /** Resolves when `text` has come. */
  const came = async (wanted: string) => {
    while (!received.toString('utf8').includes(wanted)) await setImmediate()
  }
  return { clock, socket, closed, faults, errors, server, came, soFar: () => received.toString('utf8') }
}

const afterHead = (text: string) => text.slice(text.indexOf('\r\n\r\n') + 4)

describe('odd-delivery', () => {
  test('reset: no octet comes, and the connection is reset', async () => {
    const { closed, errors, faults } = await asked({ kind: 'reset' })
    expect(await closed).toHaveLength(0)
    expect({ errors, faults }).toEqual({ errors: ['ECONNRESET'], faults: [] })
  })

  test('silence: no octet comes until the time is over, then the connection is closed', async () => {
    const { clock, closed, errors, faults } = await asked({ kind: 'silence', seconds: 60 })
    const pause = await clock.next(0)
    expect(pause.milliseconds).toBe(60_000)
    pause.end()
    expect(await closed).toHaveLength(0)
    expect({ errors, faults }).toEqual({ errors: [], faults: [] })
  })

  test('cut: the head announces more than comes before the end', async () => {
    const { closed, faults } = await asked({ kind: 'cut', missingOctets: 10 })
    const text = (await closed).toString('utf8')
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(text).toContain(`Content-Length: ${octets + 10}\r\n`)
    expect(afterHead(text)).toBe(body)
    expect(faults).toEqual([])
  })

  test('drip: the head at once, then a piece a second, and the whole body in the end', async () => {
    const { clock, came, soFar, socket } = await asked({ kind: 'drip', seconds: 4 })
    await came('\r\n\r\n')
    expect(soFar()).toContain(`Content-Length: ${octets}\r\n`)
    const sizes: number[] = []
    for (let piece = 0; piece < 4; piece++) {
      const pause = await clock.next(piece)
      sizes.push(Buffer.byteLength(afterHead(soFar())))
      expect(pause.milliseconds).toBe(1000)
      pause.end()
      if (piece === 0) await came('a body')
    }
    await came('…\n')
    expect(sizes[0]).toBe(0)
    expect(afterHead(soFar())).toBe(body)
    socket.destroy()
  })

  test('drip: a body shorter than the time has as many pieces as octets, an empty one just an end', async () => {
    const short = await asked({ kind: 'drip', seconds: 60 }, 'ab')
    for (const index of [0, 1]) (await short.clock.next(index)).end()
    await short.came('\r\n\r\nab')
    expect(short.clock.begun).toHaveLength(2)
    const empty = await asked({ kind: 'drip', seconds: 60 }, '')
    ;(await empty.clock.next(0)).end()
    await empty.came('Content-Length: 0\r\n')
    expect(empty.clock.begun).toHaveLength(1)
  })

  for (const delivery of [
    { kind: 'silence', seconds: 60 },
    { kind: 'drip', seconds: 60 },
  ] as const) {
    test(`${delivery.kind} ends at once when the client goes away`, async () => {
      const { clock, socket, faults } = await asked(delivery)
      const { signal } = await clock.next(0)
      const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      socket.destroy()
      await ended
      await setImmediate()
      expect({ pauses: clock.begun.length, faults }).toEqual({ pauses: 1, faults: [] })
    })

    test(`${delivery.kind} ends at once when the server closes its connections`, async () => {
      const { clock, socket, server, faults } = await asked(delivery)
      await clock.next(0)
      server.closeAllConnections()
      await over(socket)
      await setImmediate()
      expect({ pauses: clock.begun.length, faults }).toEqual({ pauses: 1, faults: [] })
    })
  }
})
