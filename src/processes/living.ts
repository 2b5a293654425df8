// The processes that are alive, where the system shows them (Linux).
import { processIds, textAt } from './proc.js'
import { parseStat } from './process-stat.js'

export interface LivingProcess {
  readonly pid: number
  /** Id of its process group. */
  readonly group: number
}

function livingAt(name: number | 'self'): LivingProcess | null {
  const stat = textAt(`/proc/${name}/stat`)
  const state = parseStat(stat)
  // A zombie has ended: its parent has not asked yet.
  if (state === null || state.state === 'Z') return null
  return { pid: Number(/^\d+/.exec(stat)?.[0]), group: state.group }
}

/** All that are alive; none where the system does not show them. */
export function livingProcesses(): readonly LivingProcess[] {
  return processIds()
    .map(livingAt)
    .filter((process) => process !== null)
}

/** The process group of this program; null where the system does not show it. */
export function ownGroup(): number | null {
  return livingAt('self')?.group ?? null
}

/** Whether a process was started with `marker` (`NAME=value`) in its environment. */
export function carries(pid: number, marker: string): boolean {
  return textAt(`/proc/${pid}/environ`).split('\0').includes(marker)
}
