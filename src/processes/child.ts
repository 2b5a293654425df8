// A program that runs in the place of this one: same terminal, same streams, and an end that leaves nothing behind.
import { constants } from 'node:os'
import { execa } from 'execa'
import type { Clock } from '../server/ports.js'
import { carries, type LivingProcess, livingProcesses, ownGroup } from './living.js'

export interface ChildPlan {
  /** The program and its arguments. */
  readonly command: readonly [program: string, ...args: string[]]
  readonly folder: string
  /** The whole environment. */
  readonly environment: Readonly<Record<string, string>>
  /** `NAME=value` in that environment, by which the processes that it starts are known. */
  readonly marker: string
}

export interface ChildWorld {
  readonly clock: Clock
  /** Aborted when this program is asked to stop; the reason is the name of the signal. */
  readonly signal: AbortSignal
  /** Milliseconds that the child has to end after a signal was handed on to it. */
  readonly patience: number
  /** Milliseconds that whatever is left has to end after it was asked to. */
  readonly grace: number
}

/** How it ended. */
export type ChildEnd =
  | { readonly kind: 'exited'; readonly code: number }
  /** Ended by the signal with that number. */
  | { readonly kind: 'killed'; readonly signal: string; readonly number: number }
  /** It never ran; `code` is that of the system, for example `ENOENT`. */
  | { readonly kind: 'not-started'; readonly code: string; readonly message: string }

const pause = 20

/**
 * Runs a program with the streams of this one and resolves when it and its processes have ended.
 *
 * On a terminal it stays in the process group of this program, so that Ctrl+C, Ctrl+Z and prompts for a password
 * work as without this program in between; elsewhere it leads a group of its own, which is ended as a whole.
 * A signal is handed on. Whatever is left when the child has ended, or does not end in time, is ended by force,
 * also where this program is ended by a second signal.
 */
export async function runChild(plan: ChildPlan, world: ChildWorld): Promise<ChildEnd> {
  const sharesTerminal = process.stdin.isTTY === true
  const isWindows = process.platform === 'win32'
  const child = spawn(plan, !sharesTerminal && !isWindows)
  const { pid } = child
  if (pid === undefined) return notStarted(await child)
  const tree: Tree = { pid, own: !sharesTerminal && !isWindows, marker: plan.marker }
  const killNow = () => send(tree, 'SIGKILL')
  process.once('exit', killNow)
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once('exit', (code, signal) => resolve(endOf(code, signal)))
  })
  const stop = () => void handOn(tree, sharesTerminal, ended, world)
  if (world.signal.aborted) stop()
  else world.signal.addEventListener('abort', stop, { once: true })
  const end = await ended
  world.signal.removeEventListener('abort', stop)
  await endRest(tree, world)
  process.off('exit', killNow)
  return end
}

function spawn({ command, folder, environment }: ChildPlan, detached: boolean) {
  const [program, ...args] = command
  return execa(program, args, {
    cwd: folder,
    env: environment,
    extendEnv: false,
    stdio: 'inherit',
    detached,
    cleanup: false,
    reject: false,
  })
}

function notStarted(result: Awaited<ReturnType<typeof spawn>>): ChildEnd {
  const { code = '', originalMessage } = result
  return { kind: 'not-started', code, message: originalMessage ?? 'no reason given' }
}

function endOf(code: number | null, signal: NodeJS.Signals | null): ChildEnd {
  if (signal !== null) return { kind: 'killed', signal, number: constants.signals[signal] }
  return { kind: 'exited', code: code ?? 0 }
}

interface Tree {
  readonly pid: number
  /** Whether it leads a process group of its own. */
  readonly own: boolean
  readonly marker: string
}

/** The child has what this program was sent, or gets it now; if it does not end in time, it is ended. */
async function handOn(
  tree: Tree,
  sharesTerminal: boolean,
  ended: Promise<unknown>,
  { clock, signal, patience, grace }: ChildWorld,
): Promise<void> {
  const name = signalNamed(signal.reason)
  // Ctrl+C reaches every process in the foreground of a terminal: the child decides what to make of it.
  if (sharesTerminal && name === 'SIGINT') return
  kill(tree.own ? -tree.pid : tree.pid, name)
  const waiting = new AbortController()
  const over = ended.then(() => waiting.abort())
  await Promise.race([over, clock.sleep(patience, waiting.signal)])
  if (!waiting.signal.aborted) await endRest(tree, { clock, grace })
}

function signalNamed(reason: unknown): NodeJS.Signals {
  return reason === 'SIGINT' || reason === 'SIGHUP' ? reason : 'SIGTERM'
}

async function endRest(tree: Tree, { clock, grace }: Pick<ChildWorld, 'clock' | 'grace'>): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (isGone(tree)) return
    send(tree, signal)
    for (const until = clock.now() + grace; clock.now() < until && !isGone(tree); ) await clock.sleep(pause)
  }
}

function isGone(tree: Tree): boolean {
  const living = livingProcesses()
  if (living.length === 0) return !kill(tree.own ? -tree.pid : tree.pid, 0)
  return membersAmong(living, tree).length === 0
}

function send(tree: Tree, signal: NodeJS.Signals): void {
  kill(tree.own ? -tree.pid : tree.pid, signal)
  for (const { pid } of membersAmong(livingProcesses(), tree)) kill(pid, signal)
}

/** Those of the child's group; on a shared terminal those of this group that the child has started, and itself. */
function membersAmong(
  living: readonly LivingProcess[],
  { pid, own, marker }: Tree,
): readonly LivingProcess[] {
  if (own) return living.filter(({ group }) => group === pid)
  const shared = ownGroup()
  const others = living.filter((one) => one.group === shared && one.pid !== process.pid)
  return others.filter((one) => one.pid === pid || carries(one.pid, marker))
}

/** Whether there was somebody to send it to. */
function kill(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
