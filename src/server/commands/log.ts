// The log of a running mock: what is told of each exchange, in which form, and where.
import { type GivenFlags, type Io, sentenceOf, UsageError } from '../../command-line/index.js'
import type { MockServer } from '../mock-server.js'
import { type LoggedExchange, logLine, type Paint, printable } from '../protocol/log-line.js'
import { logRecord } from '../protocol/log-record.js'
import { openLogFile } from './log-file.js'

/** `problems`: only exchanges with a mistake or an error. */
export type LogMode = 'text' | 'problems' | 'json' | 'off'

export const logModes = ['text', 'problems', 'json', 'off'] as const satisfies readonly LogMode[]

export interface Log {
  readonly mode: LogMode
  /** The file it goes to, as the user named it; null: standard error. */
  readonly file: string | null
  /** Resolves when all of it is written. */
  close(): Promise<void>
}

/**
 * Starts to log what happens on `mock`: with `--log` in that form, else in the form `otherwise`, or whole where
 * it goes to a file. A fault of the mock is told on standard error whatever the form.
 * @throws UsageError for a file that cannot be written, or that nothing would go to
 */
export function startLog(mock: MockServer, flags: GivenFlags, io: Io, otherwise: LogMode): Log {
  const file = flags.text('log-file') ?? null
  const mode = modeOf(flags, file === null ? otherwise : 'text')
  if (file !== null && mode === 'off') {
    throw new UsageError([{ problem: '--log-file: contradicts --log off, which writes no log' }])
  }
  const trouble = (why: string) => io.err(`gc-mock-oauth: ${printable(why)}\n`)
  const opened = file === null ? null : openLogFile(file, io.cwd, trouble)
  const write = opened?.write ?? io.err
  mock.onFault((fault) => {
    trouble(`a fault of the mock: ${sentenceOf(fault)}`)
    if (mode === 'json' && opened !== null) write(jsonLine({ type: 'fault', problem: sentenceOf(fault) }))
  })
  if (mode !== 'off') attach(mock, mode, write, opened === null && isColoured(io) ? coloured : uncoloured)
  return { mode, file, close: () => opened?.close() ?? Promise.resolve() }
}

function modeOf(flags: GivenFlags, otherwise: LogMode): LogMode {
  const given = flags.text('log')
  return logModes.find((mode) => mode === given) ?? otherwise
}

function attach(mock: MockServer, mode: LogMode, write: (text: string) => void, paint: Paint): void {
  mock.onExchange((exchange) => {
    const milliseconds = millisecondsOf(exchange, mock.clock.now())
    if (mode === 'json') write(jsonLine(logRecord(exchange, milliseconds)))
    else if (mode === 'text' || isProblem(exchange)) {
      write(`${logLine(exchange, { milliseconds, paint })}\n`)
    }
  })
  mock.onNotice((notice) =>
    write(mode === 'json' ? jsonLine({ type: 'notice', notice }) : `gc-mock-oauth: ${printable(notice)}\n`),
  )
}

function isProblem({ sent, outcome }: LoggedExchange): boolean {
  return sent.status >= 400 || outcome.mistakes.length > 0
}

/** Null for what the mock says of itself: among that is the request that moves its clock. */
function millisecondsOf({ at, request, sent }: LoggedExchange, now: number): number | null {
  if (request.path.startsWith('/_mock/')) return null
  return Math.max(0, now - at) + (sent.delaySeconds ?? 0) * 1000
}

function jsonLine(value: object): string {
  return `${JSON.stringify(value)}\n`
}

/** Codes of ECMA-48, Select Graphic Rendition. */
const colours = { good: 32, bad: 31, warning: 33, faint: 2 } as const

const uncoloured: Paint = (_style, text) => text
const coloured: Paint = (style, text) => `\u001b[${colours[style]}m${text}\u001b[0m`

/** On a terminal, unless the user wants none (https://no-color.org). */
function isColoured({ terminal, env }: Io): boolean {
  return terminal.err && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
}
