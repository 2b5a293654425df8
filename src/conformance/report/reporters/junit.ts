// The report as JUnit XML, which CI servers show. A check is a test case; what counts for the exit code is a failure
// and nothing else is, so that the colour of the CI server and the exit code never differ.
import { citationOf } from '../citation.js'
import { countsForExit } from '../exit-code.js'
import { exitReason } from '../exit-reason.js'
import { expectationText, knownText, knownTexts, openExpectations } from '../expectation-text.js'
import { occurrenceLines } from '../occurrence-text.js'
import { printable } from '../printable.js'
import type { Report, ReportFinding } from '../report.js'
import { documentOf, type Element, element } from '../xml.js'
import { defineReporter, type RenderOptions } from './reporter.js'

const suiteName = 'gc-pkce-check'

/** The lines of a finding that a person needs to mend it. */
function detailsOf(finding: ReportFinding): string {
  const occurrences = finding.occurrences.flatMap((occurrence) => [
    ...(occurrence.known === undefined ? [] : [`known: ${knownText(occurrence.known)}`]),
    ...(occurrence.reason === null ? [] : [`${occurrence.reason}: ${printable(occurrence.what ?? '')}`]),
    ...occurrenceLines(occurrence, finding.fix).map((line) => `  ${line}`),
  ])
  const clauses = finding.clauses.map((clause) => `${citationOf(clause)} ${clause.url}`)
  return [...occurrences, ...clauses, `reproduce: ${printable(finding.reproduce)}`].join('\n')
}

function headlineOf({ occurrences, title, reason }: ReportFinding): string {
  const first = occurrences.find(({ known }) => known === undefined) ?? occurrences[0]
  return printable(first?.what ?? reason ?? title)
}

/** What stands inside a test case, empty on a pass. */
function outcomeOf(finding: ReportFinding, { policy }: RenderOptions): readonly Element[] {
  const { outcome, level, reason } = finding
  const why = printable(reason ?? '')
  if (outcome === 'kit-error') return [element('error', { type: 'kit-error', message: why }, why)]
  const fails = countsForExit(finding, policy)
  switch (outcome) {
    case 'pass':
      return []
    case 'not-applicable':
      return [element('skipped', { message: `not applicable: ${why}` })]
    case 'inconclusive': {
      const message = `could not be judged: ${why}`
      return [
        fails ? element('failure', { type: 'inconclusive', message }, why) : element('skipped', { message }),
      ]
    }
    case 'fail': {
      if (finding.known === true)
        return [element('skipped', { message: `known: ${knownTexts(finding.occurrences).join('; ')}` })]
      const details = detailsOf(finding)
      const message = `${level ?? 'info'}: ${headlineOf(finding)}`
      return [
        fails
          ? element('failure', { type: level, message }, details)
          : element('system-out', {}, `${message}\n${details}`),
      ]
    }
  }
}

function caseOf(finding: ReportFinding, options: RenderOptions): Element {
  const classname = `${suiteName}.${finding.phase.replaceAll(' ', '-')}`
  return element('testcase', { classname, name: finding.check, time: 0 }, outcomeOf(finding, options))
}

/** A run that was cut short, or saw no login, fails here whatever the checks say. */
function runCase(report: Report): Element {
  const { complete, advice, exitCode } = report
  const why = advice ?? `exit code ${exitCode}: ${exitReason(report)}`
  const cut = element('failure', { type: 'incomplete', message: 'the run was interrupted' }, why)
  const blind = element('failure', { type: 'nothing-judged', message: printable(why) }, printable(why))
  const failed = complete ? (exitCode === 3 ? [blind] : []) : [cut]
  return element('testcase', { classname: suiteName, name: 'the whole login was operated', time: 0 }, failed)
}

/** Entries of known findings that are stale, expired or were not judged. */
function expectationCases(report: Report): readonly Element[] {
  return openExpectations(report).map((expectation) => {
    const message = expectationText(expectation)
    const name = `known finding ${printable(expectation.finding)}`
    const child =
      expectation.state === 'stale'
        ? element('failure', { type: 'stale', message }, message)
        : element('skipped', { message })
    return element('testcase', { classname: suiteName, name, time: 0 }, [child])
  })
}

function propertiesOf({ kit, client, profile, platform, exitCode }: Report): Element {
  const pairs = {
    'kit.version': kit.version,
    'kit.catalogue': kit.catalogue,
    'client.kind': client.kind,
    'client.startedWith': client.startedWith,
    profile,
    platform,
    exitCode: String(exitCode),
  }
  return element(
    'properties',
    {},
    Object.entries(pairs).map(([name, value]) => element('property', { name, value: printable(value) })),
  )
}

function countOf(cases: readonly Element[], name: string): number {
  const has = ({ content }: Element) =>
    typeof content !== 'string' && content.some((child) => child.name === name)
  return cases.filter(has).length
}

function render(report: Report, options: RenderOptions): string {
  const cases = [
    runCase(report),
    ...report.findings.map((finding) => caseOf(finding, options)),
    ...expectationCases(report),
  ]
  const totals = {
    tests: cases.length,
    failures: countOf(cases, 'failure'),
    errors: countOf(cases, 'error'),
    skipped: countOf(cases, 'skipped'),
    time: (report.durationMs / 1000).toFixed(3),
  }
  const timestamp = report.startedAt.replace(/\.\d+Z$/, '')
  const suite = element(
    'testsuite',
    { name: `${suiteName} ${printable(report.client.target)}`, ...totals, timestamp },
    [propertiesOf(report), ...cases],
  )
  return documentOf(element('testsuites', { name: suiteName, ...totals }, [suite]))
}

export const junit = defineReporter({
  id: 'junit',
  summary: 'JUnit XML, for the test page of a CI server',
  render,
})
