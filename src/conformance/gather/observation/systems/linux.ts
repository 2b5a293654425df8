// Linux: /proc shows everything, at once and without starting a program.

import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
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
  try {
    return readFileSync(path, 'latin1').slice(0, mostOctets)
  } catch {
    // It has ended, or belongs to somebody else.
    return ''
  }
}

function names(path: string): readonly string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

function pids(): readonly number[] {
  return names('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
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
    const own = new Set(names(`/proc/${pid}/fd`).map((fd) => socketInode(link(`/proc/${pid}/fd/${fd}`))))
    return sockets.filter(({ inode }) => own.has(inode)).map(({ address, port }) => ({ address, port, pid }))
  })
}

/** What /proc shows. Processes that are alive now belong to others and are not looked at again. */
export function createLinux(): System {
  const others = new Set(pids())
  return {
    shows: ['arguments', 'environment', 'listeners', 'files', 'file-modes', 'output'],
    pollEvery: 200,
    look({ leader, marker }: Family, scope: Scope): Look {
      const alive = pids().filter((pid) => !others.has(pid))
      const members = membersOf(
        alive.flatMap((pid) => processAt(pid, marker)),
        leader,
      )
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
