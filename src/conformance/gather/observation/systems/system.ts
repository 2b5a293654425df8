// What an operating system shows of processes and their sockets; one implementation per system.
import type { Observable } from '../../../observations.js'

/** The processes that come from one start of a client. */
export interface Family {
  /** Process id of the leader, which leads a process group of its own. */
  readonly leader: number
  /** `NAME=value` in the environment of every process of the run. */
  readonly marker: string
}

export interface SeenProcess {
  readonly pid: number
  readonly parent: number
  readonly argv: readonly string[]
  /** `NAME=value`, as it was when the program began; null where the system does not show it. */
  readonly environment: readonly string[] | null
}

export interface SeenListener {
  readonly address: string
  readonly port: number
  readonly pid: number
}

export interface Look {
  readonly processes: readonly SeenProcess[]
  /** Empty when sockets were not asked for. */
  readonly listeners: readonly SeenListener[]
}

/** Sockets take several times as long: systems keep their sockets in big tables. */
export type Scope = 'processes' | 'processes-and-sockets'

export interface System {
  readonly shows: readonly Observable[]
  /** Milliseconds between looks while nothing happens; null when a look costs too much for that. */
  readonly pollEvery: number | null
  /**
   * Looks at the processes of `family` that are alive. A system that answers at once also shows processes that live
   * no longer than the request that they make. Never throws, never rejects.
   */
  look(family: Family, scope: Scope): Look | Promise<Look>
}

export const nothingSeen: Look = { processes: [], listeners: [] }

interface Kin {
  readonly pid: number
  readonly parent: number
  readonly group: number | null
  readonly marked: boolean
}

/** Those that lead the family, are in its group, carry its marker, or descend from one that does. */
export function membersOf<P extends Kin>(all: readonly P[], leader: number): readonly P[] {
  const members = new Set<number>()
  const isNew = ({ pid, parent, group, marked }: P) =>
    !members.has(pid) && (pid === leader || group === leader || marked || members.has(parent))
  for (let found = all.filter(isNew); found.length > 0; found = all.filter(isNew)) {
    for (const { pid } of found) members.add(pid)
  }
  return all.filter(({ pid }) => members.has(pid))
}
