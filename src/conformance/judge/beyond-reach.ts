// A callback that only an installed app can take: what would follow it cannot be judged, and is no fault.
import type { Transcript } from '../transcript.js'

/** Why the kit could not hand over the callback of a login; null when it could, or when it failed otherwise. */
export function beyondReach(transcripts: readonly Transcript[]): string | null {
  for (const { callbacks, ending } of transcripts) {
    const last = callbacks.at(-1)
    if (ending.kind !== 'callback-not-delivered' || last?.answer.kind !== 'not-delivered') continue
    if (!/^https?:/i.test(last.url)) return `${last.answer.why}, and the kit has no way to hand it over`
  }
  return null
}
