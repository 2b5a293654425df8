// Windows: PowerShell shows processes with their command lines, `netstat` their sockets; environments stay hidden.
import { outputOf } from './command-output.js'
import { type Family, type Look, membersOf, nothingSeen, type Scope, type System } from './system.js'
import { parseNetstat, parseProcessCsv, splitCommandLine } from './windows-text.js'

const question =
  'Get-CimInstance Win32_Process | Select-Object ProcessId,ParentProcessId,CommandLine | ConvertTo-Csv -NoTypeInformation'

async function look({ leader }: Family, scope: Scope): Promise<Look> {
  const [table, sockets] = await Promise.all([
    outputOf('powershell', ['-NoProfile', '-NonInteractive', '-Command', question]),
    scope === 'processes' ? '' : outputOf('netstat', ['-ano']),
  ])
  const all = parseProcessCsv(table).map((one) => ({ ...one, group: null, marked: false }))
  const members = membersOf(all, leader)
  if (members.length === 0) return nothingSeen
  return {
    processes: members.map(({ pid, parent, commandLine }) => ({
      pid,
      parent,
      argv: splitCommandLine(commandLine),
      environment: null,
    })),
    listeners: parseNetstat(sockets).filter(({ pid }) => members.some((member) => member.pid === pid)),
  }
}

export const windows: System = {
  shows: ['arguments', 'listeners', 'files', 'output'],
  pollEvery: null,
  look,
}
