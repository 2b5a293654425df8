// The Io of the running process: used by the two programs and nowhere else.
import { exitCodeOfSignal } from './exit-code.js'
import type { Io } from './io.js'

const handled = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Wires the process into an Io and runs `main` with it. The exit code is set, not forced, so that everything
 * written to a pipe arrives. A second signal ends the process at once.
 */
export async function runInProcess(
  main: (argv: readonly string[], io: Io) => Promise<number>,
  process: NodeJS.Process,
): Promise<void> {
  const stop = new AbortController()
  const onSignal = (signal: NodeJS.Signals) => {
    if (stop.signal.aborted) process.exit(exitCodeOfSignal(signal))
    stop.abort(signal)
  }
  for (const signal of handled) process.on(signal, onSignal)
  // A reader that went away (`| head`) is no fault of this program.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  const io: Io = {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    env: process.env,
    cwd: process.cwd(),
    terminal: { out: process.stdout.isTTY === true, err: process.stderr.isTTY === true },
    platform: `${process.platform} node ${process.versions.node}`,
    signal: stop.signal,
  }
  process.exitCode = await main(process.argv.slice(2), io)
  for (const signal of handled) process.off(signal, onSignal)
}
