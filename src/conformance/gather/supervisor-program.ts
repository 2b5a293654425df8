// The program that ends a client when the kit itself was ended and could not: plain JavaScript, run by `node -e`.

/**
 * Reads lines of JSON from standard input: `{"watch": marker, "folder": path}`, `{"watch": marker, "leader": pid}`,
 * `{"forget": marker}`. When the input ends, so has the kit: whatever carries a marker that is still watched, or
 * is in the process group of its leader, is asked to end, then made to, and its folder is removed.
 */
export const supervisorProgram = `
'use strict'
const { readdirSync, readFileSync, rmSync } = require('node:fs')
const { spawnSync } = require('node:child_process')
const runs = new Map()
let rest = ''

function hear(line) {
  const message = JSON.parse(line)
  if (message.forget !== undefined) return void runs.delete(message.forget)
  runs.set(message.watch, { ...runs.get(message.watch), ...message })
}

function attempt(act) {
  try { return act() } catch { return undefined }
}

function marked(markers) {
  if (process.platform === 'linux') {
    const pids = attempt(() => readdirSync('/proc').filter((name) => /^\\d+$/.test(name))) ?? []
    return pids.map(Number).filter((pid) => {
      const stat = attempt(() => readFileSync('/proc/' + pid + '/stat', 'latin1')) ?? ''
      if (stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) === 'Z') return false
      const environment = attempt(() => readFileSync('/proc/' + pid + '/environ', 'latin1')) ?? ''
      return environment.split('\\0').some((pair) => markers.includes(pair))
    })
  }
  if (process.platform === 'win32') return []
  const { stdout } = spawnSync('ps', ['-axwwE', '-o', 'pid=,command='], { encoding: 'latin1' })
  return (stdout ?? '').split('\\n')
    .filter((line) => markers.some((marker) => line.includes(' ' + marker)))
    .map((line) => Number(line.trim().split(' ')[0]))
}

function groupIsAlive(leader) {
  return attempt(() => process.kill(-leader, 0)) === true
}

async function end() {
  const all = [...runs.values()]
  if (all.length === 0) return
  const leaders = all.flatMap(({ leader }) => (leader === undefined ? [] : [leader]))
  const markers = all.map(({ watch }) => watch)
  const others = () => marked(markers).filter((pid) => pid !== process.pid)
  const left = () => leaders.some(groupIsAlive) || others().length > 0
  const send = (signal) => {
    if (process.platform === 'win32') {
      for (const pid of leaders) spawnSync('taskkill', ['/T', '/F', '/PID', String(pid)])
      return
    }
    for (const pid of [...leaders.map((leader) => -leader), ...others()]) attempt(() => process.kill(pid, signal))
  }
  send('SIGTERM')
  for (let tries = 0; tries < 60 && left(); tries += 1) {
    if (tries >= 30) send('SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  for (const { folder } of all) {
    if (folder !== undefined) attempt(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  }
}

process.stdin.setEncoding('utf8')
process.stdin.on('data', (chunk) => {
  const lines = (rest + chunk).split('\\n')
  rest = lines.pop()
  lines.forEach(hear)
})
process.stdin.on('error', () => undefined)
process.stdin.once('close', () => void end())
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
`
