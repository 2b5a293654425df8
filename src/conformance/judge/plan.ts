// Which scenarios have to run so that the chosen checks can be judged.
import { scenarios } from '../../server/index.js'
import type { PlannedScenario } from '../transcript.js'
import type { Check } from './checks/check.js'

function variantsOf(id: string): readonly PlannedScenario[] {
  const scenario = scenarios.find((candidate) => candidate.id === id)
  if (!scenario || scenario.variants.length === 0) return [{ id, variant: null }]
  return scenario.variants.map((variant) => ({ id, variant: variant.id }))
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
export function planScenarios(checks: readonly Check[], only: 'all' | 'honest'): readonly PlannedScenario[] {
  const honest = { id: 'honest', variant: null }
  if (only === 'honest') return [honest]
  const wanted = new Set<string>(checks.flatMap((check) => check.scenarios))
  const active = scenarios.map(({ id }) => id).filter((id) => wanted.has(id) && !isControl(id))
  if (active.length === 0 && !wanted.has('honest-again')) return [honest]
  return [honest, ...active.flatMap(variantsOf), { id: 'honest-again', variant: null }]
}
