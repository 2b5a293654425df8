// The command `start`: runs the mock until it is asked to stop.
import { exitCodes, type GivenFlags, type Io } from '../../command-line/index.js'
import { banner, readyLine } from './banner.js'
import { type Log, startLog } from './log.js'
import { listen, mockFor } from './running-mock.js'

/** Runs the command; see `start.command.ts` for its flags. Resolves when the mock has stopped. */
export async function run(flags: GivenFlags, io: Io): Promise<number> {
  const made = await mockFor(flags, io)
  const { mock } = made
  const json = flags.switch('json')
  const log = startLog(mock, flags, io, json ? 'off' : 'text')
  try {
    await listen(made, io)
    const ready = { ...made, clients: await mock.clients() }
    io.out(json ? readyLine(ready) : banner(ready, whatIsLogged(log)))
    await aborted(io.signal)
  } finally {
    await mock.stop()
    await log.close()
  }
  return exitCodes.success
}

function whatIsLogged({ mode, file }: Log): string {
  if (mode === 'off') return 'Nothing is logged.'
  const what = mode === 'problems' ? 'Every request with a mistake' : 'Every request'
  return `${what} is logged ${file === null ? 'here' : `in ${file}`}.`
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
