// The processes of a client: which are alive, and how all of them are ended.
import { platform } from 'node:os'
import { carries, livingProcesses } from '../../processes/living.js'
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

/** Whether the system knows no process of the group, not even one that has ended and was not asked for yet. */
function groupIsUnknown(leader: number, { kill }: Killer): boolean {
  try {
    kill(-leader, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

/** Whether a process of the group is alive. */
export function groupIsAlive(leader: number, killer: Killer): boolean {
  if (groupIsUnknown(leader, killer)) return false
  const processes = livingProcesses()
  return processes.length === 0 ? send(killer, -leader, 0) : processes.some(({ group }) => group === leader)
}

/** The same on a system without /proc; empty where nothing shows them. */
async function membersShownElsewhere(tree: Tree, killer: Killer): Promise<readonly number[]> {
  const { processes } = await systemFor(platform()).look(tree, 'processes')
  return processes.map(({ pid }) => pid).filter((pid) => pid !== killer.pid)
}

/** The living processes of the tree that can be seen one by one. */
export async function members(tree: Tree, killer: Killer): Promise<readonly number[]> {
  const processes = livingProcesses()
  if (processes.length === 0) return membersShownElsewhere(tree, killer)
  return processes
    .filter(({ pid }) => pid !== killer.pid)
    .filter(({ pid, group }) => group === tree.leader || carries(pid, tree.marker))
    .map(({ pid }) => pid)
}

async function isGone(tree: Tree, killer: Killer): Promise<boolean> {
  return !groupIsAlive(tree.leader, killer) && (await members(tree, killer)).length === 0
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
