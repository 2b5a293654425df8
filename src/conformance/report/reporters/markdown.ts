// The report as Markdown, for the summary of a CI job or a comment on a pull request.
import type { Level } from '../../judge/checks/check.js'
import type { FindingOccurrence } from '../../judge/finding.js'
import { runName } from '../../transcript.js'
import { citationOf, keywordText } from '../citation.js'
import { exitReason } from '../exit-reason.js'
import { expectationText, knownLines, openExpectations, unknownFailures } from '../expectation-text.js'
import { code, prose } from '../markdown-text.js'
import { placeOf } from '../occurrence-text.js'
import type { Report, ReportFinding } from '../report.js'
import { summaryText } from '../summary-text.js'
import { defineReporter } from './reporter.js'

/** Observations shown of one finding: GitHub takes no summary of more than 1 MiB. */
const mostOccurrences = 10

const names: Readonly<Record<Level, string>> = { violation: 'Violation', warning: 'Warning', info: 'Info' }
const order: Readonly<Record<Level, number>> = { violation: 0, warning: 1, info: 2 }

function occurrenceLines(occurrence: FindingOccurrence, finding: ReportFinding): readonly string[] {
  const { reason, what, expected, actual, diagnosis, fix } = occurrence
  return [
    `- ${prose(`${reason ?? 'seen'}: ${what ?? finding.title}`)} (${prose(placeOf(occurrence))})`,
    ...(expected === null ? [] : [`  - expected: ${code(expected)}`]),
    `  - actual: ${code(actual)}`,
    ...(diagnosis === null ? [] : [`  - diagnosis: ${code(diagnosis)}`]),
    `  - fix: ${prose(fix ?? finding.fix)}`,
  ]
}

function failureLines(finding: ReportFinding): readonly string[] {
  const { check, outcome, level, title, occurrences, clauses, reason, reproduce } = finding
  const name = outcome === 'kit-error' ? 'Kit error' : names[level ?? 'info']
  const left = occurrences.length - mostOccurrences
  const links = clauses.map(
    (clause) => `[${prose(citationOf(clause))}](<${clause.url}>) (${keywordText(clause.keyword)})`,
  )
  return [
    `### ${name}: ${prose(check)}`,
    '',
    `${prose(title)}.${finding.seenOnForgivingServer ? ' Seen on a forgiving server.' : ''}`,
    '',
    ...(reason === null ? [] : [`- ${prose(reason)}`]),
    ...occurrences.slice(0, mostOccurrences).flatMap((one) => occurrenceLines(one, finding)),
    ...(left > 0 ? [`- and ${left} more of the kind`] : []),
    ...(links.length === 0 ? [] : [`- clauses: ${links.join(', ')}`]),
    `- reproduce: ${code(reproduce)}`,
    '',
  ]
}

/** A list behind a line that is opened by a click; nothing where the list is empty. */
function folded(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0
    ? []
    : [`<details><summary>${title} (${lines.length})</summary>`, '', ...lines, '', '</details>', '']
}

function headLines(report: Report): readonly string[] {
  const { kit, client, profile, advice, complete, exitCode } = report
  return [
    `## gc-pkce-check ${prose(kit.version)}: ${prose(summaryText(report))}`,
    '',
    `${code(client.target)}, started with ${code(client.startedWith)} (kind ${client.kind}, profile ${profile})`,
    '',
    ...(complete ? [] : ['**Incomplete: the run was interrupted.**', '']),
    ...(advice === null ? [] : [`**${prose(advice)}**`, '']),
    `Exit code ${exitCode}: ${prose(exitReason(report))}`,
    '',
  ]
}

function render(report: Report): string {
  const having = (outcome: string) => report.findings.filter((finding) => finding.outcome === outcome)
  const failures = unknownFailures(report).toSorted(
    (a, b) => order[a.level ?? 'info'] - order[b.level ?? 'info'],
  )
  const unjudged = (outcome: string) =>
    having(outcome).map(({ check, reason }) => `- ${prose(check)}: ${prose(reason ?? '')}`)
  const runs = report.scenarios.map(({ id, variant, ending, what }) => {
    return `- ${prose(runName(id, variant))}: ${ending}, ${prose(what)}`
  })
  const lines = [
    ...headLines(report),
    ...[...having('kit-error'), ...failures].flatMap(failureLines),
    ...openExpectations(report).map((one) => `- ${prose(expectationText(one))}`),
    ...(openExpectations(report).length === 0 ? [] : ['']),
    ...folded(
      'Known',
      knownLines(report).map(({ check, why }) => `- ${prose(check)}: ${prose(why)}`),
    ),
    ...folded('Inconclusive', unjudged('inconclusive')),
    ...folded('Not applicable', unjudged('not-applicable')),
    ...folded(
      'Passed',
      having('pass').map(({ check }) => `- ${prose(check)}`),
    ),
    ...folded('Runs', runs),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

export const markdown = defineReporter({
  id: 'markdown',
  summary: 'Markdown, for the summary of a CI job',
  render,
})
