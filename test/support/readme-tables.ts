// The generated parts of the README, from the same data that the program uses.
import { apiCatalogue } from '../../src/conformance/api-report.js'
import type { Check } from '../../src/conformance/judge/checks/check.js'
import { checks } from '../../src/conformance/judge/checks/index.js'
import { reporters } from '../../src/conformance/report/reporters/index.js'
import { type Behaviour, behaviours } from '../../src/server/fidelity.js'
import { scenarios } from '../../src/server/scenarios/index.js'
import type { Scenario } from '../../src/server/scenarios/scenario.js'

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

function checkRow({ id, title, phase }: Check): readonly string[] {
  return [`\`${id}\``, phase, title]
}

function scenarioRow({ id, what, variants }: Scenario): readonly string[] {
  return [`\`${id}\``, what, variants.map((variant) => `\`${variant.id}\``).join(' ')]
}

/** By the name of the marker in the README. */
export const readmeTables = {
  checks: table(['check', 'phase', 'requirement'], [...checks, ...apiCatalogue].map(checkRow)),
  scenarios: table(['scenario', 'what happens', 'variants'], scenarios.map(scenarioRow)),
  reporters: table(
    ['`--reporter`', 'what it is'],
    reporters.map(({ id, summary }) => [`\`${id}\``, summary]),
  ),
}

function behaviourRow({ id, what, evidence, source, option }: Behaviour): readonly string[] {
  return [`\`${id}\``, what, evidence, source, option === null ? '' : `\`${option}\``]
}

/** The table of docs/fidelity.md. */
export const fidelityTable = table(
  ['id', 'the mock', 'evidence', 'source or reason', 'option'],
  behaviours.map(behaviourRow),
)
