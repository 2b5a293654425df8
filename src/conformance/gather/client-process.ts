// A client as an operating-system process: how it is started, when it has ended, what it wrote.
import { execa } from 'execa'
import type { Clock } from '../../server/index.js'
import type { ClientEnd } from './client.js'
import type { StartPlan } from './detection/start-plan.js'
import { endTree, groupIsAlive, members } from './process-tree.js'

const groupPause = 50
/** Milliseconds for the last output of a program that has ended, where a child of it holds the pipe open. */
const drainTime = 200

export interface ClientProcess {
  /** Process id, which is that of its process group too; null when it could not be started. */
  readonly pid: number | null
  /** Resolves when the program and the rest of its process group have ended and their output was read. */
  readonly ended: Promise<ClientEnd>
  onOutput(listener: (chunk: string, stream: 'stdout' | 'stderr') => void): void
  /** Writes to its standard input. */
  type(text: string): void
  /** Ids of its living processes and of whatever else carries `marker` in its environment. */
  pids(marker: string): Promise<readonly number[]>
  /** Ends it and whatever else carries `marker` (`NAME=value`) in its environment. */
  stop(marker: string): Promise<void>
}

function spawn(plan: StartPlan, env: Record<string, string>) {
  const [program, ...args] = plan.command
  return execa(program === 'node' ? process.execPath : program, args, {
    cwd: plan.workingDirectory ?? plan.folder,
    env,
    extendEnv: false,
    // The leader of its own group: the whole group can be ended, and a Ctrl-C reaches only the kit.
    detached: true,
    reject: false,
    buffer: false,
    stdin: 'pipe',
  })
}

type Child = ReturnType<typeof spawn>

/**
 * Resolves when the program has ended, and with it the rest of its process group: a start script may end
 * before the client that it started. A process that only holds the output open does not count.
 */
async function endOf(child: Child, clock: Clock): Promise<ClientEnd> {
  const { pid } = child
  if (pid === undefined) {
    const { originalMessage } = await child
    return { exitCode: null, what: `it could not be started: ${originalMessage ?? 'no reason given'}` }
  }
  const end = await new Promise<ClientEnd>((resolve) => {
    child.once('exit', (exitCode, signal) => {
      resolve({
        exitCode,
        what: signal ? `it was ended by ${signal}` : `it ended with exit code ${exitCode}`,
      })
    })
  })
  while (groupIsAlive(pid, process)) await clock.sleep(groupPause)
  return end
}

/** Resolves when everything written so far has been read, or soon after. */
async function drained(child: Child, clock: Clock): Promise<void> {
  const closed = [child.stdout, child.stderr].map((stream) =>
    stream.readableEnded
      ? Promise.resolve()
      : new Promise<void>((resolve) => void stream.once('end', () => resolve())),
  )
  await Promise.race([Promise.all(closed), clock.sleep(drainTime)])
}

/** What most systems take away from the permissions of a new file: only writing by others. */
const usualMask = 0o022

/**
 * A client is judged by the permissions that it asks for, and not by what the settings of the person who runs the
 * kit take away from them.
 */
function withUsualMask<T>(act: () => T): T {
  let before: number
  try {
    before = process.umask(usualMask)
  } catch {
    // A worker thread may not change it.
    return act()
  }
  try {
    return act()
  } finally {
    process.umask(before)
  }
}

async function endAll(leader: number, marker: string, clock: Clock): Promise<void> {
  if (process.platform !== 'win32') return endTree({ leader, marker }, clock, process)
  // Windows has no process groups: its own program finds the children.
  await execa('taskkill', ['/T', '/F', '/PID', String(leader)], { reject: false, stdio: 'ignore' })
}

/** Starts the client in a process group of its own with exactly the environment `env`. */
export function startProcess(plan: StartPlan, env: Record<string, string>, clock: Clock): ClientProcess {
  const child = withUsualMask(() => spawn(plan, env))
  child.stdin.on('error', () => undefined)
  const ended = endOf(child, clock).then(async (end) => {
    if (child.pid !== undefined) await drained(child, clock)
    return end
  })
  return {
    pid: child.pid ?? null,
    ended,
    onOutput(listener) {
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => listener(chunk, 'stdout'))
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => listener(chunk, 'stderr'))
    },
    pids: (marker) =>
      child.pid === undefined ? Promise.resolve([]) : members({ leader: child.pid, marker }, process),
    type: (text) => void child.stdin.write(text),
    async stop(marker) {
      if (child.pid !== undefined) await endAll(child.pid, marker, clock)
      for (const stream of [child.stdout, child.stderr, child.stdin]) stream.destroy()
      await ended
    },
  }
}
