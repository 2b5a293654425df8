// Known findings in words, for the formats that people read.
import type { FindingOccurrence, Known } from '../judge/finding.js'
import type { ExpectationState, JudgedExpectation } from './expectations.js'
import { printable } from './printable.js'
import type { Report, ReportFinding } from './report.js'

/** `fixed in the next release (until 2026-12-31)` */
export function knownText({ reason, until }: Known): string {
  return printable(until === undefined ? reason : `${reason} (until ${until})`)
}

/** What is known of a finding, each text once; empty when nothing is. */
export function knownTexts(occurrences: readonly FindingOccurrence[]): readonly string[] {
  return [...new Set(occurrences.flatMap(({ known }) => (known === undefined ? [] : [knownText(known)])))]
}

/** The finding without what is known of it, as it is shown where the known part has a place of its own. */
export function withoutKnown(finding: ReportFinding): ReportFinding {
  return { ...finding, occurrences: finding.occurrences.filter(({ known }) => known === undefined) }
}

/** The failures that count, without what is known of them. */
export function unknownFailures({ findings }: Report): readonly ReportFinding[] {
  return findings
    .filter(({ outcome, known }) => outcome === 'fail' && known !== true)
    .map((finding) => withoutKnown(finding))
}

/** Every finding of which something is known, with that. */
export function knownLines({
  findings,
}: Report): readonly { readonly check: string; readonly why: string }[] {
  return findings.flatMap(({ check, occurrences }) => knownTexts(occurrences).map((why) => ({ check, why })))
}

const names: Readonly<Record<ExpectationState, string>> = {
  met: 'known',
  stale: 'stale',
  'not-judged': 'not judged',
  expired: 'expired',
}

/** `stale: state.mismatch (fixed in the next release): it did not come: remove the entry` */
export function expectationText(expectation: JudgedExpectation): string {
  const { state, finding, what } = expectation
  return `${names[state]}: ${printable(finding)} (${knownText(expectation)}): ${printable(what)}`
}

/** The expectations of which a person has to hear: all that did not simply come. */
export function openExpectations({ expectations = [] }: Report): readonly JudgedExpectation[] {
  return expectations.filter(({ state }) => state !== 'met')
}
