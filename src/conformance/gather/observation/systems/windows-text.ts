// Reads what `netstat` and PowerShell print on Windows.
import type { SeenListener } from './system.js'

/**
 * Reads `netstat -ano`. The word for a listening socket depends on the language of the system; that its other end
 * is port 0 does not.
 */
export function parseNetstat(output: string): readonly SeenListener[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const found = /^\s*TCP\s+(\S+):(\d+)\s+(?:0\.0\.0\.0|\[::\]):0\s+\S+\s+(\d+)\s*$/.exec(line)
    if (found === null) return []
    const address = (found[1] ?? '').replace(/^\[|\]$/g, '').replace(/%\d+$/, '')
    return [{ address, port: Number(found[2]), pid: Number(found[3]) }]
  })
}

export interface WindowsProcess {
  readonly pid: number
  readonly parent: number
  readonly commandLine: string
}

/** Reads the three columns `ProcessId,ParentProcessId,CommandLine` of `ConvertTo-Csv`: quotes are doubled. */
export function parseProcessCsv(output: string): readonly WindowsProcess[] {
  const row = /^"(\d+)","(\d+)",(?:"((?:[^"]|"")*)")?\r?$/gm
  return [...output.matchAll(row)].map(([, pid, parent, commandLine = '']) => ({
    pid: Number(pid),
    parent: Number(parent),
    commandLine: commandLine.replaceAll('""', '"'),
  }))
}

/** The arguments of a command line: blanks part them, quotes hold them together. */
export function splitCommandLine(text: string): readonly string[] {
  const parts = text.match(/(?:"[^"]*"|[^\s"])+/g) ?? []
  return parts.map((part) => part.replaceAll('"', ''))
}
