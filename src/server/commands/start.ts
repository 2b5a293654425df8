// The command `start`: runs the mock until it is asked to stop.
import { exitCodes, type GivenFlags, type Io, sentenceOf } from '../../command-line/index.js'
import { logLine, printable } from '../protocol/log-line.js'
import { banner, readyLine } from './banner.js'
import { listen, mockFor } from './running-mock.js'

/** Runs the command; see `start.command.ts` for its flags. Resolves when the mock has stopped. */
export async function run(flags: GivenFlags, io: Io): Promise<number> {
  const { mock, madeToken } = mockFor(flags, io)
  const json = flags.switch('json')
  mock.onFault((fault) => io.err(`gc-mock-oauth: a fault of the mock: ${sentenceOf(fault)}\n`))
  if (!json) {
    mock.onExchange((exchange) => io.err(`${logLine(exchange)}\n`))
    mock.onNotice((notice) => io.err(`gc-mock-oauth: ${printable(notice)}\n`))
  }
  await listen(mock, io)
  try {
    const clients = await mock.clients()
    const ready = { mock, clients, madeToken }
    io.out(json ? readyLine(ready) : banner(ready, 'Every request is logged here.'))
    await aborted(io.signal)
  } finally {
    await mock.stop()
  }
  return exitCodes.success
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
