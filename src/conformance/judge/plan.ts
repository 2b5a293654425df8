// Which scenarios have to run so that the chosen checks can be judged.
import { scenarios } from '../../server/index.js'
import type { PlannedScenario } from '../transcript.js'
import type { Check } from './checks/check.js'
import { isNamedIn, scenariosOf } from './reads.js'

/**
 * `honest`: one honest login. `usual`: the scenarios that each check needs for its verdict. `full`: besides them
 * those by which it looks closer.
 */
export type Extent = 'honest' | 'usual' | 'full'

function runsOf({ id, variants }: (typeof scenarios)[number]): readonly PlannedScenario[] {
  if (variants.length === 0) return [{ id, variant: null }]
  return variants.map((variant) => ({ id, variant: variant.id }))
}

/** Whether a scenario is a control, which shows that the client logs in when nothing is wrong. */
export function isControl(id: string): boolean {
  return id === 'honest' || id === 'forgiving' || id === 'honest-again'
}

/**
 * The runs in their order: `honest` first, the active scenarios in the order of the catalogue, and
 * `honest-again` last when there was an active one, or when a check compares logins. `forgiving` is never planned:
 * it follows a refused control.
 */
export function planScenarios(checks: readonly Check[], extent: Extent): readonly PlannedScenario[] {
  const honest = { id: 'honest', variant: null }
  if (extent === 'honest') return [honest]
  const wanted = checks.flatMap((check) => (extent === 'full' ? scenariosOf(check) : check.scenarios))
  const active = scenarios.flatMap(runsOf).filter((run) => !isControl(run.id) && isNamedIn(wanted, run))
  if (active.length === 0 && !wanted.includes('honest-again')) return [honest]
  return [honest, ...active, { id: 'honest-again', variant: null }]
}
