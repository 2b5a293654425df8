// Reads the texts of /proc about a process: its state, its arguments and environment, and what it holds open.

export interface ProcessState {
  readonly state: string
  readonly parent: number
  readonly group: number
}

/** Reads `/proc/PID/stat`; null when it is no such text. */
export function parseStat(text: string): ProcessState | null {
  // The name of the program comes first, in brackets, and may hold anything.
  const [state, parent, group] = text.slice(text.lastIndexOf(')') + 2).split(' ')
  if (state === undefined || parent === undefined || group === undefined) return null
  return { state, parent: Number(parent), group: Number(group) }
}

/** Reads `/proc/PID/cmdline` or `/proc/PID/environ`: texts that each end with a zero octet. */
export function parseZeroEnded(text: string): readonly string[] {
  const parts = text.split('\0')
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts
}

/** `socket:[12345]` names the inode of a socket; null for any other file. */
export function socketInode(link: string): string | null {
  return /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? null
}
