// The report for people: what is wrong first, with everything needed to mend it.
import type { Level } from '../../judge/checks/check.js'
import type { FindingOccurrence } from '../../judge/finding.js'
import { citationOf, keywordText } from '../citation.js'
import { exitReason } from '../exit-reason.js'
import { printable } from '../printable.js'
import type { Report, ReportFinding } from '../report.js'
import { wrap } from '../wrap.js'
import { defineReporter, type RenderOptions } from './reporter.js'

const width = 100
const label = 11

type Colour = 'red' | 'yellow' | 'cyan' | 'green' | 'dim' | 'bold'
type Paint = (colour: Colour, text: string) => string

const codes: Readonly<Record<Colour, number>> = { red: 31, yellow: 33, cyan: 36, green: 32, dim: 2, bold: 1 }

function painter({ colour }: RenderOptions): Paint {
  return (name, text) => (colour ? `\u001b[${codes[name]}m${text}\u001b[0m` : text)
}

const colourOf: Readonly<Record<Level, Colour>> = { violation: 'red', warning: 'yellow', info: 'cyan' }

/** A labelled block: the label once, the text indented below itself. */
function row(name: string, text: string, paint: Paint): string[] {
  const lines = printable(text).length > 0 ? wrap(printable(text), width - label - 2) : ['']
  return lines.map(
    (line, index) => `  ${index === 0 ? paint('dim', name.padEnd(label)) : ' '.repeat(label)}${line}`,
  )
}

function place(occurrence: FindingOccurrence): string {
  const run =
    occurrence.variant === null ? occurrence.scenario : `${occurrence.scenario}/${occurrence.variant}`
  const { exchange, parameter } = occurrence.where
  const parts = [`scenario ${run}`]
  if (exchange !== null) parts.push(`exchange ${exchange}`)
  if (parameter !== null) parts.push(parameter)
  if (occurrence.phase !== undefined) parts.push(occurrence.phase)
  return parts.join(', ')
}

/** Occurrences that differ only in where they were seen are shown once, with all their places. */
function grouped(occurrences: readonly FindingOccurrence[]) {
  const groups = new Map<string, { occurrence: FindingOccurrence; places: string[] }>()
  for (const occurrence of occurrences) {
    const key = JSON.stringify([
      occurrence.reason,
      occurrence.expected,
      occurrence.actual,
      occurrence.diagnosis,
    ])
    const known = groups.get(key)
    if (known) known.places.push(place(occurrence))
    else groups.set(key, { occurrence, places: [place(occurrence)] })
  }
  return [...groups.values()]
}

