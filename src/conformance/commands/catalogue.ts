// Answers from the catalogue: lists of checks, scenarios and clauses, and one check explained.
import { nearest, UsageError } from '../../command-line/index.js'
import { scenarios } from '../../server/index.js'
import { apiCatalogue } from '../api-report.js'
import type { Check, LevelRule } from '../judge/checks/check.js'
import { checks as allChecks } from '../judge/checks/index.js'
import { type Clause, clauses } from '../judge/clauses.js'
import { citationOf, keywordText } from '../report/citation.js'
import { wrap } from '../report/wrap.js'

const width = 100
const checks: readonly Check[] = [...allChecks, ...apiCatalogue]

function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return `${rows.map(line).join('\n')}\n`
}

function listChecks(): string {
  return table(checks.map(({ id, phase, title }) => [id, phase, title]))
}

function listScenarios(): string {
  return table(
    scenarios.flatMap(({ id, what, variants }) => [
      [id, what],
      ...variants.map((variant): readonly string[] => [`${id}/${variant.id}`, variant.what]),
    ]),
  )
}

function checksCiting(id: string): readonly string[] {
  return checks.filter((check) => check.clauses.some((cited) => cited === id)).map((check) => check.id)
}

/** How many clauses of each document have a check. */
function coverageByDocument(): string {
  const documents = new Set(Object.values<Clause>(clauses).map(({ document }) => document))
  const rows = [...documents].map((document) => {
    const ids = Object.entries<Clause>(clauses).flatMap(([id, clause]) =>
      clause.document === document ? [id] : [],
    )
    const judged = ids.filter((id) => checksCiting(id).length > 0).length
    const rest = ids.length - judged
    return [document, `${judged} of ${ids.length} judged`, rest === 0 ? '' : `${rest} with a reason for none`]
  })
  return table(rows)
}

/** Each clause with the checks that judge it, or the reason for having none; then how much of each document that is. */
function listClauses(): string {
  const rows = Object.entries<Clause>(clauses).map(([id, clause]) => {
    const citing = checksCiting(id)
    const coverage = citing.length > 0 ? citing.join(', ') : `none: ${clause.unchecked ?? 'no reason given'}`
    return [citationOf(clause), keywordText(clause.keyword), clause.summary, coverage]
  })
  return `${table(rows)}\n${coverageByDocument()}`
}

/** @throws UsageError for an unknown list. */
export function listCatalogue(name: string): string {
  switch (name) {
    case 'checks':
      return listChecks()
    case 'scenarios':
      return listScenarios()
    case 'clauses':
      return listClauses()
    default:
      throw new UsageError([{ problem: `--list: expected checks, scenarios or clauses, got "${name}"` }])
  }
}

function levelText(rule: LevelRule): string {
  if (typeof rule === 'string') return rule
  const special = [...Object.entries(rule.kinds ?? {}), ...Object.entries(rule.profiles ?? {})]
  return [rule.otherwise, ...special.map(([name, level]) => `${level} for ${name}`)].join(', ')
}

function block(heading: string, text: string): string {
  return `${heading}\n${wrap(text, width - 2)
    .map((line) => `  ${line}`)
    .join('\n')}\n`
}

function seenIn({ scenarios: usual, fullScenarios = [] }: Check): string {
  const closer = fullScenarios.length === 0 ? '' : `; closer in ${fullScenarios.join(', ')}`
  return `scenarios ${usual.join(', ')}${closer}`
}

/** @throws UsageError for an unknown check, naming the nearest. */
export function explainCheck(name: string): string {
  const id = name.split('/')[0]
  const check = checks.find((candidate) => candidate.id === id)
  if (!check) {
    const near = nearest(
      name,
      checks.map((candidate) => candidate.id),
    )
    throw new UsageError([
      {
        problem: `--explain: there is no check "${name}"`,
        hint: near ? `did you mean ${near}?` : 'gc-pkce-check --list checks shows them all',
      },
    ])
  }
  const reasons = Object.entries(check.reasons).map(([reason, { what, level }]) => [
    `  ${check.id}/${reason}`,
    levelText(level),
    what,
  ])
  const cited = check.clauses.map((clause) => {
    const { keyword, summary, url } = clauses[clause]
    return `  ${citationOf(clauses[clause])} (${keywordText(keyword)}): ${summary}\n    ${url}`
  })
  return [
    `${check.id}: ${check.title}\n`,
    block('Why', check.why),
    block('Fix', check.fix),
    `Fails as\n${table(reasons)}`,
    `Clauses${check.rule === 'clause' ? '' : ` (rule: ${check.rule})`}\n${cited.join('\n')}\n`,
    block('Applies to', check.kinds.join(', ')),
    block('Seen in', seenIn(check)),
  ].join('\n')
}
