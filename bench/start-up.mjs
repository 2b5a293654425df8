// From the start of a process to its first answer, and to the first whole login.
import { request } from 'node:http'
import { createUsers, logInMany } from './logins.mjs'
import { startServer } from './measured-server.mjs'

const milliseconds = () => Number(process.hrtime.bigint()) / 1e6

function answered(url) {
  return new Promise((resolve, reject) => {
    request(url, (response) => response.resume().on('end', resolve))
      .on('error', reject)
      .end()
  })
}

/** Milliseconds from the spawn of a server until it has answered a request. */
export async function firstAnswer(name) {
  const begun = milliseconds()
  const server = await startServer(name, [], { probe: false })
  await answered(`${server.url}/_mock/health`)
  const took = milliseconds() - begun
  server.stop()
  return took
}

/** Milliseconds from the spawn of a server, which makes its own key, until a user has logged in. */
export async function firstLogin(name) {
  const begun = milliseconds()
  const server = await startServer(name, [], { probe: false })
  await logInMany(createUsers(1), server, 1)
  const took = milliseconds() - begun
  server.stop()
  return took
}
