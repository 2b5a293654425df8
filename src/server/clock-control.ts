// The clock of the mock: the real one until somebody moves it, sets it, or makes it stand still.
import type { Clock } from './ports.js'
import { durationInWords } from './protocol/autopsy/duration.js'

/** What may be done to the clock. */
export type ClockCommand =
  | { readonly kind: 'advance'; readonly seconds: number }
  /** `at`: milliseconds since 1970. */
  | { readonly kind: 'set'; readonly at: number }
  | { readonly kind: 'freeze'; readonly frozen: boolean }

export interface ClockReading {
  /** The time of the mock, milliseconds since 1970. */
  readonly now: number
  /** How far it is ahead of the real time, in milliseconds; negative when it is behind. */
  readonly ahead: number
  readonly frozen: boolean
  /** What clients with a clock of their own will make of it; null while both clocks agree. */
  readonly warning: string | null
}

/**
 * A clock that can be moved. Everything in the mock reads it. Its `sleep` takes real time whatever the clock
 * says: a client that waits for an answer waits by its own clock.
 */
export interface ClockControl extends Clock {
  read(): ClockReading
  /** @throws RangeError where `clockFault` names a fault */
  follow(command: ClockCommand): ClockReading
  /**
   * Moves the clock forward; codes, tokens and keys grow older by as much.
   * @throws RangeError unless `seconds` is 0 or more and the time reached lies before the year 10000
   */
  advance(seconds: number): ClockReading
  /**
   * Sets the time, forward or back. `time` is a Date, milliseconds since 1970, or a date as in ISO 8601.
   * @throws RangeError for a date that does not exist, or lies outside the years 1970 to 9999
   */
  set(time: Date | number | string): ClockReading
  /** Lets the clock stand still until `unfreeze`; it can still be moved. */
  freeze(): ClockReading
  /** Lets it go on from where it stands. */
  unfreeze(): ClockReading
  /** Back to the real time. */
  reset(): ClockReading
  /** Calls `listener` after each change; the function returned ends that. */
  listen(listener: (reading: ClockReading) => void): () => void
}

/** 9999-12-31T23:59:59.999Z: the last moment with a four-digit year. */
const latest = 253_402_300_799_999

/** Less than this is the time that a request takes. */
const agreement = 1000

/** Why a command cannot be followed at the time `now`, or null. */
export function clockFault(command: ClockCommand, now: number): string | null {
  switch (command.kind) {
    case 'advance':
      if (!Number.isFinite(command.seconds) || command.seconds < 0) return 'expected seconds, 0 or more'
      return now + command.seconds * 1000 > latest ? 'this leads beyond the year 9999' : null
    case 'set':
      return command.at >= 0 && command.at <= latest ? null : 'expected a date in the years 1970 to 9999'
    case 'freeze':
      return null
  }
}

function warningFor(ahead: number): string | null {
  if (Math.abs(ahead) < agreement) return null
  const words = durationInWords(Math.abs(ahead))
  return ahead > 0
    ? `the clock of the mock runs ${words} ahead of the real one: clients with their own clock will refuse new tokens`
    : `the clock of the mock runs ${words} behind the real one: clients with their own clock will take new tokens for old ones`
}

/** The clock of one mock, over the clock of the outside. */
export function createClockControl(real: Clock): ClockControl {
  let offset = 0
  /** The time at which the clock stands still; null while it goes. */
  let stopped: number | null = null
  const listeners = new Set<(reading: ClockReading) => void>()

  const now = () => stopped ?? real.now() + offset

  function read(): ClockReading {
    const ahead = now() - real.now()
    return { now: now(), ahead, frozen: stopped !== null, warning: warningFor(ahead) }
  }

  function moveTo(time: number): void {
    if (stopped === null) offset = time - real.now()
    else stopped = time
  }

  function follow(command: ClockCommand): ClockReading {
    const fault = clockFault(command, now())
    if (fault !== null) throw new RangeError(`clock: ${fault}`)
    if (command.kind === 'advance') moveTo(now() + Math.round(command.seconds * 1000))
    else if (command.kind === 'set') moveTo(command.at)
    else if (command.frozen) stopped = now()
    else if (stopped !== null) {
      offset = stopped - real.now()
      stopped = null
    }
    return tell()
  }

  function tell(): ClockReading {
    const reading = read()
    for (const listener of listeners) listener(reading)
    return reading
  }

  return {
    now,
    sleep: (milliseconds, signal) => real.sleep(milliseconds, signal),
    read,
    follow,
    advance: (seconds) => follow({ kind: 'advance', seconds }),
    set: (time) => follow({ kind: 'set', at: millisecondsOf(time) }),
    freeze: () => follow({ kind: 'freeze', frozen: true }),
    unfreeze: () => follow({ kind: 'freeze', frozen: false }),
    reset() {
      offset = 0
      stopped = null
      return tell()
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A date, or a date and time with its offset: without one it would mean another time on each machine. */
const isoTime = /^(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/

/** Milliseconds since 1970; not a number for a text that is no date in ISO 8601: 2027-02-30 is none. */
export function millisecondsOf(time: Date | number | string): number {
  if (typeof time === 'number') return Math.round(time)
  if (typeof time !== 'string') return time.getTime()
  const [, year, month, day] = isoTime.exec(time) ?? []
  const lastOfMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return Number(day) <= lastOfMonth ? new Date(time).getTime() : Number.NaN
}
