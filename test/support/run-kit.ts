// Runs the built programs as a user does: a real process, from the root of the project.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './source-files.js'

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ran>
  /** Resolves with the text when it has appeared on standard output or standard error. */
  waitFor(pattern: RegExp): Promise<string>
}

/** Starts one of the two programs of the build. */
export function startProgram(
  name: 'gc-pkce-check' | 'gc-mock-oauth',
  args: readonly string[],
  cwd = root,
  env: NodeJS.ProcessEnv = process.env,
): Running {
  const child = spawn(process.execPath, [join(root, 'dist/bin', `${name}.js`), ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  const watchers = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk
    for (const look of watchers) look()
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk
    for (const look of watchers) look()
  })
  const ended = new Promise<Ran>((resolve) => child.on('close', (code) => resolve({ code, out, err })))
  return {
    child,
    ended,
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(out) ?? pattern.exec(err)
          if (!found) return
          watchers.delete(look)
          resolve(found[0])
        }
        watchers.add(look)
        void ended.then(() => reject(new Error(`ended before ${pattern} appeared:\n${out}\n${err}`)))
        look()
      }),
  }
}

export function runKit(...args: string[]): Promise<Ran> {
  return startProgram('gc-pkce-check', args).ended
}
