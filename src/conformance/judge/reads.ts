// Which runs a check reads: scenarios are named whole, or variant by variant.
import type { PlannedScenario } from '../transcript.js'
import type { Check } from './checks/check.js'

/** Everything that a check can read, by name. */
export function scenariosOf({ scenarios, fullScenarios = [] }: Check): readonly string[] {
  return [...scenarios, ...fullScenarios]
}

/** Whether `names` name a run: its scenario whole, or its variant. */
export function isNamedIn(names: readonly string[], { id, variant }: PlannedScenario): boolean {
  return names.includes(id) || (variant !== null && names.includes(`${id}/${variant}`))
}

/** Whether `check` reads a run, be it one of every day or of a full run. */
export function isReadBy(check: Check, run: PlannedScenario): boolean {
  return isNamedIn(scenariosOf(check), run)
}
