// How much a run of the kit costs over the logins of its client alone.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { spreadOf } from './statistics.mjs'

const path = (name) => fileURLToPath(new URL(name, import.meta.url))

/** Correct clients of each kind: a run of one shows nothing but what a run costs. */
const clients = [
  ['native, Node.js by npm start', 'native'],
  ['native, Python', 'python'],
  ['server-side, Node.js by npm start', 'web'],
]

/** Milliseconds of processor time of the kit and of its clients, starts of the client, milliseconds, scenarios. */
async function measuredRun(client, ...flags) {
  const begun = performance.now()
  const kit = [process.execPath, '--require', path('kit-probe.cjs'), path('../dist/bin/gc-pkce-check.js')]
  const what = ['--client', path(`../fixtures/clients/correct/${client}`), '--reporter', 'json', '--quiet']
  const child = spawn('python3', [path('kit-usage.py'), ...kit, ...what, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe', 'pipe'],
  })
  const ended = once(child.stdout, 'end').then(() => performance.now() - begun)
  const outputs = [child.stdout, child.stdio[3], child.stdio[4]].map((stream) => text(stream))
  const [report, own, together] = (await Promise.all(outputs)).map((output) => JSON.parse(output))
  if (together.code !== 0) throw new Error(`the run of ${client} ended with ${together.code}`)
  const orphans = Object.entries(together.orphans).filter(([pid]) => Number(pid) !== own.watcher)
  const used = own.clients + orphans.reduce((sum, [, orphan]) => sum + orphan, 0)
  return {
    kit: together.all - used,
    clients: used,
    starts: own.starts,
    wall: await ended,
    scenarios: report.scenarios.length,
  }
}

/** The median of each figure of several runs. */
function medianOf(runs) {
  const figures = Object.keys(runs[0]).map((figure) => [
    figure,
    spreadOf(runs.map((run) => run[figure])).median,
  ])
  return Object.fromEntries(figures)
}

/** Single logins of each round: one alone may meet anything. */
const singles = 3

/** Single honest logins, and the default run, of each client, in turn, round by round. */
export async function measureKit(rounds, step) {
  const measured = clients.map(([name, folder]) => ({ name, folder, quick: [], whole: [] }))
  for (let round = 1; round <= rounds; round++) {
    step(`the kit, round ${round} of ${rounds}`)
    for (const { folder, quick, whole } of measured) {
      const logins = []
      while (logins.length < singles) logins.push(await measuredRun(folder, '--quick'))
      quick.push(medianOf(logins))
      whole.push(await measuredRun(folder))
    }
  }
  return { rounds, measured }
}
