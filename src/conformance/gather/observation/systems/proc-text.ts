// Reads the texts of /proc about a process: its arguments and environment, and what it holds open.

/** Reads `/proc/PID/cmdline` or `/proc/PID/environ`: texts that each end with a zero octet. */
export function parseZeroEnded(text: string): readonly string[] {
  const parts = text.split('\0')
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts
}

/** `socket:[12345]` names the inode of a socket; null for any other file. */
export function socketInode(link: string): string | null {
  return /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? null
}
