// Reads what `ps` and `lsof` print on macOS.
import type { SeenListener } from './system.js'

export interface PsLine {
  readonly pid: number
  readonly parent: number
  readonly group: number
  /** Program, arguments and, where asked for, environment, joined by blanks. */
  readonly text: string
}

/** Reads `ps -axww -o pid=,ppid=,pgid=,command=`. */
export function parsePs(output: string): readonly PsLine[] {
  return output.split('\n').flatMap((line) => {
    const found = /^\s*(\d+)\s+(\d+)\s+(\d+)\s(.*)$/.exec(line)
    if (found === null) return []
    const [, pid, parent, group, text = ''] = found
    return [{ pid: Number(pid), parent: Number(parent), group: Number(group), text }]
  })
}

/**
 * The variables that `ps -E` prints after the arguments. A value may hold blanks; what follows a blank belongs to
 * it unless it looks like the next variable.
 */
export function environmentIn(withEnvironment: string, args: string): readonly string[] {
  if (!withEnvironment.startsWith(args)) return []
  return withEnvironment
    .slice(args.length)
    .split(/ (?=[A-Za-z_][A-Za-z0-9_]*=)/)
    .filter((part) => part.includes('='))
}

const anyAddress: Readonly<Record<string, string>> = { IPv4: '0.0.0.0', IPv6: '::' }

/** Reads `lsof -nP -iTCP -sTCP:LISTEN -F ptn`: one field a line, the letter first. */
export function parseLsof(output: string): readonly SeenListener[] {
  const found: SeenListener[] = []
  let pid = 0
  let family = ''
  for (const line of output.split('\n')) {
    const value = line.slice(1)
    if (line.startsWith('p')) pid = Number(value)
    if (line.startsWith('t')) family = value
    const name = /^n(.*):(\d+)$/.exec(line)
    if (name === null) continue
    const host = (name[1] ?? '').replace(/^\[|\]$/g, '')
    found.push({ address: host === '*' ? (anyAddress[family] ?? '::') : host, port: Number(name[2]), pid })
  }
  return found
}
