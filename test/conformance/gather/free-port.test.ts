import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { freePort } from '../../../src/conformance/gather/free-port.js'

/** Gives three octets after another, and the last ones for ever. */
function octets(...numbers: readonly number[]) {
  let at = 0
  return {
    bytes() {
      const number = numbers[Math.min(at++, numbers.length - 1)] ?? 0
      return Uint8Array.of((number >> 16) & 255, (number >> 8) & 255, number & 255)
    },
  }
}

describe('free-port', () => {
  test('is below the ports that systems give away by themselves', async () => {
    expect(await freePort(octets(0x00_00_07))).toBe(20_007)
    expect(await freePort(octets(0xff_ff_ff))).toBe(20_000 + (0xff_ff_ff % 10_000))
  })

  test('is not handed out twice in a row', async () => {
    expect(await freePort(octets(4_001, 4_001, 4_002))).toBe(24_001)
    expect(await freePort(octets(4_001, 4_001, 4_002))).toBe(24_002)
  })

  test('is not one on which somebody listens', async () => {
    const server = createServer().listen(26_001, '127.0.0.1')
    await once(server, 'listening')
    try {
      expect(await freePort(octets(6_001, 6_002))).toBe(26_002)
    } finally {
      server.close()
    }
  })

  test('is any free one where all that were tried are taken', async () => {
    await freePort(octets(8_001))
    const port = await freePort(octets(8_001))
    expect(port).not.toBe(28_001)
    expect(port).toBeGreaterThan(0)
  })
})
