// Looks at real processes: those of this machine.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createLinux } from '../../../../../src/conformance/gather/observation/systems/linux.js'

const program = `
require('node:net').createServer().listen(0, '127.0.0.1', function () {
  process.send(this.address().port)
})
`

/** Starts a program that listens on a port; resolves to its process id and the port. */
async function listener(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['-e', program, 'an argument'], {
    detached: true,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [port]: unknown[] = await once(child, 'message')
  return { pid: child.pid ?? 0, port: Number(port) }
}

describe('linux', () => {
  test('sees a process that leads the family: arguments, environment and sockets', async () => {
    const system = createLinux()
    const { pid, port } = await listener({ SHOWN: 'yes' })
    const look = system.look({ leader: pid, marker: 'MARK=unused' }, 'processes-and-sockets')
    expect(look).toMatchObject({
      processes: [{ pid, parent: process.pid, argv: [process.execPath, '-e', program, 'an argument'] }],
      listeners: [{ address: '127.0.0.1', port, pid }],
    })
    expect(JSON.stringify(look)).toContain('SHOWN=yes')
  })

  test('sees a process that only carries the marker', async () => {
    const system = createLinux()
    const { pid } = await listener({ MARK: 'of-this-test' })
    const look = await system.look({ leader: 0, marker: 'MARK=of-this-test' }, 'processes')
    expect(look.processes.map((one) => one.pid)).toEqual([pid])
    expect(look.listeners).toEqual([])
  })

  test('leaves alone what was there before', async () => {
    const { pid } = await listener({ MARK: 'earlier' })
    const look = await createLinux().look({ leader: pid, marker: 'MARK=earlier' }, 'processes-and-sockets')
    expect(look).toEqual({ processes: [], listeners: [] })
  })

  test('looks once at what is none of the client', async () => {
    const system = createLinux()
    const { pid } = await listener({ MARK: 'another' })
    const own = { leader: 0, marker: 'MARK=this' }
    expect(system.look(own, 'processes')).toEqual({ processes: [], listeners: [] })
    const later = await listener({ MARK: 'this' })
    const look = await system.look({ ...own, leader: pid }, 'processes')
    expect(look.processes.map((one) => one.pid)).toEqual([later.pid])
  })
})
