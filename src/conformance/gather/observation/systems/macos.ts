// macOS: `ps` shows the processes of the same user with their environment, `lsof` their sockets.
import { outputOf } from './command-output.js'
import { environmentIn, parseLsof, parsePs } from './ps-text.js'
import { type Family, type Look, membersOf, nothingSeen, type Scope, type System } from './system.js'

const columns = 'pid=,ppid=,pgid=,command='
const listening = ['-nP', '-iTCP', '-sTCP:LISTEN', '-F', 'ptn']

async function look({ leader, marker }: Family, scope: Scope): Promise<Look> {
  const [plain, full] = await Promise.all([
    outputOf('ps', ['-axww', '-o', columns]),
    outputOf('ps', ['-axwwE', '-o', columns]),
  ])
  const environments = new Map(parsePs(full).map(({ pid, text }) => [pid, text]))
  const all = parsePs(plain).map((line) => {
    const environment = environmentIn(environments.get(line.pid) ?? '', line.text)
    return { ...line, environment, marked: environment.includes(marker) }
  })
  const members = membersOf(all, leader)
  if (members.length === 0) return nothingSeen
  const own = members.map(({ pid }) => pid)
  const sockets =
    scope === 'processes' ? '' : await outputOf('lsof', [...listening, '-a', '-p', own.join(',')])
  return {
    // Arguments are joined by blanks: where one ends cannot be seen.
    processes: members.map(({ pid, parent, text, environment }) => ({
      pid,
      parent,
      argv: text.split(' '),
      environment,
    })),
    listeners: parseLsof(sockets).filter(({ pid }) => own.includes(pid)),
  }
}

export const macos: System = {
  shows: ['arguments', 'environment', 'listeners', 'files', 'file-modes', 'output'],
  pollEvery: null,
  look,
}
