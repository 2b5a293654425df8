// Measures this project beside its peers and beside a bare server, and writes docs/performance.md.
// Rounds are interleaved and ratios are paired, because other work shares the machine.
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { createUsers, logInMany } from './logins.mjs'
import { startServer } from './measured-server.mjs'
import { programToFirstAnswer, serverStart } from './start-up.mjs'
import { median, pairedRatio } from './statistics.mjs'

const quick = process.argv.includes('--quick')
const rounds = quick ? 3 : 9
const loginsPerRound = quick ? 150 : 800
const memoryLogins = quick ? 4_000 : 100_000

/** Processor microseconds per login of each server, round by round; the servers take turns. */
async function cpuPerLogin(names, connections, ...args) {
  const servers = await Promise.all(names.map((name) => startServer(name, ...args)))
  const users = servers.map(() => createUsers(connections))
  for (const [index, server] of servers.entries()) await logInMany(users[index], server, loginsPerRound)
  const measured = servers.map(() => ({ cpu: [], perSecond: [] }))
  for (let round = 0; round < rounds; round++) {
    for (const [index, server] of servers.entries()) {
      const before = await server.cpu()
      const seconds = await logInMany(users[index], server, loginsPerRound)
      measured[index].cpu.push(((await server.cpu()) - before) / loginsPerRound)
      measured[index].perSecond.push(loginsPerRound / seconds)
    }
  }
  for (const server of servers) server.stop()
  return Object.fromEntries(names.map((name, index) => [name, measured[index]]))
}

async function startUps() {
  const names = ['bare', 'gc-mock-oauth', 'oauth2-mock-server', 'oidc-provider']
  const times = { program: [] }
  for (const name of names) times[name] = { answered: [], loggedIn: [] }
  for (let round = 0; round < rounds; round++) {
    times.program.push(await programToFirstAnswer())
    for (const name of names) {
      // The bare server makes a key that costs nothing: making an RSA key before listening would flatter all others.
      const { answered, loggedIn } = await serverStart(
        name,
        ...(name === 'bare' ? ['--algorithm', 'ES256'] : []),
      )
      times[name].answered.push(answered)
      times[name].loggedIn.push(loggedIn)
    }
  }
  return times
}

/** Growth of heap and memory over many logins, after a warm-up. */
async function growth() {
  const server = await startServer('gc-mock-oauth', '--algorithm', 'ES256')
  const users = createUsers(32)
  await logInMany(users, server, Math.max(4_000, memoryLogins / 5))
  const before = await server.memory()
  await logInMany(users, server, memoryLogins)
  const after = await server.memory()
  server.stop()
  return { heap: after.heapUsed / before.heapUsed, rss: after.rss / before.rss }
}

const two = (number) => number.toFixed(2)
const ratioText = ({ median: middle, least, most }) => `${two(middle)} (${two(least)} to ${two(most)})`

function loginRows(title, measured, base) {
  return Object.entries(measured).map(([name, { cpu, perSecond }]) => {
    const ratio = name === base ? '1' : ratioText(pairedRatio(cpu, measured[base].cpu))
    return `| ${title} | ${name} | ${(median(cpu) / 1000).toFixed(2)} | ${ratio} | ${Math.round(median(perSecond))} |`
  })
}

const all = ['bare', 'gc-mock-oauth', 'oauth2-mock-server', 'oidc-provider']
const rs256 = await cpuPerLogin(all, 32)
const rs256Alone = await cpuPerLogin(['bare', 'gc-mock-oauth'], 1)
const es256 = await cpuPerLogin(['bare', 'gc-mock-oauth'], 32, '--algorithm', 'ES256')
const starts = await startUps()
const grown = await growth()

const versus = (peer) => ratioText(pairedRatio(rs256['gc-mock-oauth'].cpu, rs256[peer].cpu))
const startRow = (name) => {
  const { answered, loggedIn } = starts[name]
  return `| ${name} | ${Math.round(median(answered))} | ${ratioText(pairedRatio(answered, starts.bare.answered))} | ${Math.round(median(loggedIn))} |`
}
const text = [
  '# Performance',
  '',
  'Made by `npm run bench`; do not edit. One login is an authorize request, a token request and a request for the user. The mock runs with autopsy, recorder and log line.',
  'Ratios are medians of ratios paired within a round, with the smallest and the largest; other work may have shared the machine. Only ratios travel to other machines.',
  '',
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${rounds} rounds of ${loginsPerRound} logins.`,
  '',
  '## Processor time of a login',
  '',
  '| what | server | CPU ms | ratio to bare | logins/s |',
  '|---|---|--:|--:|--:|',
  ...loginRows('RS256, 32 connections', rs256, 'bare'),
  ...loginRows('RS256, 1 connection', rs256Alone, 'bare'),
  ...loginRows('ES256, 32 connections', es256, 'bare'),
  '',
  `CPU of gc-mock-oauth over that of oauth2-mock-server: ${versus('oauth2-mock-server')}; of oidc-provider: ${versus('oidc-provider')}.`,
  '',
  '## From the start of the process',
  '',
  '| server | ms to the first answer | ratio to bare | ms to the first login |',
  '|---|--:|--:|--:|',
  ...all.map(startRow),
  `| gc-mock-oauth start (the program) | ${Math.round(median(starts.program))} | ${ratioText(pairedRatio(starts.program, starts.bare.answered))} | |`,
  '',
  '## Memory',
  '',
  `After a warm-up, ${memoryLogins.toLocaleString('en')} further logins change the heap by a factor of ${two(grown.heap)} and the resident memory by ${two(grown.rss)}.`,
  '',
].join('\n')
console.log(text)
if (!quick) {
  const docs = new URL('../docs/', import.meta.url)
  mkdirSync(fileURLToPath(docs), { recursive: true })
  writeFileSync(new URL('performance.md', docs), text)
}
