// The report as SARIF 2.1.0, which code hosts show beside the code. Sections are those of the OASIS standard.
import type { Level } from '../../judge/checks/check.js'
import type { FindingOccurrence } from '../../judge/finding.js'
import { citationOf, keywordText } from '../citation.js'
import { exitReason } from '../exit-reason.js'
import { expectationText, openExpectations } from '../expectation-text.js'
import { occurrenceLines, placeOf } from '../occurrence-text.js'
import { printable } from '../printable.js'
import type { Report, ReportFinding } from '../report.js'
import { defineReporter } from './reporter.js'

type Json = Readonly<Record<string, unknown>>

/** Section 3.27.10. */
const levels: Readonly<Record<Level, string>> = { violation: 'error', warning: 'warning', info: 'note' }

/** Section 3.27.9: what did not fail has a kind, and no level. */
const kinds = { pass: 'pass', 'not-applicable': 'notApplicable', inconclusive: 'open' } as const

/** A path as a relative or absolute URI reference (section 3.4.3). */
function uriOf(target: string): string {
  const path = target.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  if (/^[A-Za-z]:\//.test(path)) return `file:///${path[0]}:${encoded.slice(encoded.indexOf('/'))}`
  if (path.startsWith('/')) return `file://${encoded}`
  return encoded === '' ? '.' : encoded
}

function ruleOf(finding: ReportFinding): Json {
  const clauses = finding.clauses.map(
    (clause) => `${citationOf(clause)} (${keywordText(clause.keyword)}): ${clause.url}`,
  )
  const links = finding.clauses.map((clause) => `[${citationOf(clause)}](${clause.url})`)
  return {
    id: finding.check,
    shortDescription: { text: `${finding.title}.` },
    fullDescription: { text: finding.why },
    help: {
      text: [finding.fix, ...clauses].join('\n'),
      markdown: `${finding.fix}\n\n${links.join(', ')}`,
    },
    ...(finding.clauses[0] === undefined ? {} : { helpUri: finding.clauses[0].url }),
    properties: {
      tags: ['oauth', finding.phase, ...new Set(finding.clauses.map(({ document }) => document))],
    },
  }
}

function locationsOf(target: string, occurrence: FindingOccurrence | null): readonly Json[] {
  // It is about the client as a whole; code hosts drop what has no line.
  const physical = {
    physicalLocation: { artifactLocation: { uri: uriOf(target) }, region: { startLine: 1 } },
  }
  if (occurrence === null) return [physical]
  return [{ ...physical, logicalLocations: [{ fullyQualifiedName: placeOf(occurrence) }] }]
}

function failureOf(finding: ReportFinding, ruleIndex: number, target: string): readonly Json[] {
  return finding.occurrences.map((occurrence) => {
    const { level, what, scenario, variant, known } = occurrence
    const fault = `${finding.check}/${occurrence.reason ?? ''}`
    const lines = [
      `${printable(what ?? finding.title)} (${fault}).`,
      ...occurrenceLines(occurrence, finding.fix),
      `reproduce: ${printable(finding.reproduce)}`,
    ]
    return {
      ruleId: finding.check,
      ruleIndex,
      kind: 'fail',
      level: levels[level ?? finding.level ?? 'info'],
      message: { text: lines.join('\n') },
      locations: locationsOf(target, occurrence),
      // Section 3.27.17: the same fault keeps its identity from run to run.
      // Section 3.35: known findings, each with the justification of its user.
      ...(known === undefined
        ? {}
        : { suppressions: [{ kind: 'external', justification: printable(known.reason) }] }),
      partialFingerprints: { 'checkAndReason/v1': `${fault}/${scenario}/${variant ?? ''}` },
    }
  })
}

function resultsOf(finding: ReportFinding, ruleIndex: number, target: string): readonly Json[] {
  const { outcome, check, reason, occurrences } = finding
  if (outcome === 'fail') return failureOf(finding, ruleIndex, target)
  if (outcome === 'kit-error') return []
  const text = printable(reason ?? occurrences[0]?.actual ?? finding.title)
  return [
    {
      ruleId: check,
      ruleIndex,
      kind: kinds[outcome],
      level: 'none',
      message: { text },
      locations: locationsOf(target, occurrences[0] ?? null),
    },
  ]
}

/** Section 3.20: how the run went, faults of the kit included. */
function invocationOf(report: Report): Json {
  const { startedAt, durationMs, exitCode, complete, advice, findings } = report
  const broken = findings.filter(({ outcome }) => outcome === 'kit-error')
  const notices = [
    ...broken.map(({ check, reason }) => ({
      level: 'error',
      message: { text: printable(reason ?? 'the check itself failed') },
      associatedRule: { id: check },
    })),
    ...openExpectations(report).map((expectation) => ({
      level: expectation.state === 'stale' ? 'error' : 'note',
      message: { text: expectationText(expectation) },
    })),
    ...(advice === null ? [] : [{ level: 'error', message: { text: printable(advice) } }]),
    ...(complete ? [] : [{ level: 'error', message: { text: 'The run was interrupted.' } }]),
  ]
  return {
    executionSuccessful: complete && broken.length === 0 && exitCode !== 3,
    exitCode,
    exitCodeDescription: exitReason(report),
    startTimeUtc: startedAt,
    endTimeUtc: new Date(Date.parse(startedAt) + durationMs).toISOString(),
    ...(notices.length === 0 ? {} : { toolExecutionNotifications: notices }),
  }
}

function render(report: Report): string {
  const { kit, client, findings, profile, platform } = report
  const run = {
    tool: {
      driver: {
        name: 'gc-pkce-check',
        version: kit.version,
        semanticVersion: kit.version,
        informationUri: 'https://www.npmjs.com/package/gc-mock-oauth',
        rules: findings.map(ruleOf),
      },
    },
    automationDetails: { id: `gc-pkce-check/${printable(client.target)}/${profile}/` },
    invocations: [invocationOf(report)],
    columnKind: 'utf16CodeUnits',
    results: findings.flatMap((finding, index) => resultsOf(finding, index, client.target)),
    properties: { client, profile, platform, summary: report.summary },
  }
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

export const sarif = defineReporter({
  id: 'sarif',
  summary: 'SARIF 2.1.0, for the code scanning page of a code host',
  render,
})
