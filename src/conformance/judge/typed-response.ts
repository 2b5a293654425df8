// Clients whose user types the response on their terminal: they have no listener, and some never see more of it than the
// code.
import type { Transcript } from '../transcript.js'
import { controlIn } from './controls.js'
import { notApplicable, type Verdict } from './verdict.js'

/** What is typed in the control; see `typedBy`. */
export function typedIn(transcripts: readonly Transcript[]): 'url' | 'code' | null {
  const control = controlIn(transcripts)
  return control === undefined ? null : typedBy(control)
}

/** What is typed in a run: the whole address of the callback, or the code alone; null where not all of it is. */
export function typedBy({ callbacks }: Pick<Transcript, 'callbacks'>): 'url' | 'code' | null {
  const typed = callbacks.flatMap(({ answer }) => (answer.kind === 'typed' ? [answer.what] : []))
  if (typed.length === 0 || typed.length < callbacks.length) return null
  return typed.every((what) => what === 'code') ? 'code' : 'url'
}

/** The verdict of what only a listener can do wrong; null where there may be one. */
export function withoutListener(transcripts: readonly Transcript[]): Verdict<never> | null {
  return typedIn(transcripts) === null
    ? null
    : notApplicable('its user types the response on its terminal, so it has no listener')
}

/** The verdict of what `seen` of a response only a client that sees it can do wrong; null where it may see it. */
export function codeAlone(transcripts: readonly Transcript[], seen: string): Verdict<never> | null {
  return typedIn(transcripts) === 'code'
    ? notApplicable(`the user types the code alone on its terminal, so it never sees ${seen}`)
    : null
}
