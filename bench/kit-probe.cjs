// Loaded into the kit besides what it runs: when it ends, it writes to descriptor 3 what the clients have used that it
// waited for, how often it started one, and which process watches over it.
const { ChildProcess } = require('node:child_process')
const { readFileSync, writeSync } = require('node:fs')

/** Milliseconds of one tick, in which the system counts what children have used. */
const tick = 10

let starts = 0
let watcher = null
const { spawn } = ChildProcess.prototype
ChildProcess.prototype.spawn = function (options) {
  const failed = spawn.call(this, options)
  // Every process of a run of the client has the id of the run among its variables.
  if (options.envPairs?.some((pair) => pair.startsWith('GC_PKCE_RUN_ID='))) starts += 1
  else watcher ??= this.pid
  return failed
}

/** Milliseconds of processor time of all descendants that ended and were waited for. */
function ofChildren() {
  const stat = readFileSync('/proc/self/stat', 'latin1')
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(13, 15)
  return (Number(user) + Number(system)) * tick
}

process.on('exit', () => writeSync(3, JSON.stringify({ clients: ofChildren(), starts, watcher })))
