// Sees to it that a client ends with the kit, also when the kit is killed and can do nothing any more: one small
// process for all logins, started with the first, that hears of every run and acts when its input ends.
import { execa } from 'execa'
import { supervisorProgram } from './supervisor-program.js'

/** A run that is watched over. */
export interface Watched {
  /** Tells which process leads the process group of the client. */
  lead(leader: number): void
  /** The run is over and nothing of it is left. */
  forget(): void
}

type Say = (message: Readonly<Record<string, unknown>>) => void

/** The supervisor of this process, once there is one. It is needed by all runs and holds nothing of any. */
let current: Say | null = null

/** Only what a program needs to start: nothing of the environment may change how it works. */
const environment = () =>
  Object.fromEntries(
    ['PATH', 'SystemRoot', 'TEMP', 'TMP'].flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )

function unref(thing: unknown): void {
  if (typeof thing === 'object' && thing !== null && 'unref' in thing && typeof thing.unref === 'function')
    thing.unref()
}

function start(): Say {
  const child = execa(process.execPath, ['-e', supervisorProgram], {
    // In a group of its own: who ends the group of the kit does not end what cleans up after it.
    detached: true,
    cleanup: false,
    cwd: '/',
    env: environment(),
    extendEnv: false,
    stdin: 'pipe',
    stdout: 'ignore',
    stderr: 'ignore',
    reject: false,
    buffer: false,
  })
  child.stdin.on('error', () => undefined)
  child.once('exit', () => {
    current = null
  })
  // The kit does not wait for it: its end is what the supervisor waits for.
  child.unref()
  unref(child.stdin)
  return (message) => void child.stdin.write(`${JSON.stringify(message)}\n`)
}

/**
 * To be called before the client is started. `marker` (`NAME=value`) is in the environment of every process of the
 * run; `folder` is removed with them.
 */
export function watchOver({ marker, folder }: { readonly marker: string; readonly folder: string }): Watched {
  current ??= start()
  current({ watch: marker, folder })
  return {
    lead: (leader) => current?.({ watch: marker, leader }),
    forget: () => current?.({ forget: marker }),
  }
}
