// Ends a process, its group, and whatever else carries the marker of the run.
import { readdir, readFile } from 'node:fs/promises'
import type { Clock } from '../../server/index.js'

/** Milliseconds that processes have to end by themselves after being asked. */
const grace = 1_500
const pause = 20

function send(kill: NodeJS.Process['kill'], pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return kill(pid, signal)
  } catch {
    return false
  }
}

/** Processes whose environment carries `marker` (Linux; elsewhere none can be seen). */
async function marked(marker: string, own: number): Promise<readonly number[]> {
  const entries = await readdir('/proc').catch((): string[] => [])
  const pids = entries.filter((entry) => /^\d+$/.test(entry)).map(Number)
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')
      return environment.split('\0').includes(marker)
    }),
  )
  return pids.filter((pid, index) => found[index] && pid !== own)
}

export interface Tree {
  /** Process id of the leader, which leads a process group of its own. */
  readonly leader: number
  /** `NAME=value` in the environment of every process of the run. */
  readonly marker: string
}

/** Resolves when no process of the tree is left. */
export async function endTree(
  tree: Tree,
  clock: Clock,
  process: Pick<NodeJS.Process, 'kill' | 'pid'>,
): Promise<void> {
  const kill = process.kill.bind(process)
  const left = async () => {
    const strays = await marked(tree.marker, process.pid)
    return { group: send(kill, -tree.leader, 0), strays }
  }
  const all = async (signal: NodeJS.Signals) => {
    send(kill, -tree.leader, signal)
    for (const pid of await marked(tree.marker, process.pid)) send(kill, pid, signal)
  }
  await all('SIGTERM')
  for (const until = clock.now() + grace; clock.now() < until; await clock.sleep(pause)) {
    const { group, strays } = await left()
    if (!group && strays.length === 0) return
  }
  for (const until = clock.now() + grace; clock.now() < until; await clock.sleep(pause)) {
    await all('SIGKILL')
    const { group, strays } = await left()
    if (!group && strays.length === 0) return
  }
}
