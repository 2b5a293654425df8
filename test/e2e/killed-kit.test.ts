// Kills the kit in the middle of a login: a supervisor ends the client and removes the folder of the run.
import { once } from 'node:events'
import { readdirSync, watch } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { startProgram } from '../support/run-kit.js'
import { temporaryFolder } from '../support/temporary-folder.js'

/**
 * A client that waits for ever on a port of its own, and starts a child that leaves its process group. Both tell the
 * test that they live, by a connection that ends with them, and ignore being asked to end.
 */
const client = `
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { homedir } from 'node:os'

process.on('SIGTERM', () => {})
if (process.argv[2] !== 'child') {
  writeFileSync(homedir() + '/pending.json', '{}')
  spawn(process.execPath, [process.argv[1], 'child'], { detached: true, stdio: 'ignore' }).unref()
}
const server = createServer().listen(0, '127.0.0.1', () => {
  connect(Number(process.env.TEST_PORT), '127.0.0.1').write(String(server.address().port))
})
`

/** Resolves when nothing is left in \`folder\`. */
function emptied(folder: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (readdirSync(folder).length > 0) return
      watcher.close()
      resolve()
    }
    const watcher = watch(folder, look)
    look()
  })
}

interface Visitor {
  readonly port: number
  readonly closed: Promise<unknown>
}

async function visitor(socket: Socket): Promise<Visitor> {
  socket.on('error', () => undefined)
  const closed = once(socket, 'close')
  const [port]: unknown[] = await once(socket, 'data')
  return { port: Number(String(port)), closed }
}

/** Resolves with the first two connections and the port that each of them tells. */
function twoVisitors(server: Server): Promise<readonly Visitor[]> {
  const seen: Promise<Visitor>[] = []
  return new Promise((resolve) => {
    server.on('connection', (socket) => {
      seen.push(visitor(socket))
      if (seen.length === 2) resolve(Promise.all(seen))
    })
  })
}

/** Why nothing can be reached on a port of this machine. */
function refusalAt(port: number): Promise<unknown> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve('connected'))
    socket.on('error', (error) => resolve(Reflect.get(error, 'code')))
  })
}

describe('a kit that is killed', () => {
  test('leaves no process, port or folder of its run behind', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const folder = temporaryFolder({ 'client.mjs': client })
    const temporary = temporaryFolder({})
    const environment = { ...process.env, TMPDIR: temporary, TEST_PORT: String(port) }
    const visitors = twoVisitors(server)
    const kit = startProgram('gc-pkce-check', ['--client', `${folder}/client.mjs`], undefined, environment)
    const seen = await visitors
    expect(readdirSync(temporary)).toHaveLength(1)
    kit.child.kill('SIGKILL')
    await Promise.all(seen.map(({ closed }) => closed))
    await emptied(temporary)
    for (const { port: left } of seen) expect(await refusalAt(left)).toBe('ECONNREFUSED')
    server.close()
  })
})
