// How memory grows over very many logins.
import { createUsers, logInMany } from './logins.mjs'
import { startServer } from './measured-server.mjs'

/** After so many logins a day passes: tokens that have expired must be gone, not only those that were dropped for room. */
const loginsPerDay = 5_000
const moreThanADay = 90_000

/** What is used before and after `logins` logins, in bytes, once as many as fill the recorder were done. */
export async function growth(logins) {
  const server = await startServer('gc-mock-oauth', ['--signing-algorithm', 'ES256'])
  const users = createUsers(32)
  const use = async (total) => {
    for (let done = 0; done < total; done += loginsPerDay) {
      await logInMany(users, server, Math.min(loginsPerDay, total - done))
      await passTime(server)
    }
    return server.memory()
  }
  const before = await use(4 * loginsPerDay)
  const after = await use(logins)
  // The first batch takes the places of what has expired; all that the second adds is alive.
  await logInMany(users, server, loginsPerDay)
  const { heapUsed } = await server.memory()
  await logInMany(users, server, loginsPerDay)
  const alive = ((await server.memory()).heapUsed - heapUsed) / loginsPerDay
  server.stop()
  return { before, after, logins, alive }
}

async function passTime({ url }) {
  const moved = await fetch(`${url}/_mock/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advanceSeconds: moreThanADay }),
  })
  if (!moved.ok) throw new Error(`the clock could not be moved: ${moved.status}`)
}
