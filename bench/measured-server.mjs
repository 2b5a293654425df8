// A server in a process of its own, whose use of the processor and of memory can be asked for.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const path = (name) => fileURLToPath(new URL(`servers/${name}.mjs`, import.meta.url))

/** Starts a server; resolves when it can be used. */
export async function startServer(name, ...args) {
  const child = fork(path(name), args, {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const answer = () =>
    new Promise((resolve, reject) => {
      child.once('message', resolve)
      child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)))
    })
  const { ready } = await answer()
  const ask = async (question) => {
    child.removeAllListeners('exit')
    const answered = answer()
    child.send(question)
    return answered
  }
  return {
    name,
    ...ready,
    /** Microseconds of processor time so far. */
    cpu: async () => (await ask('cpu')).cpu,
    /** Bytes, after a collection. */
    memory: () => ask('memory'),
    stop: () => child.kill('SIGKILL'),
  }
}
