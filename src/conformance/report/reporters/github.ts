// The report as workflow commands of GitHub Actions, which shows each as an annotation of the run. What counts for the
// exit code is an error and nothing else is. The form: "Workflow commands for GitHub Actions" in GitHub's documentation.
import { citationOf } from '../citation.js'
import { countsForExit } from '../exit-code.js'
import { exitReason } from '../exit-reason.js'
import { expectationText, knownTexts, openExpectations, withoutKnown } from '../expectation-text.js'
import { placeOf } from '../occurrence-text.js'
import { printable } from '../printable.js'
import type { Report, ReportFinding } from '../report.js'
import { summaryText } from '../summary-text.js'
import { defineReporter, type RenderOptions } from './reporter.js'

type Kind = 'error' | 'warning' | 'notice'

interface Annotation {
  readonly kind: Kind
  readonly title: string
  readonly lines: readonly string[]
}

/** Annotations of one kind that a step may have; GitHub drops further ones without a word. */
const mostOfKind = 10

/** What would end a message or begin another command. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** Of a property: besides, what would end it. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** Where the annotation is shown: a path within the repository, without which GitHub takes the workflow for it. */
function fileOf(target: string): string {
  const path = target.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')
  const isInside = path !== '' && path !== '.' && !/^(?:\/|[A-Za-z]:|https?:|\.\.(?:\/|$))/.test(path)
  return isInside ? `file=${property(printable(path))},line=1,` : ''
}

function command({ kind, title, lines }: Annotation, target: string): string {
  return `::${kind} ${fileOf(target)}title=${property(title)}::${data(lines.join('\n'))}`
}

function failureLinesOf({ occurrences, fix, clauses, title, reproduce }: ReportFinding): readonly string[] {
  const [first, ...others] = occurrences
  const seen =
    first === undefined
      ? []
      : [
          `${printable(first.what ?? title)} (${placeOf(first)})`,
          ...(first.expected === null ? [] : [`expected: ${printable(first.expected)}`]),
          `actual: ${printable(first.actual)}`,
          ...(first.diagnosis === null ? [] : [`diagnosis: ${printable(first.diagnosis)}`]),
          ...(others.length === 0 ? [] : [`and ${others.length} more of the kind`]),
          `fix: ${printable(first.fix ?? fix)}`,
        ]
  const cited = clauses.slice(0, 1).map((clause) => `clause: ${citationOf(clause)} ${clause.url}`)
  return [...seen, ...cited, `reproduce: ${printable(reproduce)}`]
}

function kindOf(finding: ReportFinding, policy: RenderOptions['policy']): Kind {
  if (finding.outcome === 'kit-error' || countsForExit(finding, policy)) return 'error'
  const isWarning = finding.outcome === 'fail' && finding.level === 'warning' && finding.known !== true
  return isWarning ? 'warning' : 'notice'
}

/** What passed and what does not apply needs no annotation. */
function annotationOf(finding: ReportFinding, policy: RenderOptions['policy']): readonly Annotation[] {
  const { check, outcome, level, title, reason } = finding
  const kind = kindOf(finding, policy)
  const why = printable(reason ?? '')
  switch (outcome) {
    case 'fail':
      if (finding.known === true)
        return [{ kind, title: `${check} (known)`, lines: [`${title}.`, ...knownTexts(finding.occurrences)] }]
      return [
        {
          kind,
          title: `${check} (${level ?? 'info'})`,
          lines: [`${title}.`, ...failureLinesOf(withoutKnown(finding))],
        },
      ]
    case 'inconclusive':
      return [{ kind, title: `${check} (inconclusive)`, lines: [`could not be judged: ${why}`] }]
    case 'kit-error':
      return [{ kind, title: `${check} (kit error)`, lines: [why] }]
    default:
      return []
  }
}

/** What concerns the whole run. */
function runAnnotations(report: Report): readonly Annotation[] {
  const { advice, complete } = report
  const cut = {
    kind: 'error',
    title: 'gc-pkce-check: incomplete',
    lines: ['The run was interrupted.'],
  } as const
  return [
    ...(advice === null
      ? []
      : [
          { kind: 'error', title: 'gc-pkce-check: no login was judged', lines: [printable(advice)] } as const,
        ]),
    ...(complete ? [] : [cut]),
    ...openExpectations(report).map(
      (expectation): Annotation => ({
        kind: expectation.state === 'stale' ? 'error' : 'notice',
        title: `known finding ${printable(expectation.finding)} (${expectation.state})`,
        lines: [expectationText(expectation)],
      }),
    ),
  ]
}

/** At most as many as GitHub shows: the last one names those that have no room. */
function withinBound(annotations: readonly Annotation[]): readonly Annotation[] {
  if (annotations.length <= mostOfKind) return annotations
  const shown = annotations.slice(0, mostOfKind - 1)
  const rest = annotations.slice(mostOfKind - 1)
  const [{ kind } = { kind: 'notice' as const }] = rest
  const lines = rest.map(({ title }) => title)
  return [...shown, { kind, title: `gc-pkce-check: ${rest.length} more`, lines }]
}

/** Checks that could not be judged for one reason, as one annotation: a client that dies has dozens of them. */
function joined(annotations: readonly Annotation[]): readonly Annotation[] {
  const byText = new Map<string, Annotation[]>()
  for (const one of annotations) {
    const key = `${one.kind}\n${one.lines.join('\n')}`
    byText.set(key, [...(byText.get(key) ?? []), one])
  }
  return [...byText.values()].flatMap((group) => {
    const [first, ...others] = group
    if (first === undefined || others.length === 0) return group
    return [
      {
        ...first,
        title: `${first.title} and ${others.length} more`,
        lines: [...first.lines, ...group.map(({ title }) => title)],
      },
    ]
  })
}

function render(report: Report, { policy }: RenderOptions): string {
  const all = joined([
    ...runAnnotations(report),
    ...report.findings.flatMap((finding) => annotationOf(finding, policy)),
  ])
  const kinds: readonly Kind[] = ['error', 'warning', 'notice']
  const shown = kinds.flatMap((kind) => withinBound(all.filter((one) => one.kind === kind)))
  const { target } = report.client
  const end = `gc-pkce-check ${printable(target)}: ${summaryText(report)}; exit code ${report.exitCode}: ${exitReason(report)}`
  return `${[...shown.map((one) => command(one, target)), end].join('\n')}\n`
}

export const github = defineReporter({
  id: 'github',
  summary: 'annotations of a GitHub Actions run: one for each finding',
  render,
})
