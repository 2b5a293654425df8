// The outcome of one check in one run, ready for the report.

import type { Level } from './checks/check.js'
import type { Keyword } from './clauses.js'

export type Outcome = 'pass' | 'fail' | 'inconclusive' | 'not-applicable' | 'kit-error'

export interface FindingOccurrence {
  /** Null on a pass. */
  readonly reason: string | null
  /** What the reason says, a few words; null on a pass. */
  readonly what: string | null
  readonly scenario: string
  readonly variant: string | null
  readonly expected: string | null
  readonly actual: string
  readonly diagnosis: string | null
  readonly where: { readonly exchange: number | null; readonly parameter: string | null }
  readonly level: Level | null
  readonly fix: string | null
  /** The phase in which it was seen, where that is another one than the phase of the finding. */
  readonly phase?: string
  /** Why it was expected: what the user wrote of it. Absent: nobody did. */
  readonly known?: Known
}

/** What a user says of a finding that is known. */
export interface Known {
  readonly reason: string
  /** The last day on which it counts, `2026-12-31`; absent: it has none. */
  readonly until?: string
}

export interface Finding {
  readonly check: string
  /** The phase of the check; where its faults were seen in another one only, that one. */
  readonly phase: string
  readonly outcome: Outcome
  /**
   * The highest of the occurrences; where some of them are known, of the others. For `inconclusive` the level it counts
   * with; null otherwise.
   */
  readonly level: Level | null
  readonly title: string
  readonly why: string
  readonly rule: 'clause' | 'house' | 'derived' | 'tolerance'
  readonly clauses: readonly {
    readonly document: string
    readonly section: string
    readonly keyword: Keyword
    readonly url: string
  }[]
  readonly occurrences: readonly FindingOccurrence[]
  /** Why it was not judged; null on pass and fail. */
  readonly reason: string | null
  readonly fix: string
  /** True when it was judged on a server that let mistakes pass. */
  readonly seenOnForgivingServer: boolean
  /** True when everything that was found is known: it does not count for the exit code. */
  readonly known?: true
}
