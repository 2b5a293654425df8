// What a check may say. A pass must point at evidence, so that silence can never become one.
import type { Transcript } from '../transcript.js'
import type { Phase } from './checks/check.js'

export type NonEmpty<T> = readonly [T, ...T[]]

/** Where something was seen. */
export interface Place {
  readonly scenario: string
  readonly variant: string | null
  /** Number of the exchange; null when it was seen elsewhere. */
  readonly exchange: number | null
  /** Wire name of the parameter or header, or null. */
  readonly parameter: string | null
}

/** One observation that satisfies the requirement. */
export interface Evidence {
  readonly where: Place
  /** What was seen, in a few words; nothing secret. */
  readonly actual: string
}

/** One observation that breaks the requirement. */
export interface Occurrence<Reason extends string = string> {
  readonly reason: Reason
  readonly where: Place
  readonly expected: string
  /** What was seen instead; nothing secret. */
  readonly actual: string
  /** The mistake in one sentence, where the autopsy knows more than the reason says. */
  readonly diagnosis?: string
  /** What to do about this very mistake; else the fix of the reason, else that of the check. */
  readonly fix?: string
  /** The phase of the login in which it was seen, where that is not always the phase of the check. */
  readonly phase?: Phase
}

export type Verdict<Reason extends string = string> =
  | { readonly outcome: 'pass'; readonly evidence: NonEmpty<Evidence> }
  | { readonly outcome: 'fail'; readonly occurrences: NonEmpty<Occurrence<Reason>> }
  | { readonly outcome: 'inconclusive'; readonly reason: string }
  | { readonly outcome: 'not-applicable'; readonly reason: string }

export function inconclusive(reason: string): Verdict<never> {
  return { outcome: 'inconclusive', reason }
}

export function notApplicable(reason: string): Verdict<never> {
  return { outcome: 'not-applicable', reason }
}

export function isNonEmpty<T>(list: readonly T[]): list is NonEmpty<T> {
  return list.length > 0
}

/** The place of exchange `exchange` in the run `transcript`. */
export function placeOf(
  transcript: Transcript,
  exchange: number | null,
  parameter: string | null = null,
): Place {
  return { scenario: transcript.scenario, variant: transcript.variant, exchange, parameter }
}