function occurrenceLines(finding: ReportFinding, paint: Paint): string[] {
  return grouped(finding.occurrences).flatMap(({ occurrence, places }) => [
    ...row('reason', `${occurrence.reason}: ${occurrence.what}`, paint),
    ...(occurrence.expected === null ? [] : row('expected', occurrence.expected, paint)),
    ...row('actual', occurrence.actual, paint),
    ...(occurrence.diagnosis === null ? [] : row('diagnosis', occurrence.diagnosis, paint)),
    ...row('where', places.join('; '), paint),
    ...row('fix', occurrence.fix ?? finding.fix, paint),
  ])
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

function failureLines(finding: ReportFinding, paint: Paint): string[] {
  const level = finding.level ?? 'info'
  const mark = finding.outcome === 'kit-error' ? 'KIT ERROR' : level.toUpperCase()
  const forgiving = finding.seenOnForgivingServer ? ' (seen on a forgiving server)' : ''
  return [
    `${paint(colourOf[level], mark.padEnd(10))} ${paint('bold', finding.check)}  ${paint('dim', `${finding.phase}${forgiving}`)}`,
    ...row('', finding.title, paint),
    ...(finding.reason === null ? [] : row('reason', finding.reason, paint)),
    ...occurrenceLines(finding, paint),
    ...clauseLines(finding, paint),
    ...row('reproduce', finding.reproduce, paint),
    '',
  ]
}

/** Checks that share an outcome and its reason, as one block. */
function unjudgedLines(
  title: string,
  findings: readonly ReportFinding[],
  advice: string | null,
  paint: Paint,
): string[] {
  if (findings.length === 0) return []
  const byReason = new Map<string, string[]>()
  for (const { check, reason } of findings)
    byReason.set(reason ?? '', [...(byReason.get(reason ?? '') ?? []), check])
  const blocks = [...byReason].flatMap(([reason, checks]) => [
    ...wrap(checks.join(', '), width - 2).map((line) => `  ${line}`),
    ...wrap(reason === advice ? 'for the reason given above' : printable(reason), width - 6).map(
      (line) => `      ${paint('dim', line)}`,
    ),
  ])
  return [paint('bold', `${title} (${findings.length})`), ...blocks, '']
}

function passLines(findings: readonly ReportFinding[], paint: Paint): string[] {
  if (findings.length === 0) return []
  const names = findings.map(({ check }) => check).join(', ')
  return [
    paint('green', `passed (${findings.length})`),
    ...wrap(names, width - 2).map((line) => `  ${line}`),
    '',
  ]
}

const forgivingNote =
  'The login was refused because of faults of the client. It ran once more on a forgiving server, which records such faults and goes on, so that all of them can be seen at once.'

/** The notes of all runs, each once. */
function notesOfRuns({ scenarios }: Report): readonly string[] {
  return [...new Set(scenarios.flatMap(({ notes }) => notes ?? []))]
}

function headLines(report: Report, paint: Paint): string[] {
  const { client, kit } = report
  const forgiving = report.findings.some(({ seenOnForgivingServer }) => seenOnForgivingServer)
  const registration = `${client.registration}: client id ${client.clientId ?? 'none'}, redirect URI ${client.redirectUri ?? 'none'}`
  return [
    `${paint('bold', `gc-pkce-check ${kit.version}`)}  ${printable(client.target)}`,
    ...row('started', `${client.startedWith} (kind ${client.kind}, profile ${report.profile})`, paint),
    ...row('registered', registration, paint),
    ...row('result', summaryLine(report), paint),
    ...(forgiving ? row('note', forgivingNote, paint) : []),
    ...notesOfRuns(report).flatMap((note) => row('note', note, paint)),
    '',
  ]
}

function summaryLine(report: Report): string {
  const { summary } = report
  const counted = [
    [summary.violation, 'violation'],
    [summary.warning, 'warning'],
    [summary.info, 'info'],
    [summary.kitError, 'kit error'],
  ] as const
  const problems = counted
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}${count > 1 && name !== 'info' ? 's' : ''}`)
  const rest = `${summary.pass} passed, ${summary.inconclusive} inconclusive, ${summary.notApplicable} not applicable`
  return `${problems.length > 0 ? problems.join(', ') : 'no findings'}; ${rest}`
}

function scenarioLines(report: Report, paint: Paint): string[] {
  const lines = report.scenarios.map(({ id, variant, what, ending }) => {
    const name = variant === null ? id : `${id}/${variant}`
    return `  ${name.padEnd(24)} ${ending.padEnd(16)} ${paint('dim', printable(what))}`
  })
  return lines.length === 0 ? [] : [paint('bold', 'runs'), ...lines, '']
}

const order: Readonly<Record<Level, number>> = { violation: 0, warning: 1, info: 2 }

function render(report: Report, options: RenderOptions): string {
  const paint = painter(options)
  const having = (outcome: string) => report.findings.filter((finding) => finding.outcome === outcome)
  const failures = having('fail').toSorted((a, b) => order[a.level ?? 'info'] - order[b.level ?? 'info'])
  const lines = [
    ...headLines(report, paint),
    ...(report.complete ? [] : [paint('red', 'INCOMPLETE: the run was interrupted'), '']),
    ...(report.advice === null ? [] : [...wrap(printable(report.advice), width), '']),
    ...failures.flatMap((finding) => failureLines(finding, paint)),
    ...having('kit-error').flatMap((finding) => failureLines(finding, paint)),
    ...unjudgedLines('inconclusive', having('inconclusive'), report.advice, paint),
    ...unjudgedLines('not applicable', having('not-applicable'), report.advice, paint),
    ...passLines(having('pass'), paint),
    ...scenarioLines(report, paint),
    `exit code ${report.exitCode}: ${exitReason(report)}`,
  ]
  return `${lines.join('\n')}\n`
}

export const text = defineReporter({
  id: 'text',
  summary: 'for people: what is wrong first, with clause and fix',
  render,
})
