// The undisturbed logins around the disturbed ones: only between two that work does silence prove anything.
import { runName, type Transcript, tokenExchanges } from '../transcript.js'
import { lastRefusal } from './unseen.js'

/** `token-errors/invalid-grant`: a run in one word. */
export function nameOfRun({ scenario, variant }: Pick<Transcript, 'scenario' | 'variant'>): string {
  return runName(scenario, variant)
}

/** The login before the disturbed ones: the forgiving one, where there was one, stands for `honest`. */
export function controlIn(transcripts: readonly Transcript[]): Transcript | undefined {
  return (
    transcripts.find(({ scenario }) => scenario === 'forgiving') ??
    transcripts.find(({ scenario }) => scenario === 'honest')
  )
}

export function gotToken(transcript: Transcript): boolean {
  return tokenExchanges(transcript).some(({ outcome }) => outcome.kind === 'granted')
}

/** Why the run before the others is no proof that the client works; null when it is one. */
export function controlFault(control: Transcript): string | null {
  if (gotToken(control)) return null
  const rawPlus = control.exchanges
    .flatMap(({ outcome }) => outcome.mistakes)
    .find(({ kind }) => kind === 'state-raw-plus')
  const hint = rawPlus === undefined ? '' : ` (${rawPlus.sentence})`
  const cause = lastRefusal(control) ?? control.ending.what
  return `the control run ${nameOfRun(control)} got no token: ${cause}${hint}`
}

/** Why no disturbed run followed the control: its login can fail after the token too. */
export function whyNothingRan(control: Transcript): string {
  const fault = controlFault(control)
  if (fault !== null) return fault
  const refusal = lastRefusal(control)
  return refusal === null
    ? 'no scenario of this check ran'
    : `no scenario of this check ran, because the login before it failed: ${refusal}`
}

/** Why the run after the others is no proof that the client still works; null when it is one. */
export function closingFault(transcripts: readonly Transcript[]): string | null {
  const after = transcripts.findLast(({ scenario }) => scenario === 'honest-again')
  if (after === undefined) return 'the closing control honest-again is missing'
  const cause = lastRefusal(after) ?? after.ending.what
  return gotToken(after) ? null : `the closing control honest-again got no token: ${cause}`
}
