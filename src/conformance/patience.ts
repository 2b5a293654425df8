// How long silence of a client lasts until it is an answer.
import { callbackToToken } from './control.js'
import type { Patience } from './gather/login.js'
import { defaultTimeoutSeconds, type RunSettings } from './run-settings.js'
import type { PlannedScenario, Transcript } from './transcript.js'

/** Milliseconds of silence that are an answer: 1.5 s, or three times what the honest run needed. */
const quiet = 1_500
/** Milliseconds that an honest client may take from its callback to its token request. */
const honestDelay = 10_000

/**
 * Milliseconds after the last request for scenarios in which a client has a reason to wait, or to come back: it was
 * told to wait 3 seconds, its token lives 3 seconds, or the answer is late. They run in full runs only.
 */
const longer: Readonly<Record<string, number>> = {
  'token-errors/temporarily-unavailable': 4_500,
  'token-errors/temporarily-unavailable-date': 5_500,
  'token-errors/rate-limited-400': 4_500,
  'token-errors/rate-limited-429': 4_500,
  'token-errors/rate-limited-429-date': 5_500,
  'api-trouble/429': 4_500,
  'api-trouble/429-date': 5_500,
  'api-trouble/503': 4_500,
  'api-trouble/503-date': 5_500,
  'api-trouble/expires-soon': 6_000,
  'refresh-trouble': 6_000,
  'refresh-trouble/silence': 20_000,
  // Longer than the answer takes.
  'token-errors/slow': 23_000,
  'token-errors/drip': 63_000,
  // Longer than the time limits of most HTTP libraries, shorter than the silence.
  'token-errors/silence': 40_000,
}

/** Milliseconds besides that the rest of such a run is given. */
const around = 10_000

/** What a scenario needs beyond the patience for all others. */
export function patienceIn({ id, variant }: PlannedScenario, usual: Patience): Patience {
  const wanted = longer[`${id}/${variant}`] ?? longer[id]
  if (wanted === undefined || wanted <= usual.afterToken) return usual
  return { ...usual, afterToken: wanted, limit: Math.max(usual.limit, wanted + around) }
}

/** `control` is null for the control run itself, which is given more time. */
export function patienceFor(control: Transcript | null, settings: RunSettings): Patience {
  const limit = (settings.timeoutSeconds ?? defaultTimeoutSeconds) * 1000
  const measured = control ? Math.max(quiet, 3 * (callbackToToken(control) ?? 0)) : honestDelay
  return { limit, callbackToToken: Math.min(limit, measured), afterToken: Math.min(limit, quiet) }
}
