// Reads the text of /proc/PID/stat: what state a process is in, and where it belongs (Linux).

export interface ProcessState {
  /** One letter; `Z` for a process that has ended and was not asked for yet. */
  readonly state: string
  readonly parent: number
  /** Id of its process group. */
  readonly group: number
}

/** Reads `/proc/PID/stat`; null when it is no such text. */
export function parseStat(text: string): ProcessState | null {
  // The name of the program comes first, in brackets, and may hold anything.
  const [state, parent, group] = text.slice(text.lastIndexOf(')') + 2).split(' ')
  if (state === undefined || parent === undefined || group === undefined) return null
  return { state, parent: Number(parent), group: Number(group) }
}
