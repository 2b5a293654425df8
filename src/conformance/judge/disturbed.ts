// Judges the runs in which the mock misbehaved, one by one, and makes one verdict of it.
import type { Transcript } from '../transcript.js'
import { closingFault, controlFault, controlIn, nameOfRun, whyNothingRan } from './controls.js'
import { noAuthorizeRequest } from './unseen.js'
import {
  type Evidence,
  inconclusive,
  isNonEmpty,
  notApplicable,
  type Occurrence,
  type Verdict,
} from './verdict.js'
import { listed } from './wording.js'

/** What one disturbed run shows. */
export type Shown<Reason extends string> =
  | { readonly kind: 'broken'; readonly occurrence: Occurrence<Reason> }
  /** `silent`: the right thing to do was to do nothing more, so it counts only between two controls that work. */
  | { readonly kind: 'right'; readonly evidence: Evidence; readonly silent: boolean }
  | { readonly kind: 'undecided'; readonly why: string }
  /** What is to be judged never came: a client that has no use for it shows nothing. */
  | { readonly kind: 'untouched'; readonly why: string }

export function undecidedIn(run: Transcript, why: string): Shown<never> {
  return { kind: 'undecided', why: `${nameOfRun(run)}: ${why}` }
}

const controls = ['honest', 'forgiving', 'honest-again']

/** The first occurrence of each reason in each run: a client that begins anew breaks the same rule again. */
export function oncePerRun<Reason extends string>(
  occurrences: readonly Occurrence<Reason>[],
): readonly Occurrence<Reason>[] {
  const known = new Set<string>()
  return occurrences.filter(({ reason, where }) => {
    const key = `${where.scenario} ${where.variant} ${reason}`
    return known.has(key) ? false : known.add(key)
  })
}

function once(sentences: readonly string[]): string {
  return [...new Set(sentences)].join('; ')
}

type Right = Extract<Shown<never>, { kind: 'right' }>

function passOn(
  rights: readonly Right[],
  transcripts: readonly Transcript[],
  control: Transcript,
): Verdict<never> | null {
  const evidence = rights.map((right) => right.evidence)
  if (!isNonEmpty(evidence)) return null
  const silent = rights.filter((right) => right.silent)
  const fault = controlFault(control) ?? (silent.length > 0 ? closingFault(transcripts) : null)
  if (fault === null) return { outcome: 'pass', evidence }
  const names = silent.map(({ evidence: { where } }) => where.variant ?? where.scenario)
  const nothing = names.length > 0 ? `nothing followed ${listed([...new Set(names)])}, but ` : ''
  return inconclusive(`${nothing}${fault}`)
}

/**
 * The verdict on all runs of `transcripts` that are no controls, each looked at by itself beside the control. A fault
 * that was seen is a fault; without one, a run that could not be decided makes the verdict inconclusive, and nothing
 * passes without evidence.
 */
export function judgeDisturbed<Reason extends string>(
  transcripts: readonly Transcript[],
  look: (run: Transcript, control: Transcript) => readonly Shown<Reason>[],
): Verdict<Reason> {
  const control = controlIn(transcripts)
  if (control === undefined) return inconclusive('the control run honest is missing')
  const runs = transcripts.filter(({ scenario }) => !controls.includes(scenario))
  if (runs.length === 0) {
    return inconclusive(
      control.exchanges.some(({ endpoint }) => endpoint === 'oauth-authorize')
        ? whyNothingRan(control)
        : noAuthorizeRequest([control]),
    )
  }
  const shown = runs.flatMap((run) => look(run, control))
  const occurrences = oncePerRun(shown.flatMap((one) => (one.kind === 'broken' ? [one.occurrence] : [])))
  if (isNonEmpty(occurrences)) return { outcome: 'fail', occurrences }
  const undecided = shown.flatMap((one) => (one.kind === 'undecided' ? [one.why] : []))
  if (undecided.length > 0) return inconclusive(once(undecided))
  const rights = shown.filter((one) => one.kind === 'right')
  const untouched = shown.flatMap((one) => (one.kind === 'untouched' ? [one.why] : []))
  return (
    passOn(rights, transcripts, control) ?? notApplicable(once(untouched) || 'no run had anything to judge')
  )
}
