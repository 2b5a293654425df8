// How long silence of a client lasts until it is an answer.
import { callbackToToken } from './control.js'
import type { Patience } from './gather/login.js'
import { defaultTimeoutSeconds, type RunSettings } from './options.js'
import type { Transcript } from './transcript.js'

/** Milliseconds of silence that are an answer: 1.5 s, or three times what the honest run needed. */
const quiet = 1_500
/** Milliseconds that an honest client may take from its callback to its token request. */
const honestDelay = 10_000

/** `control` is null for the control run itself, which is given more time. */
export function patienceFor(control: Transcript | null, settings: RunSettings): Patience {
  const limit = (settings.timeoutSeconds ?? defaultTimeoutSeconds) * 1000
  const measured = control ? Math.max(quiet, 3 * (callbackToToken(control) ?? 0)) : honestDelay
  return { limit, callbackToToken: Math.min(limit, measured), afterToken: Math.min(limit, quiet) }
}
