// The report for people: what is wrong first, with everything needed to mend it.
import type { Level } from '../../judge/checks/check.js'
import { runName } from '../../transcript.js'
import { exitReason } from '../exit-reason.js'
import { expectationText, knownLines, openExpectations, unknownFailures } from '../expectation-text.js'
import { failureLines } from '../failure-text.js'
import { printable } from '../printable.js'
import type { Report, ReportFinding } from '../report.js'
import { summaryText } from '../summary-text.js'
import { type Paint, painter, row, width } from '../text-parts.js'
import { wrap } from '../wrap.js'
import { defineReporter, type RenderOptions } from './reporter.js'

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

/** Known findings, and the entries of them that are stale, expired or were not judged. */
function knownBlocks(report: Report, paint: Paint): string[] {
  const known = knownLines(report)
  const open = openExpectations(report)
  const listed = (texts: readonly string[]) =>
    texts.flatMap((text) => wrap(text, width - 2).map((line) => `  ${line}`))
  return [
    ...(known.length === 0
      ? []
      : [
          paint('bold', `known findings (${known.length})`),
          ...listed(known.map(({ check, why }) => `${check}: ${why}`)),
          '',
        ]),
    ...(open.length === 0
      ? []
      : [
          paint('bold', `entries of known findings (${open.length})`),
          ...listed(open.map(expectationText)),
          '',
        ]),
  ]
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

/** What was registered with the mock; null where nothing was to be: no client was operated. */
function registrationText({ client: { registration, clientId, redirectUri } }: Report): string | null {
  if (clientId !== null || redirectUri !== null)
    return `${registration}: client id ${clientId ?? 'none'}, redirect URI ${redirectUri ?? 'none'}`
  return registration === 'given' ? null : 'nothing: no login was seen from which it could be learned'
}

function headLines(report: Report, paint: Paint): string[] {
  const { client, kit } = report
  const forgiving = report.findings.some(({ seenOnForgivingServer }) => seenOnForgivingServer)
  const registration = registrationText(report)
  return [
    `${paint('bold', `gc-pkce-check ${kit.version}`)}  ${printable(client.target)}`,
    ...row('started', `${client.startedWith} (kind ${client.kind}, profile ${report.profile})`, paint),
    ...(registration === null ? [] : row('registered', registration, paint)),
    ...row('result', summaryText(report), paint),
    ...(forgiving ? row('note', forgivingNote, paint) : []),
    ...notesOfRuns(report).flatMap((note) => row('note', note, paint)),
    '',
  ]
}

function scenarioLines(report: Report, paint: Paint): string[] {
  const nameOf = ({ id, variant }: Report['scenarios'][number]) => runName(id, variant)
  const widest = Math.max(...report.scenarios.map((one) => nameOf(one).length))
  const lines = report.scenarios.map((one) => {
    const text = paint('dim', printable(one.what))
    return `  ${nameOf(one).padEnd(widest)}  ${one.ending.padEnd(16)} ${text}`
  })
  return lines.length === 0 ? [] : [paint('bold', 'runs'), ...lines, '']
}

/** What a reader may wonder about who sees a report for the first time. */
function legendLines(report: Report, shown: readonly string[], paint: Paint): string[] {
  if (!report.findings.some(({ outcome }) => outcome === 'fail')) return []
  const marks = shown.some((line) => /#[0-9a-f]{8}\b/.test(line))
    ? ['# and 8 hex digits stand for a secret value: equal values have equal ones.']
    : []
  const commands =
    'gc-pkce-check --explain CHECK says what a check demands and why, --list scenarios how the mock misbehaved; --save-transcripts DIR keeps the exchanges that are numbered here.'
  return [...[...marks, commands].flatMap((text) => wrap(text, width).map((line) => paint('dim', line))), '']
}

const order: Readonly<Record<Level, number>> = { violation: 0, warning: 1, info: 2 }

function render(report: Report, options: RenderOptions): string {
  const paint = painter(options.colour)
  const having = (outcome: string) => report.findings.filter((finding) => finding.outcome === outcome)
  const failures = unknownFailures(report).toSorted(
    (a, b) => order[a.level ?? 'info'] - order[b.level ?? 'info'],
  )
  const failureBlocks = failures.flatMap((finding) => failureLines(finding, paint))
  const lines = [
    ...headLines(report, paint),
    ...(report.complete ? [] : [paint('red', 'INCOMPLETE: the run was interrupted'), '']),
    ...(report.advice === null ? [] : [...wrap(printable(report.advice), width), '']),
    ...failureBlocks,
    ...having('kit-error').flatMap((finding) => failureLines(finding, paint)),
    ...knownBlocks(report, paint),
    ...unjudgedLines('inconclusive', having('inconclusive'), report.advice, paint),
    ...unjudgedLines('not applicable', having('not-applicable'), report.advice, paint),
    ...passLines(having('pass'), paint),
    ...scenarioLines(report, paint),
    ...legendLines(report, failureBlocks, paint),
    `exit code ${report.exitCode}: ${exitReason(report)}`,
  ]
  return `${lines.join('\n')}\n`
}

export const text = defineReporter({
  id: 'text',
  summary: 'for people: what is wrong first, with clause and fix',
  render,
})
