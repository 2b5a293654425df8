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
    ...gatheredOutput(process),
    env: process.env,
    cwd: process.cwd(),
    terminal: { out: process.stdout.isTTY === true, err: process.stderr.isTTY === true },
    platform: `${process.platform} node ${process.versions.node}`,
    signal: stop.signal,
  }
  process.exitCode = await main(process.argv.slice(2), io)
  for (const signal of handled) process.off(signal, onSignal)
}

/**
 * Writes to both streams in the order of the calls, but only at the end of each turn of the event loop: to write each
 * line of a log by itself costs a busy mock a twentieth of its time. At an exit nothing is lost.
 */
function gatheredOutput(process: NodeJS.Process): Pick<Io, 'out' | 'err'> {
  let stream: NodeJS.WriteStream = process.stdout
  let gathered = ''
  const flush = () => {
    const text = gathered
    gathered = ''
    if (text !== '') stream.write(text)
  }
  const writeTo = (wanted: NodeJS.WriteStream) => (text: string) => {
    if (wanted !== stream) flush()
    stream = wanted
    if (gathered === '') setImmediate(flush)
    gathered += text
  }
  process.on('exit', flush)
  return { out: writeTo(process.stdout), err: writeTo(process.stderr) }
}
