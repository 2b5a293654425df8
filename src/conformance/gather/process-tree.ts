// The processes of a client: which are alive, and how all of them are ended.
import { readdir, readFile } from 'node:fs/promises'
import { platform } from 'node:os'
import type { Clock } from '../../server/index.js'
import { systemFor } from './observation/systems/index.js'

/** Milliseconds that processes have to end by themselves after being asked. */
const grace = 1_500
const pause = 20

export interface Tree {
  /** Process id of the leader, which leads a process group of its own. */
  readonly leader: number
  /** `NAME=value` in the environment of every process of the run. */
  readonly marker: string
}

/** What is needed of the running process. */
export type Killer = Pick<NodeJS.Process, 'kill' | 'pid'>

function send({ kill }: Killer, pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return kill(pid, signal)
  } catch {
    return false
  }
}

/** Ids of all processes that are alive (Linux); null where the system does not show them. */
async function alive(): Promise<readonly { readonly pid: number; readonly group: number }[] | null> {
  const entries = await readdir('/proc').catch(() => null)
  if (entries === null || !entries.includes('self')) return null
  const pids = entries.filter((entry) => /^\d+$/.test(entry)).map(Number)
  const found = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '')
      // The name of the program comes first, in brackets, and may hold anything.
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      // A zombie has ended: its parent has not asked yet.
      return state === undefined || state === 'Z' || state === '' ? null : { pid, group: Number(group) }
    }),
  )
  return found.filter((process) => process !== null)
}

async function carries(pid: number, marker: string): Promise<boolean> {
  const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')
  return environment.split('\0').includes(marker)
}

/** Whether a process of the group is alive. */
export async function groupIsAlive(leader: number, killer: Killer): Promise<boolean> {
  const processes = await alive()
  return processes === null ? send(killer, -leader, 0) : processes.some(({ group }) => group === leader)
}

/** The same on a system without /proc; empty where nothing shows them. */
async function membersShownElsewhere(tree: Tree, killer: Killer): Promise<readonly number[]> {
  const { processes } = await systemFor(platform()).look(tree, 'processes')
  return processes.map(({ pid }) => pid).filter((pid) => pid !== killer.pid)
}

/** The living processes of the tree that can be seen one by one. */
export async function members(tree: Tree, killer: Killer): Promise<readonly number[]> {
  const processes = await alive()
  if (processes === null) return membersShownElsewhere(tree, killer)
  const others = processes.filter(({ pid }) => pid !== killer.pid)
  const marked = await Promise.all(
    others.map(({ pid, group }) => group === tree.leader || carries(pid, tree.marker)),
  )
  return others.filter((_process, index) => marked[index]).map(({ pid }) => pid)
}

async function isGone(tree: Tree, killer: Killer): Promise<boolean> {
  return !(await groupIsAlive(tree.leader, killer)) && (await members(tree, killer)).length === 0
}

async function sendAll(tree: Tree, killer: Killer, signal: NodeJS.Signals): Promise<void> {
  send(killer, -tree.leader, signal)
  for (const pid of await members(tree, killer)) send(killer, pid, signal)
}

/** Asks every process of the tree to end, makes those end that do not, and resolves when none is left. */
export async function endTree(tree: Tree, clock: Clock, killer: Killer): Promise<void> {
  if (await isGone(tree, killer)) return
  await sendAll(tree, killer, 'SIGTERM')
  for (const until = clock.now() + grace; clock.now() < until; await clock.sleep(pause)) {
    if (await isGone(tree, killer)) return
  }
  for (const until = clock.now() + grace; clock.now() < until; await clock.sleep(pause)) {
    await sendAll(tree, killer, 'SIGKILL')
    if (await isGone(tree, killer)) return
  }
}
