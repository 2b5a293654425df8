import { describe, expect, test } from 'vitest'
import { web } from '../../../../src/conformance/gather/drivers/web.js'
import { freePort } from '../../../../src/conformance/gather/free-port.js'
import { systemPorts } from '../../../../src/server/index.js'
import { temporaryFolder } from '../../../support/temporary-folder.js'

async function start(script: string, door: { url: string | null; loginPath: string | null }, name: string) {
  const folder = temporaryFolder({ 'app.cjs': script })
  const plan = {
    command: ['node', 'app.cjs'] as const,
    folder,
    startedWith: 'node app.cjs',
    kind: 'web' as const,
    kindBecause: '',
    loginPaths: ['/from/source'],
  }
  const launch = {
    loginUrl: 'http://127.0.0.1:1',
    apiUrl: 'http://127.0.0.1:1',
    clientId: 'offered-id',
    redirectUri: 'http://localhost:2/callback',
    runId: `web-${name}`,
  }
  const context = { launch, clock: systemPorts.clock, environment: process.env }
  return web.start({ kind: 'web', plan, home: 'fresh', door }, context)
}

const serve = (port: number) =>
  `require('node:http').createServer((q, s) => s.end()).listen(${port}, '127.0.0.1')`
const noDoor = { url: null, loginPath: null }

describe('web', () => {
  test('finds where the app serves its pages by its sockets, with the paths of its source first', async () => {
    const port = await freePort(systemPorts.random)
    const client = await start(serve(port), noDoor, 'sockets')
    const door = await client.served
    expect(door?.url).toBe(`http://localhost:${port}/`)
    expect(door?.paths.slice(0, 2)).toEqual(['/from/source', '/login'])
    await client.stop()
  })

  test('takes the page that was named, and no other', async () => {
    const port = await freePort(systemPorts.random)
    const client = await start(serve(port), { url: null, loginPath: '/way/in' }, 'path')
    expect(await client.served).toEqual({ url: `http://localhost:${port}/way/in`, paths: [] })
    await client.stop()
  })

  test('takes the address that was named, once it answers', async () => {
    const port = await freePort(systemPorts.random)
    const url = `http://127.0.0.1:${port}/start?x=1`
    const client = await start(`setTimeout(() => ${serve(port)}, 200)`, { url, loginPath: null }, 'url')
    expect(await client.served).toEqual({ url, paths: [] })
    await client.stop()
  })

  test('says what it waits for, and tells how the app ended', async () => {
    const client = await start('process.exitCode = 5', noDoor, 'ended')
    expect(await client.waitsFor?.()).toBe('none of its processes listens on a port')
    expect(await client.ended).toEqual({ exitCode: 5, what: 'it ended with exit code 5' })
    await client.stop()
  })

  test('leaves nothing listening behind', async () => {
    const port = await freePort(systemPorts.random)
    const client = await start(serve(port), noDoor, 'stop')
    await client.served
    await client.stop()
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
  })
})
