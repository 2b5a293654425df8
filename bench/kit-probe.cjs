// Loaded into the kit besides what it runs: when it ends, it writes to descriptor 3 what it has used itself, and how
// often it started the client.
const { ChildProcess } = require('node:child_process')
const { readFileSync, writeSync } = require('node:fs')

/** Milliseconds of one tick, in which the system counts what a process has used. */
const tick = 10

let starts = 0
/** The process that watches over the kit and outlives it. */
let watcher = null
const { spawn } = ChildProcess.prototype
ChildProcess.prototype.spawn = function (options) {
  const failed = spawn.call(this, options)
  // Every process of a run of the client has the id of the run among its variables.
  if (options.envPairs?.some((pair) => pair.startsWith('GC_PKCE_RUN_ID='))) starts += 1
  else watcher ??= this.pid
  return failed
}

/** Milliseconds of processor time of a process that is alive. */
function usedBy(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  return (Number(user) + Number(system)) * tick
}

process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  const kit = (user + system) / 1000 + (watcher === null ? 0 : usedBy(watcher))
  writeSync(3, JSON.stringify({ kit, starts }))
})
