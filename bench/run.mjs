// Measures this project beside its peers and beside a bare server, and writes docs/performance.md; with --kit the kit
// alone, and writes its part.
// Rounds are short and interleaved, and ratios are paired within a round, because other work may share the machine.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { measureKit } from './kit.mjs'
import { kitPart, withKitPart } from './kit-report.mjs'
import { createUsers, logInMany } from './logins.mjs'
import { startServer } from './measured-server.mjs'
import { growth } from './memory.mjs'
import { reportOf } from './report.mjs'
import { firstAnswer, firstLogin } from './start-up.mjs'

const quick = process.argv.includes('--quick')
const size = quick
  ? { warmUp: 500, rounds: 5, logins: 100, starts: 3, memory: 10_000, runs: 1 }
  : { warmUp: 4_000, rounds: 40, logins: 150, starts: 21, memory: 100_000, runs: 3 }

const step = (what) => console.error(`${new Date().toISOString().slice(11, 19)} ${what}`)

/** Microseconds of processor time per login, and logins per second, of each server, round by round. */
async function measureLogins(names, connections, algorithm, rounds = size.rounds) {
  step(`${algorithm}, ${connections} connections: ${names.join(', ')}`)
  const measured = []
  for (const name of names) {
    const server = await startServer(name, ['--signing-algorithm', algorithm])
    const users = createUsers(connections)
    await logInMany(users, server, size.warmUp)
    measured.push({ name, server, users, cpu: [], perSecond: [] })
  }
  for (let round = 0; round < rounds; round++) {
    for (const { server, users, cpu, perSecond } of measured) {
      const before = await server.cpu()
      const seconds = await logInMany(users, server, size.logins)
      cpu.push(((await server.cpu()) - before) / size.logins)
      perSecond.push(size.logins / seconds)
    }
  }
  for (const { server } of measured) server.stop()
  return Object.fromEntries(measured.map(({ name, cpu, perSecond }) => [name, { cpu, perSecond }]))
}

/** Milliseconds from the spawn, of each server, round by round. */
async function measureStarts(names, measure) {
  step(`${measure.name}: ${names.join(', ')}`)
  const times = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < size.starts; round++) {
    for (const name of names) times[name].push(await measure(name))
  }
  return times
}

const document = new URL('../docs/performance.md', import.meta.url)

async function measureAll() {
  const peers = ['oauth2-mock-server', 'oidc-provider']
  const results = {
    size,
    rs256: await measureLogins(['bare', 'gc-mock-oauth', ...peers], 32, 'RS256'),
    es256: await measureLogins(['bare', 'gc-mock-oauth'], 32, 'ES256'),
    alone: await measureLogins(['bare', 'gc-mock-oauth'], 1, 'RS256', Math.ceil(size.rounds / 4)),
    answers: await measureStarts(['bare-http', 'gc-mock-oauth'], firstAnswer),
    logins: await measureStarts(['gc-mock-oauth', ...peers], firstLogin),
  }
  step(`memory over ${size.memory} logins`)
  results.memory = await growth(size.memory)
  return reportOf(results)
}

const mock = process.argv.includes('--kit') ? readFileSync(document, 'utf8') : await measureAll()
const text = withKitPart(mock, kitPart(await measureKit(size.runs, step)))
console.log(text)
if (!quick) {
  mkdirSync(new URL('.', document), { recursive: true })
  writeFileSync(document, text)
}
