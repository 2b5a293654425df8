// Waits until a login has come to rest.
import type { Clock } from '../../server/index.js'

/** Milliseconds between two looks. */
const pause = 25

export interface RestRun {
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Milliseconds within which a token request must have come. */
  readonly untilToken: number
  /** Milliseconds without any exchange after which nothing more is to come. */
  readonly quiet: number
  /** Exchanges with the mock, and how many of them are answered token requests, so far. */
  seen(): { readonly exchanges: number; readonly tokens: number }
}

/** Resolves when a token request came and silence followed, or when none came. */
export async function comeToRest({ clock, signal, untilToken, quiet, seen }: RestRun): Promise<void> {
  let newest = { count: -1, at: clock.now() }
  while (!signal.aborted) {
    const { exchanges, tokens } = seen()
    if (exchanges !== newest.count) newest = { count: exchanges, at: clock.now() }
    if (clock.now() - newest.at >= (tokens > 0 ? quiet : untilToken)) return
    await clock.sleep(pause, signal)
  }
}
