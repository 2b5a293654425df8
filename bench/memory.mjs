// How memory grows over very many logins.
import { createUsers, logInMany } from './logins.mjs'
import { startServer } from './measured-server.mjs'

/** After so many logins a day passes: tokens that have expired must be gone, not only those that were dropped for room. */
const loginsPerDay = 5_000
const moreThanADay = 90_000

/** Days of the warm-up: enough to fill the recorder, and to see what memory swings between. */
const daysBefore = 8

/**
 * What is used before and after `logins` logins, in bytes. V8 keeps pages or gives them back as it likes, so the
 * resident memory is the highest of as many samples before as after.
 */
export async function growth(logins) {
  const server = await startServer('gc-mock-oauth', ['--signing-algorithm', 'ES256'])
  const users = createUsers(32)
  const spend = async (days) => {
    const samples = []
    for (let day = 0; day < days; day++) {
      await logInMany(users, server, loginsPerDay)
      await passTime(server)
      samples.push(await server.memory())
    }
    const { heapUsed } = samples.at(-1)
    return { heapUsed, rss: Math.max(...samples.slice(-daysBefore).map(({ rss }) => rss)) }
  }
  const before = await spend(daysBefore)
  const after = await spend(Math.ceil(logins / loginsPerDay))
  // The first batch takes the places of what has expired; all that the second adds is alive.
  await logInMany(users, server, loginsPerDay)
  const { heapUsed } = await server.memory()
  await logInMany(users, server, loginsPerDay)
  const alive = ((await server.memory()).heapUsed - heapUsed) / loginsPerDay
  server.stop()
  return { before, after, loginsBefore: daysBefore * loginsPerDay, logins, alive }
}

async function passTime({ url }) {
  const moved = await fetch(`${url}/_mock/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advanceSeconds: moreThanADay }),
  })
  if (!moved.ok) throw new Error(`the clock could not be moved: ${moved.status}`)
}
