import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { programOf, readSockets, whoListens } from '../../../src/conformance/gather/listening.js'

/** As Linux 6 prints them on a little-endian machine, cut to the first columns. */
const tcp = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1DD4 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 81234 1 0000000000000000 100 0 0 10 0
   1: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 81235 1 0000000000000000 100 0 0 10 0
   2: 0100007F:9C40 0100007F:1DD4 01 00000000:00000000 00:00000000 00000000     0        0 81236 1 0000000000000000 20 4 30 10 -1
`
const tcp6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000001000000:1DD4 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 91234 1 0000000000000000 100 0 0 10 0
   1: 00000000000000000000000000000000:0BB8 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 91235 1 0000000000000000 100 0 0 10 0
   2: 0000000000000000FFFF00000100007F:1388 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 91236 1 0000000000000000 100 0 0 10 0
`

describe('readSockets', () => {
  test('reads the listening sockets of IPv4, and no connection', () => {
    expect(readSockets(tcp)).toEqual([
      { address: '127.0.0.1', port: 7636, inode: '81234' },
      { address: '0.0.0.0', port: 80, inode: '81235' },
    ])
  })

  test('reads those of IPv6, and a mapped address as the one of IPv4', () => {
    expect(readSockets(tcp6)).toEqual([
      { address: '::1', port: 7636, inode: '91234' },
      { address: '::', port: 3000, inode: '91235' },
      { address: '127.0.0.1', port: 5000, inode: '91236' },
    ])
  })

  test('reads nothing where there is no table', () => {
    expect(readSockets('')).toEqual([])
  })
})

describe('whoListens', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.close()
  })

  async function listening(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1')
    servers.push(server)
    await once(server, 'listening')
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  }

  test('knows the sockets of a process from those of others', async () => {
    const port = await listening()
    const mine = await whoListens([process.pid])
    expect(mine?.own).toContainEqual(expect.objectContaining({ address: '127.0.0.1', port }))
    expect(mine?.others.some((socket) => socket.port === port)).toBe(false)
    const foreign = await whoListens([])
    expect(foreign?.own).toEqual([])
    expect(foreign?.others).toContainEqual(expect.objectContaining({ address: '127.0.0.1', port }))
  })

  test('names the program that holds a socket', async () => {
    const port = await listening()
    const socket = (await whoListens([process.pid]))?.own.find((one) => one.port === port)
    expect(await programOf(socket?.inode ?? '')).toMatch(new RegExp(`^.+ \\(process ${process.pid}\\)$`))
    expect(await programOf('0')).toBeNull()
  })
})
