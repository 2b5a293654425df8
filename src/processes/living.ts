// The processes that are alive, where the system shows them (Linux).
import { readdirSync, readFileSync } from 'node:fs'
import { parseStat } from './process-stat.js'

export interface LivingProcess {
  readonly pid: number
  /** Id of its process group. */
  readonly group: number
}

function text(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    // It ended meanwhile, or belongs to somebody else.
    return ''
  }
}

function livingAt(name: string): LivingProcess | null {
  const stat = text(`/proc/${name}/stat`)
  const state = parseStat(stat)
  // A zombie has ended: its parent has not asked yet.
  if (state === null || state.state === 'Z') return null
  return { pid: Number(/^\d+/.exec(stat)?.[0]), group: state.group }
}

/** All that are alive; none where the system does not show them. */
export function livingProcesses(): readonly LivingProcess[] {
  let names: readonly string[]
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
  return names.map(livingAt).filter((process) => process !== null)
}

/** The process group of this program; null where the system does not show it. */
export function ownGroup(): number | null {
  return livingAt('self')?.group ?? null
}

/** Whether a process was started with `marker` (`NAME=value`) in its environment. */
export function carries(pid: number, marker: string): boolean {
  return text(`/proc/${pid}/environ`).split('\0').includes(marker)
}
