// A failed check for people: what was seen, what to do, which clause says so, and how to see it again.
import type { FindingOccurrence } from '../judge/finding.js'
import { runName } from '../transcript.js'
import { citationOf, keywordText } from './citation.js'
import { printable } from './printable.js'
import type { ReportFinding } from './report.js'
import { colourOf, label, type Paint, row } from './text-parts.js'

function place(occurrence: FindingOccurrence): string {
  const run = runName(occurrence.scenario, occurrence.variant)
  const { exchange, parameter } = occurrence.where
  const parts = [`scenario ${run}`]
  if (exchange !== null) parts.push(`exchange ${exchange}`)
  if (parameter !== null) parts.push(parameter)
  if (occurrence.phase !== undefined) parts.push(occurrence.phase)
  return parts.join(', ')
}

/** Items of which `keyOf` says the same, together, in the order of their first appearance. */
function groupedBy<T>(
  items: readonly T[],
  keyOf: (item: T) => readonly unknown[],
): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = JSON.stringify(keyOf(item))
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return [...groups.values()]
}

/** What was seen, once for all places where it was the same. */
function seenLines(occurrences: readonly FindingOccurrence[], paint: Paint): string[] {
  const alike = groupedBy(occurrences, ({ expected, actual, diagnosis }) => [expected, actual, diagnosis])
  return alike.flatMap((group) => {
    const [{ expected = null, actual = '', diagnosis = null } = {}] = group
    return [
      ...(expected === null ? [] : row('expected', expected, paint)),
      ...row('actual', actual, paint),
      ...(diagnosis === null ? [] : row('diagnosis', diagnosis, paint)),
      ...row('where', group.map(place).join('; '), paint),
    ]
  })
}

/** By reason and remedy: each is said once, however often it was seen. */
function occurrenceLines(finding: ReportFinding, paint: Paint): string[] {
  const byReason = groupedBy(finding.occurrences, ({ reason, what, fix }) => [reason, what, fix])
  return byReason.flatMap((group) => {
    const [{ reason = '', what = '', fix = null } = {}] = group
    return [
      ...row('reason', `${reason}: ${what}`, paint),
      ...seenLines(group, paint),
      ...row('fix', fix ?? finding.fix, paint),
    ]
  })
}

/** Clauses shown of one finding: the first ones are those that say it most plainly. */
const shownClauses = 3

function clauseLines(finding: ReportFinding, paint: Paint): string[] {
  const note = finding.rule === 'clause' ? '' : ` (rule: ${finding.rule})`
  const left = finding.clauses.length - shownClauses
  const lines = finding.clauses.slice(0, shownClauses).flatMap((clause, index) => {
    const text = `${citationOf(clause)} (${keywordText(clause.keyword)})${note} ${clause.url}`
    return row(index === 0 ? 'clause' : '', text, paint)
  })
  return left > 0
    ? [...lines, ...row('', `and ${left} more: gc-pkce-check --explain ${finding.check}`, paint)]
    : lines
}

/** A failed check with everything that is needed to mend it. */
export function failureLines(finding: ReportFinding, paint: Paint): string[] {
  const level = finding.level ?? 'info'
  const mark = finding.outcome === 'kit-error' ? 'KIT ERROR' : level.toUpperCase()
  const forgiving = finding.seenOnForgivingServer ? ' (seen on a forgiving server)' : ''
  return [
    `${paint(colourOf[level], mark.padEnd(10))} ${paint('bold', finding.check)}  ${paint('dim', `${finding.phase}${forgiving}`)}`,
    ...row('', finding.title, paint),
    ...(finding.reason === null ? [] : row('reason', finding.reason, paint)),
    ...occurrenceLines(finding, paint),
    ...clauseLines(finding, paint),
    // In one line, however long: it is there to be copied.
    `  ${paint('dim', 'reproduce'.padEnd(label))}${printable(finding.reproduce)}`,
    '',
  ]
}
