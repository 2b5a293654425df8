// From the start of a process to its first answer, and to the first whole login.
import { spawn } from 'node:child_process'
import { request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createUsers, logInMany } from './logins.mjs'
import { startServer } from './measured-server.mjs'

const bin = fileURLToPath(new URL('../dist/bin/gc-mock-oauth.js', import.meta.url))

function answers(url) {
  return new Promise((resolve) => {
    const sent = request(url, (response) => {
      response.resume()
      resolve(true)
    })
    sent.on('error', () => resolve(false))
    sent.end()
  })
}

/** Milliseconds from the spawn of the program, as a user starts it, until it has answered a request. */
export async function programToFirstAnswer() {
  const begun = process.hrtime.bigint()
  const child = spawn(process.execPath, [bin, 'start', '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const line = await new Promise((resolve) => child.stdout.setEncoding('utf8').once('data', resolve))
  await answers(`${JSON.parse(line).url}/_mock/health`)
  const took = Number(process.hrtime.bigint() - begun) / 1e6
  child.kill('SIGKILL')
  return took
}

/** Milliseconds from the spawn of a server until it has answered, and until a whole login has been done. */
export async function serverStart(name, ...args) {
  const begun = process.hrtime.bigint()
  const server = await startServer(name, ...args)
  await answers(new URL('/', server.authorize))
  const answered = Number(process.hrtime.bigint() - begun) / 1e6
  await logInMany(createUsers(1), server, 1)
  const loggedIn = Number(process.hrtime.bigint() - begun) / 1e6
  server.stop()
  return { answered, loggedIn }
}
