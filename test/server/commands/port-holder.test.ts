import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { holderOf } from '../../../src/server/commands/port-holder.js'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Another program that listens. */
async function other(host: string): Promise<{ pid: number | undefined; port: number }> {
  const script = `require('net').createServer().listen(0, '${host}', function () { console.log(this.address().port) })`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(child)
  const [line] = await once(child.stdout, 'data')
  return { pid: child.pid, port: Number(line) }
}

describe('port-holder', () => {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0']) {
    test(`names the program that listens on ${host}`, async () => {
      const { pid, port } = await other(host)
      const holder = await holderOf(port, process.platform)
      expect(holder).toContain(`process ${pid}`)
      if (process.platform === 'linux') expect(holder).toMatch(/^(?:node|MainThread) \(process \d+\)$/)
    })
  }

  test('a port on which nobody listens has none', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect(await holderOf(port, process.platform)).not.toBeNull()
    await new Promise((resolve) => server.close(resolve))
    expect(await holderOf(port, process.platform)).toBeNull()
  })

  test('where the system has no such program the holder is unknown', async () => {
    const { port } = await other('127.0.0.1')
    if (process.platform === 'win32') return
    expect(await holderOf(port, 'win32')).toBeNull()
  })
})
