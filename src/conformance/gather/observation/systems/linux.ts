// Linux: /proc shows everything, at once and without starting a program.

import { linkAt, namesIn, processIds, textAt } from '../../../../processes/proc.js'
import { parseStat } from '../../../../processes/process-stat.js'
import { readSockets } from '../../listening.js'
import { parseZeroEnded, socketInode } from './proc-text.js'
import {
  type Family,
  type Look,
  membersOf,
  nothingSeen,
  type Scope,
  type SeenListener,
  type System,
} from './system.js'

/** More arguments and variables of one process are not read. */
const mostOctets = 262_144

function read(path: string): string {
  return textAt(path).slice(0, mostOctets)
}

function processAt(pid: number, marker: string) {
  const stat = parseStat(read(`/proc/${pid}/stat`))
  // A zombie has ended: its parent has not asked yet.
  if (stat === null || stat.state === 'Z') return []
  const environment = parseZeroEnded(read(`/proc/${pid}/environ`))
  const { parent, group } = stat
  return [{ pid, parent, group, environment, marked: environment.includes(marker) }]
}

/** The sockets on which the processes listen; those of the network namespace of the first of them. */
function listenersOf(members: readonly number[]): readonly SeenListener[] {
  const [first] = members
  if (first === undefined) return []
  const sockets = ['tcp', 'tcp6'].flatMap((table) => readSockets(read(`/proc/${first}/net/${table}`)))
  if (sockets.length === 0) return []
  return members.flatMap((pid) => {
    const own = new Set(namesIn(`/proc/${pid}/fd`).map((fd) => socketInode(linkAt(`/proc/${pid}/fd/${fd}`))))
    return sockets.filter(({ inode }) => own.has(inode)).map(({ address, port }) => ({ address, port, pid }))
  })
}

/**
 * What /proc shows. Processes that are alive now belong to others and are not looked at again, nor are those that were
 * seen to be none of the client: a process joins it by its birth alone.
 */
export function createLinux(): System {
  const others = new Set(processIds())
  const forget = (alive: readonly number[]) => {
    const living = new Set(alive)
    // The number of a process that has ended may be given to one of the client.
    for (const pid of others) if (!living.has(pid)) others.delete(pid)
  }
  return {
    shows: ['arguments', 'environment', 'listeners', 'files', 'file-modes', 'output'],
    pollEvery: 200,
    look({ leader, marker }: Family, scope: Scope): Look {
      const alive = processIds()
      forget(alive)
      const seen = alive.filter((pid) => !others.has(pid)).flatMap((pid) => processAt(pid, marker))
      const members = membersOf(seen, leader)
      // One that shows no variables may become another program just now.
      for (const one of seen) if (one.environment.length > 0 && !members.includes(one)) others.add(one.pid)
      if (members.length === 0) return nothingSeen
      return {
        processes: members.map(({ pid, parent, environment }) => ({
          pid,
          parent,
          argv: parseZeroEnded(read(`/proc/${pid}/cmdline`)),
          environment,
        })),
        listeners: scope === 'processes' ? [] : listenersOf(members.map(({ pid }) => pid)),
      }
    },
  }
}
