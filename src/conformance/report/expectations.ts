// Findings that are known: which of them came, which stayed away, and which nobody looked for.
import type { Finding, FindingOccurrence, Known } from '../judge/finding.js'
import { highest } from '../judge/levels.js'

/** A finding that is known, as its user wrote it down. */
export interface Expectation extends Known {
  /** A check, `state.mismatch`, or one reason of it, `state.mismatch/missing-accepted`. */
  readonly finding: string
  /** It shows in full runs only: that it stays away in another run says nothing. */
  readonly full?: boolean
}

/**
 * `met`: it came, and does not count. `stale`: what it names was judged, and it did not come. `not-judged`: nobody can
 * say. `expired`: its last day is over, and it counts as if it were not there.
 */
export type ExpectationState = 'met' | 'stale' | 'not-judged' | 'expired'

export interface JudgedExpectation extends Expectation {
  readonly state: ExpectationState
  /** One sentence for people, no full stop. */
  readonly what: string
}

/** What a run looked at, and when. */
export interface LookedAt {
  /** The day on which the run began, `2026-01-15`, UTC. */
  readonly day: string
  readonly full: boolean
  /** Why it did not look at everything, a clause; null when it did. */
  readonly partial: string | null
}

export interface Expected {
  readonly findings: readonly Finding[]
  readonly expectations: readonly JudgedExpectation[]
}

function partsOf(finding: string): { readonly check: string; readonly reason: string | null } {
  const at = finding.indexOf('/')
  return at < 0
    ? { check: finding, reason: null }
    : { check: finding.slice(0, at), reason: finding.slice(at + 1) }
}

function covers({ finding }: Expectation, check: string, occurrence: FindingOccurrence): boolean {
  const named = partsOf(finding)
  return named.check === check && (named.reason === null || named.reason === occurrence.reason)
}

function knownOf({ reason, until }: Expectation): Known {
  return { reason, ...(until === undefined ? {} : { until }) }
}

/** The finding with each occurrence that somebody expects marked. */
function marked(finding: Finding, expectations: readonly Expectation[]): Finding {
  if (finding.outcome !== 'fail') return finding
  const occurrences = finding.occurrences.map((occurrence): FindingOccurrence => {
    const found = expectations.find((one) => covers(one, finding.check, occurrence))
    return found === undefined ? occurrence : { ...occurrence, known: knownOf(found) }
  })
  const unknown = occurrences.filter(({ known }) => known === undefined)
  if (unknown.length === occurrences.length) return finding
  if (unknown.length === 0) return { ...finding, occurrences, known: true }
  const levels = unknown.flatMap(({ level }) => (level === null ? [] : [level]))
  return { ...finding, occurrences, level: highest(levels) }
}

type Judged = Pick<JudgedExpectation, 'state' | 'what'>

function judged(expectation: Expectation, findings: readonly Finding[], run: LookedAt): Judged {
  const { until, full = false } = expectation
  const { check } = partsOf(expectation.finding)
  const found = findings.find((one) => one.check === check)
  if (until !== undefined && run.day > until)
    return { state: 'expired', what: `its last day was ${until}: it counts as if it were not there` }
  if (found === undefined) return { state: 'not-judged', what: 'this run did not look at the check' }
  if (found.outcome === 'fail' && found.occurrences.some((one) => covers(expectation, check, one)))
    return { state: 'met', what: 'it came, and does not count' }
  if (found.outcome !== 'fail' && found.outcome !== 'pass')
    return { state: 'not-judged', what: `the check was not judged: ${found.reason ?? found.outcome}` }
  if (run.partial !== null) return { state: 'not-judged', what: `it did not come, but ${run.partial}` }
  if (full && !run.full) return { state: 'not-judged', what: 'it shows in full runs only, and this is none' }
  const hint = run.full ? '' : '; if it shows in full runs only, say so by "full: true"'
  return { state: 'stale', what: `it did not come: remove the entry${hint}` }
}

/** Marks what is expected, and says of every expectation what came of it, in their order. */
export function expected(
  findings: readonly Finding[],
  expectations: readonly Expectation[],
  run: LookedAt,
): Expected {
  const all = expectations.map((one): JudgedExpectation => ({ ...one, ...judged(one, findings, run) }))
  const valid = all.filter(({ state }) => state !== 'expired')
  return { findings: findings.map((finding) => marked(finding, valid)), expectations: all }
}
