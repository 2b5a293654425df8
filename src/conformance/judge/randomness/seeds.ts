// Numbers that programs seed generators with: small ones, well-known ones, the time.
import type { Sample, TimeWindow } from './sample.js'

export interface Seed {
  readonly value: number
  /** For people: what the number is. */
  readonly meaning: string
}

const mostSmall = 1_000
const wellKnown = [
  1234, 1337, 4711, 5489, 12345, 31337, 123456, 1234567, 12345678, 123456789, 19650218, 0xdeadbeef,
]

/** A process that serves logins may have been started so many seconds before them. */
const secondsBefore = 900
/** Between the seeding and the request: milliseconds. */
const millisecondsBefore = 5_000

/** Small and well-known numbers, then the seconds of the window. */
export function* fewSeeds(window: TimeWindow | undefined): Generator<Seed> {
  for (let value = 0; value <= mostSmall; value += 1) yield { value, meaning: `the number ${value}` }
  for (const value of wellKnown) yield { value, meaning: `the number ${value}` }
  if (window === undefined) return
  const first = Math.floor(window.from / 1000) - secondsBefore
  for (let value = Math.ceil(window.to / 1000); value >= first; value -= 1) {
    yield { value, meaning: `the time in seconds, ${value}` }
  }
}

/** The milliseconds in which a text can have been made, the latest first. */
export function* millisecondSeeds(window: TimeWindow | undefined, { at }: Sample): Generator<Seed> {
  if (window === undefined && at === undefined) return
  const last = Math.ceil(at ?? window?.to ?? 0)
  const first = Math.floor(at ?? window?.from ?? last) - millisecondsBefore
  for (let value = last; value >= first; value -= 1)
    yield { value, meaning: `the time in milliseconds, ${value}` }
}

/** Every fraction of a second in microseconds. */
export function* fractionSeeds(): Generator<Seed> {
  for (let value = 0; value < 1_000_000; value += 1)
    yield { value, meaning: `the microseconds of a second, ${value}` }
}
