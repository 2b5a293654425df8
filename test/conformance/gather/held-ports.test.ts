import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { freePort } from '../../../src/conformance/gather/free-port.js'
import { type HeldPorts, holdPorts } from '../../../src/conformance/gather/held-ports.js'
import { systemPorts } from '../../../src/server/index.js'

let held: HeldPorts | undefined
afterEach(() => held?.release())

async function canListen(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  const listening = once(server, 'listening').then(
    () => true,
    () => false,
  )
  const can = await listening
  server.close()
  return can
}

describe('holdPorts', () => {
  test('nobody else can listen on a port that is held, until it is released', async () => {
    const port = await freePort(systemPorts.random)
    held = await holdPorts([`http://127.0.0.1:${port}/callback`])
    expect(await canListen(port)).toBe(false)
    expect(held.whyNotAt(`http://localhost:${port}/callback?code=c`)).toMatch(
      `port ${port} belongs to another program`,
    )
    held.release()
    expect(held.whyNotAt('http://127.0.0.1:1/callback')).toBe(null)
  })

  test('URLs without a port and things that are none hold nothing', async () => {
    held = await holdPorts([null, 'com.example.app:/callback', 'nonsense'])
    expect(held.whyNotAt('com.example.app:/callback')).toBe(null)
  })
})
